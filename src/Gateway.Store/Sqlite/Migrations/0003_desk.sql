-- What acceptance noted of an order (JSON), for rules that may want people to see it.
ALTER TABLE orders ADD COLUMN notes_json TEXT NULL;

-- Line states: 1 open, 2 intent written, 3 final, 4 in review, 5 held back by a line in review.
-- held_freeze: the freeze that a line in review acts on, or that a line held back waits for.
ALTER TABLE lines ADD COLUMN held_freeze TEXT NULL;
ALTER TABLE lines ADD COLUMN review_verdict TEXT NULL;
ALTER TABLE lines ADD COLUMN review_note TEXT NULL;
CREATE INDEX ix_lines_waiting ON lines (account, state) WHERE state > 3;
CREATE INDEX ix_lines_in_review ON lines (order_id) WHERE state = 4;

-- The place that a hand-over gave, and the court that a transfer named.
ALTER TABLE freeze_changes ADD COLUMN rank_time INTEGER NULL;
ALTER TABLE freeze_changes ADD COLUMN sequence INTEGER NULL;
ALTER TABLE freeze_changes ADD COLUMN court_code TEXT NULL;
ALTER TABLE freeze_changes ADD COLUMN court_name TEXT NULL;
CREATE INDEX ix_freezes_order ON freezes (order_no);

-- Whatever two people decide. Tasks are never deleted; task_id rises without gap.
CREATE TABLE desk_tasks (
    task_id INTEGER NOT NULL CONSTRAINT pk_desk_tasks PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    account TEXT NOT NULL,
    sub_account TEXT NOT NULL,
    line_id INTEGER NULL CONSTRAINT fk_desk_tasks_line REFERENCES lines (line_id),
    channel_id TEXT NULL,
    order_no TEXT NULL,
    order_version INTEGER NULL,
    line_no TEXT NOT NULL,
    rules TEXT NOT NULL,
    basis TEXT NOT NULL,
    payee_currency TEXT NOT NULL,
    act_json TEXT NULL,
    opened_at INTEGER NOT NULL,
    due_at INTEGER NULL,
    decision TEXT NULL,
    maker TEXT NOT NULL,
    note TEXT NOT NULL,
    evidence_key TEXT NULL,
    proposed_at INTEGER NULL,
    checker TEXT NOT NULL,
    closed_at INTEGER NULL
) STRICT;

CREATE INDEX ix_desk_tasks_open ON desk_tasks (task_id) WHERE closed_at IS NULL;
CREATE INDEX ix_desk_tasks_order ON desk_tasks (order_no) WHERE order_no IS NOT NULL;

-- Execution-fund accounts that two people entered; the configured ones are not here.
CREATE TABLE court_funds (
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    court_code TEXT NOT NULL,
    name TEXT NOT NULL,
    task_id INTEGER NOT NULL CONSTRAINT fk_court_funds_task REFERENCES desk_tasks (task_id),
    entered_at INTEGER NOT NULL,
    CONSTRAINT pk_court_funds PRIMARY KEY (account, currency, court_code)
) STRICT, WITHOUT ROWID;

-- Officers as they first came with an order (rule 3).
CREATE TABLE officers (
    court_code TEXT NOT NULL,
    name TEXT NOT NULL,
    work_card_no TEXT NOT NULL,
    duty_card_no TEXT NOT NULL,
    phone TEXT NOT NULL,
    first_channel_id TEXT NOT NULL,
    first_order_no TEXT NOT NULL,
    entered_at INTEGER NOT NULL,
    remark TEXT NOT NULL,
    CONSTRAINT pk_officers PRIMARY KEY (court_code, name, work_card_no, duty_card_no)
) STRICT, WITHOUT ROWID;

-- Other authorities' freezes that two people entered by hand.
CREATE TABLE other_freezes (
    hold_id TEXT NOT NULL CONSTRAINT pk_other_freezes PRIMARY KEY,
    line_id INTEGER NOT NULL CONSTRAINT fk_other_freezes_line REFERENCES lines (line_id),
    account TEXT NOT NULL CONSTRAINT fk_other_freezes_account REFERENCES accounts (account),
    sub_account TEXT NOT NULL,
    authority TEXT NOT NULL,
    document_no TEXT NOT NULL,
    limit_minor INTEGER NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    rank_time INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    ended_by_line INTEGER NULL CONSTRAINT fk_other_freezes_ended REFERENCES lines (line_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX ix_other_freezes_live ON other_freezes (account, sub_account) WHERE ended_by_line IS NULL;
