-- Raised by every transaction that changes the head: whoever wrote on an older one is refused.
ALTER TABLE store_head ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

-- Each process notes its last batch in the batch's own transaction: what became of a commit whose answer was lost is read here.
CREATE TABLE writers (
    writer_id TEXT NOT NULL CONSTRAINT pk_writers PRIMARY KEY,
    last_batch INTEGER NOT NULL,
    written_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which process runs a job that one process runs at a time. The fence rises with each new holder.
CREATE TABLE leases (
    lease_name TEXT NOT NULL CONSTRAINT pk_leases PRIMARY KEY,
    holder TEXT NOT NULL,
    fence INTEGER NOT NULL,
    leased_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The feed's reader is known by its lease now.
ALTER TABLE core_feed DROP COLUMN holder;
ALTER TABLE core_feed DROP COLUMN leased_until;
