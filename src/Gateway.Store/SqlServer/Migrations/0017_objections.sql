-- The bank's own objections (异议): raised by two people, sealed into the channel's stream, decided by the court. Days are text yyyy-MM-dd in the bank's zone.
CREATE TABLE objections (
    objection_id BIGINT NOT NULL CONSTRAINT pk_objections PRIMARY KEY,
    order_id BIGINT NOT NULL CONSTRAINT fk_objections_order REFERENCES orders (order_id),
    line_no NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    objection_text NVARCHAR(MAX) NOT NULL,
    raised_by_task BIGINT NOT NULL CONSTRAINT fk_objections_raised REFERENCES desk_tasks (task_id),
    maker NVARCHAR(MAX) NOT NULL,
    checker NVARCHAR(MAX) NOT NULL,
    raised_at BIGINT NOT NULL,
    raise_until NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reply_until NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NULL,
    receipt_sequence BIGINT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    outcome_by_task BIGINT NULL CONSTRAINT fk_objections_outcome REFERENCES desk_tasks (task_id),
    outcome_document NVARCHAR(MAX) NULL,
    outcome_day NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NULL
);

CREATE INDEX ix_objections_open ON objections (objection_id) WHERE state = 'Open';
CREATE INDEX ix_objections_order ON objections (order_id);
