-- Raised by every transaction that changes the head: whoever wrote on an older one is refused.
ALTER TABLE store_head ADD version BIGINT NOT NULL CONSTRAINT df_store_head_version DEFAULT 0;

-- Each process notes its last batch in the batch's own transaction: what became of a commit whose answer was lost is read here.
CREATE TABLE writers (
    writer_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_writers PRIMARY KEY,
    last_batch BIGINT NOT NULL,
    written_at BIGINT NOT NULL
);

-- Which process runs a job that one process runs at a time. The fence rises with each new holder.
CREATE TABLE leases (
    lease_name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_leases PRIMARY KEY,
    holder NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    fence BIGINT NOT NULL,
    leased_until BIGINT NOT NULL
);

-- The feed's reader is known by its lease now.
ALTER TABLE core_feed DROP COLUMN holder;
ALTER TABLE core_feed DROP COLUMN leased_until;
