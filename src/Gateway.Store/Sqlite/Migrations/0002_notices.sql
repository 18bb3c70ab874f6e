-- What a freeze's court was told last that it takes; null: not known. Set in the transaction that tells it.
ALTER TABLE freezes ADD COLUMN told_minor INTEGER NULL;

-- The core's claims and other authorities' freezes that a register's freezes were last reckoned with.
CREATE TABLE register_seen (
    account TEXT NOT NULL,
    sub_account TEXT NOT NULL,
    seen_json TEXT NOT NULL,
    CONSTRAINT pk_register_seen PRIMARY KEY (account, sub_account)
) STRICT, WITHOUT ROWID;

-- Freezes that take more without an order of their own; receipt_sequence is set with the ADVANCE receipt.
CREATE TABLE notices (
    notice_id INTEGER NOT NULL CONSTRAINT pk_notices PRIMARY KEY,
    order_id INTEGER NOT NULL CONSTRAINT fk_notices_order REFERENCES orders (order_id),
    freeze_id TEXT NOT NULL CONSTRAINT fk_notices_freeze REFERENCES freezes (freeze_id),
    line_id INTEGER NOT NULL CONSTRAINT fk_notices_line REFERENCES lines (line_id),
    answer_json TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    receipt_sequence INTEGER NULL
) STRICT;

CREATE INDEX ix_notices_waiting ON notices (notice_id) WHERE receipt_sequence IS NULL;

-- How far the core's feed was read, and which process reads it.
CREATE TABLE core_feed (
    feed_id INTEGER NOT NULL CONSTRAINT pk_core_feed PRIMARY KEY,
    cursor TEXT NOT NULL,
    holder TEXT NOT NULL,
    leased_until INTEGER NOT NULL
) STRICT;

INSERT INTO core_feed (feed_id, cursor, holder, leased_until) VALUES (1, '', '', 0);
