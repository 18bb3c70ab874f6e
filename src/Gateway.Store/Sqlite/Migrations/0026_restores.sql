-- When the store was restored from a backup, and which receipt numbers were given out that are not in it: those behind "had" up to "given".
CREATE TABLE restores (
    restore_id INTEGER NOT NULL CONSTRAINT pk_restores PRIMARY KEY,
    taken_at INTEGER NOT NULL,
    restored_at INTEGER NOT NULL,
    person TEXT NOT NULL,
    pause_id INTEGER NOT NULL CONSTRAINT fk_restores_pause REFERENCES pauses (pause_id),
    task_floor INTEGER NOT NULL,
    listed_at INTEGER NULL
) STRICT;

CREATE TABLE restored_channels (
    restore_id INTEGER NOT NULL CONSTRAINT fk_restored_channels_restore REFERENCES restores (restore_id),
    channel_id TEXT NOT NULL,
    had INTEGER NOT NULL,
    given INTEGER NOT NULL,
    stated INTEGER NOT NULL,
    CONSTRAINT pk_restored_channels PRIMARY KEY (restore_id, channel_id)
) STRICT;

-- What the core did under the gateway's keys that a restored store does not know. state: 1 found, its account stands still; 2 two people agreed; 3 its line has come to its outcome again.
CREATE TABLE lost_effects (
    core_key TEXT NOT NULL CONSTRAINT pk_lost_effects PRIMARY KEY,
    restore_id INTEGER NOT NULL CONSTRAINT fk_lost_effects_restore REFERENCES restores (restore_id),
    line_name TEXT NOT NULL,
    stage INTEGER NOT NULL,
    step INTEGER NOT NULL,
    account TEXT NOT NULL,
    sub_account TEXT NOT NULL,
    kind TEXT NOT NULL,
    hold_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor INTEGER NULL,
    debit_json TEXT NULL,
    done_at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    task_id INTEGER NULL CONSTRAINT fk_lost_effects_task REFERENCES desk_tasks (task_id)
) STRICT;

CREATE INDEX ix_lost_effects_account ON lost_effects (account);
