-- Which certificate speaks for which court, as two people or the first use entered it; the configured ones are not here.
-- seal_id is the esID that the entry means, or '' for whatever the certificate signs. Entries are ended, never removed; change_no rises with each entering and ending.
CREATE TABLE court_seals (
    seal_no INTEGER NOT NULL CONSTRAINT pk_court_seals PRIMARY KEY,
    court_code TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    seal_id TEXT NOT NULL,
    holder TEXT NOT NULL,
    remark TEXT NOT NULL,
    entered_by_task INTEGER NULL CONSTRAINT fk_court_seals_entered REFERENCES desk_tasks (task_id),
    entered_at INTEGER NOT NULL,
    ended_by_task INTEGER NULL CONSTRAINT fk_court_seals_ended REFERENCES desk_tasks (task_id),
    ended_at INTEGER NULL,
    change_no INTEGER NOT NULL
) STRICT;

CREATE INDEX ix_court_seals_fingerprint ON court_seals (fingerprint);
CREATE INDEX ix_court_seals_change ON court_seals (change_no);

-- When an order with this document (or with this detached seal) was first accepted without a finding; null: never, or before this column was there.
ALTER TABLE documents ADD COLUMN accepted_at INTEGER NULL;
