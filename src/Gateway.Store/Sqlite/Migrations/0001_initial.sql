-- Moments are UTC ticks (100 ns since 0001-01-01), days are text yyyy-MM-dd, amounts are minor units.
-- Every id comes from store_head, which the transaction that uses it raises: no gaps, no order of its own.

CREATE TABLE store_head (
    head_id INTEGER NOT NULL CONSTRAINT pk_store_head PRIMARY KEY CONSTRAINT ck_store_head_one_row CHECK (head_id = 1),
    last_arrival INTEGER NOT NULL,
    last_order_id INTEGER NOT NULL,
    last_line_id INTEGER NOT NULL,
    last_outbox_id INTEGER NOT NULL,
    last_audit_no INTEGER NOT NULL,
    last_audit_hash BLOB NOT NULL
) STRICT;

INSERT INTO store_head (head_id, last_arrival, last_order_id, last_line_id, last_outbox_id, last_audit_no, last_audit_hash)
VALUES (1, 0, 0, 0, 0, 0, zeroblob(32));

CREATE TABLE orders (
    order_id INTEGER NOT NULL CONSTRAINT pk_orders PRIMARY KEY,
    channel_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    version INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    party_key TEXT NOT NULL,
    content_digest TEXT NOT NULL,
    documents_digest TEXT NOT NULL,
    document_refusal TEXT NULL,
    document_refusal_detail TEXT NOT NULL,
    arrived_at INTEGER NOT NULL,
    service_time INTEGER NOT NULL,
    state INTEGER NOT NULL,
    open_lines INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    curable INTEGER NOT NULL,
    order_json TEXT NOT NULL,
    CONSTRAINT uq_orders_key UNIQUE (channel_id, order_no, version)
) STRICT;

-- Complete, but without its FINAL receipt.
CREATE INDEX ix_orders_unanswered ON orders (order_id) WHERE state = 1 AND complete = 1;
-- Inquiries without an answer.
CREATE INDEX ix_orders_open_inquiries ON orders (party_key, service_time, order_id) WHERE kind = 1 AND complete = 0;

