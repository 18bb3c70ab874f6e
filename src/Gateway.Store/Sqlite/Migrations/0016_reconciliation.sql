-- Runs that compared register and core, and what they found. state: 1 open, 2 gone, 3 looked at by two people and left. A closed one is deleted after a while.
CREATE TABLE reconciliations (
    run_id INTEGER NOT NULL CONSTRAINT pk_reconciliations PRIMARY KEY,
    begun_by TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    ended_at INTEGER NULL,
    accounts INTEGER NOT NULL,
    not_compared INTEGER NOT NULL,
    differences INTEGER NOT NULL
) STRICT;

CREATE TABLE differences (
    difference_id INTEGER NOT NULL CONSTRAINT pk_differences PRIMARY KEY,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    sub_account TEXT NOT NULL,
    subject TEXT NOT NULL,
    expected TEXT NOT NULL,
    found TEXT NOT NULL,
    state INTEGER NOT NULL,
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    closed_at INTEGER NULL,
    task_id INTEGER NULL CONSTRAINT fk_differences_task REFERENCES desk_tasks (task_id)
) STRICT;

CREATE INDEX ix_differences_account ON differences (account);
CREATE INDEX ix_differences_open ON differences (difference_id) WHERE state = 1;
CREATE INDEX ix_differences_closed ON differences (closed_at) WHERE closed_at IS NOT NULL;
-- Which accounts a run looks at: those with live freezes, and those where one changed lately.
CREATE INDEX ix_freezes_live ON freezes (account) WHERE live = 1;
CREATE INDEX ix_freeze_changes_moment ON freeze_changes (changed_at);
