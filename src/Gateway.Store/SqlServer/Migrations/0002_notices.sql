-- What a freeze's court was told last that it takes; null: not known. Set in the transaction that tells it.
ALTER TABLE freezes ADD told_minor BIGINT NULL;

-- The core's claims and other authorities' freezes that a register's freezes were last reckoned with.
CREATE TABLE register_seen (
    account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sub_account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    seen_json NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_register_seen PRIMARY KEY (account, sub_account)
);

-- Freezes that take more without an order of their own; receipt_sequence is set with the ADVANCE receipt.
CREATE TABLE notices (
    notice_id BIGINT NOT NULL CONSTRAINT pk_notices PRIMARY KEY,
    order_id BIGINT NOT NULL CONSTRAINT fk_notices_order REFERENCES orders (order_id),
    freeze_id NVARCHAR(420) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT fk_notices_freeze REFERENCES freezes (freeze_id),
    line_id BIGINT NOT NULL CONSTRAINT fk_notices_line REFERENCES lines (line_id),
    answer_json NVARCHAR(MAX) NOT NULL,
    recorded_at BIGINT NOT NULL,
    receipt_sequence BIGINT NULL
);

CREATE INDEX ix_notices_waiting ON notices (notice_id) WHERE receipt_sequence IS NULL;

-- How far the core's feed was read, and which process reads it.
CREATE TABLE core_feed (
    feed_id BIGINT NOT NULL CONSTRAINT pk_core_feed PRIMARY KEY,
    "cursor" NVARCHAR(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    holder NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    leased_until BIGINT NOT NULL
);

INSERT INTO core_feed (feed_id, "cursor", holder, leased_until) VALUES (1, '', '', 0);
