-- The data keys that values of this store are sealed with, each with the store's index key sealed under it; retired_at: nothing is sealed with it any more.
CREATE TABLE store_keys (
    key_id TEXT NOT NULL CONSTRAINT pk_store_keys PRIMARY KEY,
    sealed_index_key BLOB NOT NULL,
    entered_at INTEGER NOT NULL,
    retired_at INTEGER NULL
) STRICT, WITHOUT ROWID;
