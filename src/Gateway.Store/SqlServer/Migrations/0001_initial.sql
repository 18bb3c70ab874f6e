-- Text that is compared is compared by code point, as the rest of the service does.
-- Moments are UTC ticks (100 ns since 0001-01-01), days are text yyyy-MM-dd, amounts are minor units.
-- Every id comes from store_head, which the transaction that uses it raises: no gaps, no order of its own.

CREATE TABLE store_head (
    head_id BIGINT NOT NULL CONSTRAINT pk_store_head PRIMARY KEY CONSTRAINT ck_store_head_one_row CHECK (head_id = 1),
    last_arrival BIGINT NOT NULL,
    last_order_id BIGINT NOT NULL,
    last_line_id BIGINT NOT NULL,
    last_outbox_id BIGINT NOT NULL,
    last_audit_no BIGINT NOT NULL,
    last_audit_hash VARBINARY(32) NOT NULL
);

INSERT INTO store_head (head_id, last_arrival, last_order_id, last_line_id, last_outbox_id, last_audit_no, last_audit_hash)
VALUES (1, 0, 0, 0, 0, 0, 0x0000000000000000000000000000000000000000000000000000000000000000);

CREATE TABLE orders (
    order_id BIGINT NOT NULL CONSTRAINT pk_orders PRIMARY KEY,
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    order_no NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version INT NOT NULL,
    kind INT NOT NULL,
    party_key NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content_digest NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    documents_digest NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    document_refusal NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NULL,
    document_refusal_detail NVARCHAR(MAX) NOT NULL,
    arrived_at BIGINT NOT NULL,
    service_time BIGINT NOT NULL,
    state INT NOT NULL,
    open_lines INT NOT NULL,
    complete BIT NOT NULL,
    curable BIT NOT NULL,
    order_json NVARCHAR(MAX) NOT NULL,
    CONSTRAINT uq_orders_key UNIQUE (channel_id, order_no, version)
);

-- Complete, but without its FINAL receipt.
CREATE INDEX ix_orders_unanswered ON orders (order_id) WHERE state = 1 AND complete = 1;
-- Inquiries without an answer.
CREATE INDEX ix_orders_open_inquiries ON orders (party_key, service_time, order_id) WHERE kind = 1 AND complete = 0;

CREATE TABLE inquiry_answers (
    order_id BIGINT NOT NULL CONSTRAINT pk_inquiry_answers PRIMARY KEY CONSTRAINT fk_inquiry_answers_order REFERENCES orders (order_id),
    refusal NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NULL,
    answered_at BIGINT NOT NULL,
    answer_json NVARCHAR(MAX) NOT NULL
);

CREATE TABLE accounts (
    account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_accounts PRIMARY KEY,
    version BIGINT NOT NULL,
    last_sequence BIGINT NOT NULL,
    last_executed_service_time BIGINT NOT NULL,
    parked_cause NVARCHAR(MAX) NULL,
    parked_since BIGINT NULL
);

CREATE INDEX ix_accounts_parked ON accounts (account) WHERE parked_cause IS NOT NULL;

-- line_id is the arrival sequence. order_id is null for the bank's own expiry lines.
CREATE TABLE lines (
    line_id BIGINT NOT NULL CONSTRAINT pk_lines PRIMARY KEY,
    order_id BIGINT NULL CONSTRAINT fk_lines_order REFERENCES orders (order_id),
    line_no NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT fk_lines_account REFERENCES accounts (account),
    sub_account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    measure INT NOT NULL,
    state INT NOT NULL,
    service_time BIGINT NOT NULL,
    expiring_freeze_id NVARCHAR(420) COLLATE Latin1_General_100_BIN2 NULL,
    expiring_last_day NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NULL,
    final_at BIGINT NULL,
    controlled BIT NULL,
    reason NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NULL,
    line_json NVARCHAR(MAX) NOT NULL,
    answer_json NVARCHAR(MAX) NULL
);

CREATE UNIQUE INDEX uq_lines_order_line ON lines (order_id, line_no) WHERE order_id IS NOT NULL;
CREATE UNIQUE INDEX uq_lines_expiry ON lines (expiring_freeze_id, expiring_last_day) WHERE expiring_freeze_id IS NOT NULL;
-- The order of service: a line whose intent is written is finished before any other begins.
CREATE INDEX ix_lines_open ON lines (account, state DESC, service_time, line_id) WHERE state < 3;

