-- Which certificate speaks for which court, as two people or the first use entered it; the configured ones are not here.
-- seal_id is the esID that the entry means, or '' for whatever the certificate signs. Entries are ended, never removed; change_no rises with each entering and ending.
CREATE TABLE court_seals (
    seal_no BIGINT NOT NULL CONSTRAINT pk_court_seals PRIMARY KEY,
    court_code NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    fingerprint NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    seal_id NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    holder NVARCHAR(MAX) NOT NULL,
    remark NVARCHAR(MAX) NOT NULL,
    entered_by_task BIGINT NULL CONSTRAINT fk_court_seals_entered REFERENCES desk_tasks (task_id),
    entered_at BIGINT NOT NULL,
    ended_by_task BIGINT NULL CONSTRAINT fk_court_seals_ended REFERENCES desk_tasks (task_id),
    ended_at BIGINT NULL,
    change_no BIGINT NOT NULL
);

CREATE INDEX ix_court_seals_fingerprint ON court_seals (fingerprint);
CREATE INDEX ix_court_seals_change ON court_seals (change_no);

-- When an order with this document (or with this detached seal) was first accepted without a finding; null: never, or before this column was there.
ALTER TABLE documents ADD accepted_at BIGINT NULL;
