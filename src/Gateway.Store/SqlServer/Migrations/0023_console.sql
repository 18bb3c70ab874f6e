-- When each channel was last heard of, whatever it asked; written now and then, not for each call.
CREATE TABLE channel_contacts (
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_channel_contacts PRIMARY KEY,
    heard_at BIGINT NOT NULL
);

-- Searches that people of the console keep, as JSON. They name no account and no party.
CREATE TABLE saved_searches (
    person NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    search_json NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_saved_searches PRIMARY KEY (person, name)
);
