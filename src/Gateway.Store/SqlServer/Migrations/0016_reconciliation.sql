-- Runs that compared register and core, and what they found. state: 1 open, 2 gone, 3 looked at by two people and left. A closed one is deleted after a while.
CREATE TABLE reconciliations (
    run_id BIGINT NOT NULL CONSTRAINT pk_reconciliations PRIMARY KEY,
    begun_by NVARCHAR(200) NOT NULL,
    begun_at BIGINT NOT NULL,
    ended_at BIGINT NULL,
    accounts BIGINT NOT NULL,
    not_compared BIGINT NOT NULL,
    differences BIGINT NOT NULL
);

CREATE TABLE differences (
    difference_id BIGINT NOT NULL CONSTRAINT pk_differences PRIMARY KEY,
    kind NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sub_account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject NVARCHAR(440) COLLATE Latin1_General_100_BIN2 NOT NULL,
    expected NVARCHAR(MAX) NOT NULL,
    found NVARCHAR(MAX) NOT NULL,
    state INT NOT NULL,
    first_seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    closed_at BIGINT NULL,
    task_id BIGINT NULL CONSTRAINT fk_differences_task REFERENCES desk_tasks (task_id)
);

CREATE INDEX ix_differences_account ON differences (account);
CREATE INDEX ix_differences_open ON differences (difference_id) WHERE state = 1;
CREATE INDEX ix_differences_closed ON differences (closed_at) WHERE closed_at IS NOT NULL;
-- Which accounts a run looks at: those with live freezes, and those where one changed lately.
CREATE INDEX ix_freezes_live ON freezes (account) WHERE live = 1;
CREATE INDEX ix_freeze_changes_moment ON freeze_changes (changed_at);
