-- The bank's own objections (异议): raised by two people, sealed into the channel's stream, decided by the court. Days are text yyyy-MM-dd in the bank's zone.
CREATE TABLE objections (
    objection_id INTEGER NOT NULL CONSTRAINT pk_objections PRIMARY KEY,
    order_id INTEGER NOT NULL CONSTRAINT fk_objections_order REFERENCES orders (order_id),
    line_no TEXT NOT NULL,
    objection_text TEXT NOT NULL,
    raised_by_task INTEGER NOT NULL CONSTRAINT fk_objections_raised REFERENCES desk_tasks (task_id),
    maker TEXT NOT NULL,
    checker TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    raise_until TEXT NOT NULL,
    reply_until TEXT NULL,
    receipt_sequence INTEGER NULL,
    state TEXT NOT NULL,
    outcome_by_task INTEGER NULL CONSTRAINT fk_objections_outcome REFERENCES desk_tasks (task_id),
    outcome_document TEXT NULL,
    outcome_day TEXT NULL
) STRICT;

CREATE INDEX ix_objections_open ON objections (objection_id) WHERE state = 'Open';
CREATE INDEX ix_objections_order ON objections (order_id);
