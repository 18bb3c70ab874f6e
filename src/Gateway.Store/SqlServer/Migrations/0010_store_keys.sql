-- The data keys that values of this store are sealed with, each with the store's index key sealed under it; retired_at: nothing is sealed with it any more.
CREATE TABLE store_keys (
    key_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_store_keys PRIMARY KEY,
    sealed_index_key VARBINARY(MAX) NOT NULL,
    entered_at BIGINT NOT NULL,
    retired_at BIGINT NULL
);
