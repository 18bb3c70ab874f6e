-- When each channel was last heard of, whatever it asked; written now and then, not for each call.
CREATE TABLE channel_contacts (
    channel_id TEXT NOT NULL CONSTRAINT pk_channel_contacts PRIMARY KEY,
    heard_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Searches that people of the console keep, as JSON. They name no account and no party.
CREATE TABLE saved_searches (
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    search_json TEXT NOT NULL,
    CONSTRAINT pk_saved_searches PRIMARY KEY (person, name)
) STRICT, WITHOUT ROWID;
