-- An inquiry that people look at waits as a whole; what they decided.
ALTER TABLE orders ADD COLUMN in_review INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN review_verdict TEXT NULL;
ALTER TABLE orders ADD COLUMN review_note TEXT NULL;

-- Courts that are not new any more: one that ordered before people were asked about its first order, or one of whose orders they have approved.
CREATE TABLE ordering_courts (
    court_code TEXT NOT NULL CONSTRAINT pk_ordering_courts PRIMARY KEY,
    first_channel_id TEXT NOT NULL,
    first_order_no TEXT NOT NULL,
    entered_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Until now each accepted order entered its officer.
INSERT INTO ordering_courts (court_code, first_channel_id, first_order_no, entered_at)
SELECT court_code, MIN(first_channel_id), MIN(first_order_no), MIN(entered_at) FROM officers GROUP BY court_code;