CREATE TABLE inquiry_answers (
    order_id INTEGER NOT NULL CONSTRAINT pk_inquiry_answers PRIMARY KEY CONSTRAINT fk_inquiry_answers_order REFERENCES orders (order_id),
    refusal TEXT NULL,
    answered_at INTEGER NOT NULL,
    answer_json TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
    account TEXT NOT NULL CONSTRAINT pk_accounts PRIMARY KEY,
    version INTEGER NOT NULL,
    last_sequence INTEGER NOT NULL,
    last_executed_service_time INTEGER NOT NULL,
    parked_cause TEXT NULL,
    parked_since INTEGER NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX ix_accounts_parked ON accounts (account) WHERE parked_cause IS NOT NULL;

-- line_id is the arrival sequence. order_id is null for the bank's own expiry lines.
CREATE TABLE lines (
    line_id INTEGER NOT NULL CONSTRAINT pk_lines PRIMARY KEY,
    order_id INTEGER NULL CONSTRAINT fk_lines_order REFERENCES orders (order_id),
    line_no TEXT NOT NULL,
    account TEXT NOT NULL CONSTRAINT fk_lines_account REFERENCES accounts (account),
    sub_account TEXT NOT NULL,
    measure INTEGER NOT NULL,
    state INTEGER NOT NULL,
    service_time INTEGER NOT NULL,
    expiring_freeze_id TEXT NULL,
    expiring_last_day TEXT NULL,
    final_at INTEGER NULL,
    controlled INTEGER NULL,
    reason TEXT NULL,
    line_json TEXT NOT NULL,
    answer_json TEXT NULL
) STRICT;

CREATE UNIQUE INDEX uq_lines_order_line ON lines (order_id, line_no) WHERE order_id IS NOT NULL;
CREATE UNIQUE INDEX uq_lines_expiry ON lines (expiring_freeze_id, expiring_last_day) WHERE expiring_freeze_id IS NOT NULL;
-- The order of service: a line whose intent is written is finished before any other begins.
CREATE INDEX ix_lines_open ON lines (account, state DESC, service_time, line_id) WHERE state < 3;

CREATE TABLE intents (
    line_id INTEGER NOT NULL CONSTRAINT fk_intents_line REFERENCES lines (line_id),
    stage INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    decision_json TEXT NOT NULL,
    CONSTRAINT pk_intents PRIMARY KEY (line_id, stage)
) STRICT, WITHOUT ROWID;

-- What was granted never changes; live and last_day follow from freeze_changes and are set in the same transaction, for the index alone.
CREATE TABLE freezes (
    freeze_id TEXT NOT NULL CONSTRAINT pk_freezes PRIMARY KEY,
    line_id INTEGER NOT NULL CONSTRAINT fk_freezes_line REFERENCES lines (line_id),
    channel_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    order_version INTEGER NOT NULL,
    line_no TEXT NOT NULL,
    account TEXT NOT NULL CONSTRAINT fk_freezes_account REFERENCES accounts (account),
    sub_account TEXT NOT NULL,
    court_code TEXT NOT NULL,
    court_name TEXT NOT NULL,
    case_no TEXT NOT NULL,
    ruling_no TEXT NOT NULL,
    asset_kind INTEGER NOT NULL,
    rank_time INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    service_time INTEGER NOT NULL,
    granted_minor INTEGER NULL,
    first_day TEXT NOT NULL,
    granted_last_day TEXT NOT NULL,
    live INTEGER NOT NULL,
    last_day TEXT NOT NULL
) STRICT;

CREATE INDEX ix_freezes_register ON freezes (account, sub_account);
CREATE INDEX ix_freezes_due ON freezes (last_day, freeze_id) WHERE live = 1;

CREATE TABLE freeze_changes (
    freeze_id TEXT NOT NULL CONSTRAINT fk_freeze_changes_freeze REFERENCES freezes (freeze_id),
    change_no INTEGER NOT NULL,
    line_id INTEGER NOT NULL CONSTRAINT fk_freeze_changes_line REFERENCES lines (line_id),
    kind TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    last_day TEXT NULL,
    by_channel_id TEXT NULL,
    by_order_no TEXT NULL,
    by_order_version INTEGER NULL,
    by_line_no TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    CONSTRAINT pk_freeze_changes PRIMARY KEY (freeze_id, change_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE deductions (
    line_id INTEGER NOT NULL CONSTRAINT pk_deductions PRIMARY KEY CONSTRAINT fk_deductions_line REFERENCES lines (line_id),
    channel_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    order_version INTEGER NOT NULL,
    line_no TEXT NOT NULL,
    account TEXT NOT NULL,
    sub_account TEXT NOT NULL,
    court_code TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    deducted_at INTEGER NOT NULL
) STRICT;

CREATE INDEX ix_deductions_register ON deductions (account, sub_account);

CREATE TABLE outbox (
    outbox_id INTEGER NOT NULL CONSTRAINT pk_outbox PRIMARY KEY,
    topic TEXT NOT NULL,
    message_key TEXT NOT NULL
) STRICT;

CREATE INDEX ix_outbox_topic ON outbox (topic, outbox_id);

CREATE TABLE channels (
    channel_id TEXT NOT NULL CONSTRAINT pk_channels PRIMARY KEY,
    last_receipt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE receipts (
    channel_id TEXT NOT NULL CONSTRAINT fk_receipts_channel REFERENCES channels (channel_id),
    sequence INTEGER NOT NULL,
    order_id INTEGER NOT NULL CONSTRAINT fk_receipts_order REFERENCES orders (order_id),
    kind INTEGER NOT NULL,
    ofd_key TEXT NOT NULL,
    body BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    acknowledged_at INTEGER NULL,
    CONSTRAINT pk_receipts PRIMARY KEY (channel_id, sequence)
) STRICT;

CREATE UNIQUE INDEX uq_receipts_final ON receipts (order_id) WHERE kind = 1;
CREATE INDEX ix_receipts_unacknowledged ON receipts (channel_id, sequence) WHERE acknowledged_at IS NULL;

-- Where the archive's segment files hold a document's or receipt's bytes.
CREATE TABLE documents (
    document_key TEXT NOT NULL CONSTRAINT pk_documents PRIMARY KEY,
    segment TEXT NOT NULL,
    record_offset INTEGER NOT NULL,
    byte_length INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    audit_no INTEGER NOT NULL CONSTRAINT pk_audit PRIMARY KEY,
    recorded_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