CREATE TABLE intents (
    line_id BIGINT NOT NULL CONSTRAINT fk_intents_line REFERENCES lines (line_id),
    stage INT NOT NULL,
    recorded_at BIGINT NOT NULL,
    decision_json NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_intents PRIMARY KEY (line_id, stage)
);

-- What was granted never changes; live and last_day follow from freeze_changes and are set in the same transaction, for the index alone.
CREATE TABLE freezes (
    freeze_id NVARCHAR(420) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_freezes PRIMARY KEY,
    line_id BIGINT NOT NULL CONSTRAINT fk_freezes_line REFERENCES lines (line_id),
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    order_no NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    order_version INT NOT NULL,
    line_no NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT fk_freezes_account REFERENCES accounts (account),
    sub_account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    court_code NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    court_name NVARCHAR(MAX) NOT NULL,
    case_no NVARCHAR(MAX) NOT NULL,
    ruling_no NVARCHAR(MAX) NOT NULL,
    asset_kind INT NOT NULL,
    rank_time BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    service_time BIGINT NOT NULL,
    granted_minor BIGINT NULL,
    first_day NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    granted_last_day NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    live BIT NOT NULL,
    last_day NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE INDEX ix_freezes_register ON freezes (account, sub_account);
CREATE INDEX ix_freezes_due ON freezes (last_day, freeze_id) WHERE live = 1;

CREATE TABLE freeze_changes (
    freeze_id NVARCHAR(420) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT fk_freeze_changes_freeze REFERENCES freezes (freeze_id),
    change_no BIGINT NOT NULL,
    line_id BIGINT NOT NULL CONSTRAINT fk_freeze_changes_line REFERENCES lines (line_id),
    kind NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    amount_minor BIGINT NOT NULL,
    last_day NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NULL,
    by_channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NULL,
    by_order_no NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    by_order_version INT NULL,
    by_line_no NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    changed_at BIGINT NOT NULL,
    CONSTRAINT pk_freeze_changes PRIMARY KEY (freeze_id, change_no)
);

CREATE TABLE deductions (
    line_id BIGINT NOT NULL CONSTRAINT pk_deductions PRIMARY KEY CONSTRAINT fk_deductions_line REFERENCES lines (line_id),
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    order_no NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    order_version INT NOT NULL,
    line_no NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sub_account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    court_code NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    amount_minor BIGINT NOT NULL,
    deducted_at BIGINT NOT NULL
);

CREATE INDEX ix_deductions_register ON deductions (account, sub_account);

CREATE TABLE outbox (
    outbox_id BIGINT NOT NULL CONSTRAINT pk_outbox PRIMARY KEY,
    topic NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    message_key NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE INDEX ix_outbox_topic ON outbox (topic, outbox_id);

CREATE TABLE channels (
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_channels PRIMARY KEY,
    last_receipt BIGINT NOT NULL
);

CREATE TABLE receipts (
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT fk_receipts_channel REFERENCES channels (channel_id),
    sequence BIGINT NOT NULL,
    order_id BIGINT NOT NULL CONSTRAINT fk_receipts_order REFERENCES orders (order_id),
    kind INT NOT NULL,
    ofd_key NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    body VARBINARY(MAX) NOT NULL,
    created_at BIGINT NOT NULL,
    acknowledged_at BIGINT NULL,
    CONSTRAINT pk_receipts PRIMARY KEY (channel_id, sequence)
);

CREATE UNIQUE INDEX uq_receipts_final ON receipts (order_id) WHERE kind = 1;
CREATE INDEX ix_receipts_unacknowledged ON receipts (channel_id, sequence) WHERE acknowledged_at IS NULL;

-- Where the archive's segment files hold a document's or receipt's bytes.
CREATE TABLE documents (
    document_key NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_documents PRIMARY KEY,
    segment NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    record_offset BIGINT NOT NULL,
    byte_length BIGINT NOT NULL
);

CREATE TABLE audit (
    audit_no BIGINT NOT NULL CONSTRAINT pk_audit PRIMARY KEY,
    recorded_at BIGINT NOT NULL,
    actor NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    action NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject NVARCHAR(700) COLLATE Latin1_General_100_BIN2 NOT NULL,
    detail NVARCHAR(MAX) NOT NULL,
    previous_hash VARBINARY(32) NOT NULL,
    hash VARBINARY(32) NOT NULL
);
