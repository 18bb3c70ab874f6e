-- What acceptance noted of an order (JSON), for rules that may want people to see it.
ALTER TABLE orders ADD notes_json NVARCHAR(MAX) NULL;

-- Line states: 1 open, 2 intent written, 3 final, 4 in review, 5 held back by a line in review.
-- held_freeze: the freeze that a line in review acts on, or that a line held back waits for.
ALTER TABLE lines ADD held_freeze NVARCHAR(420) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE lines ADD review_verdict NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE lines ADD review_note NVARCHAR(MAX) NULL;
CREATE INDEX ix_lines_waiting ON lines (account, state) WHERE state > 3;
CREATE INDEX ix_lines_in_review ON lines (order_id) WHERE state = 4;

-- The place that a hand-over gave, and the court that a transfer named.
ALTER TABLE freeze_changes ADD rank_time BIGINT NULL;
ALTER TABLE freeze_changes ADD sequence BIGINT NULL;
ALTER TABLE freeze_changes ADD court_code NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE freeze_changes ADD court_name NVARCHAR(MAX) NULL;
CREATE INDEX ix_freezes_order ON freezes (order_no);

-- Whatever two people decide. Tasks are never deleted; task_id rises without gap.
CREATE TABLE desk_tasks (
    task_id BIGINT NOT NULL CONSTRAINT pk_desk_tasks PRIMARY KEY,
    kind NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sub_account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    line_id BIGINT NULL CONSTRAINT fk_desk_tasks_line REFERENCES lines (line_id),
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NULL,
    order_no NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    order_version INT NULL,
    line_no NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    rules NVARCHAR(MAX) NOT NULL,
    basis NVARCHAR(MAX) NOT NULL,
    payee_currency NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    act_json NVARCHAR(MAX) NULL,
    opened_at BIGINT NOT NULL,
    due_at BIGINT NULL,
    decision NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NULL,
    maker NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    note NVARCHAR(MAX) NOT NULL,
    evidence_key NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    proposed_at BIGINT NULL,
    checker NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    closed_at BIGINT NULL
);

CREATE INDEX ix_desk_tasks_open ON desk_tasks (task_id) WHERE closed_at IS NULL;
CREATE INDEX ix_desk_tasks_order ON desk_tasks (order_no) WHERE order_no IS NOT NULL;

-- Execution-fund accounts that two people entered; the configured ones are not here.
CREATE TABLE court_funds (
    account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    currency NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    court_code NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
    task_id BIGINT NOT NULL CONSTRAINT fk_court_funds_task REFERENCES desk_tasks (task_id),
    entered_at BIGINT NOT NULL,
    CONSTRAINT pk_court_funds PRIMARY KEY (account, currency, court_code)
);

-- Officers as they first came with an order (rule 3).
CREATE TABLE officers (
    court_code NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
    work_card_no NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    duty_card_no NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    phone NVARCHAR(MAX) NOT NULL,
    first_channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    first_order_no NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entered_at BIGINT NOT NULL,
    remark NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_officers PRIMARY KEY (court_code, name, work_card_no, duty_card_no)
);

-- Other authorities' freezes that two people entered by hand.
CREATE TABLE other_freezes (
    hold_id NVARCHAR(420) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_other_freezes PRIMARY KEY,
    line_id BIGINT NOT NULL CONSTRAINT fk_other_freezes_line REFERENCES lines (line_id),
    account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT fk_other_freezes_account REFERENCES accounts (account),
    sub_account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    authority NVARCHAR(MAX) NOT NULL,
    document_no NVARCHAR(MAX) NOT NULL,
    limit_minor BIGINT NULL,
    first_day NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    last_day NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    rank_time BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    ended_by_line BIGINT NULL CONSTRAINT fk_other_freezes_ended REFERENCES lines (line_id)
);

CREATE INDEX ix_other_freezes_live ON other_freezes (account, sub_account) WHERE ended_by_line IS NULL;
