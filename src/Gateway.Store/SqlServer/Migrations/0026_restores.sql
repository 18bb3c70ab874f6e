-- When the store was restored from a backup, and which receipt numbers were given out that are not in it: those behind "had" up to "given".
CREATE TABLE restores (
    restore_id BIGINT NOT NULL CONSTRAINT pk_restores PRIMARY KEY,
    taken_at BIGINT NOT NULL,
    restored_at BIGINT NOT NULL,
    person NVARCHAR(200) NOT NULL,
    pause_id BIGINT NOT NULL CONSTRAINT fk_restores_pause REFERENCES pauses (pause_id),
    task_floor BIGINT NOT NULL,
    listed_at BIGINT NULL
);

CREATE TABLE restored_channels (
    restore_id BIGINT NOT NULL CONSTRAINT fk_restored_channels_restore REFERENCES restores (restore_id),
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    had BIGINT NOT NULL,
    given BIGINT NOT NULL,
    stated INT NOT NULL,
    CONSTRAINT pk_restored_channels PRIMARY KEY (restore_id, channel_id)
);

-- What the core did under the gateway's keys that a restored store does not know. state: 1 found, its account stands still; 2 two people agreed; 3 its line has come to its outcome again.
CREATE TABLE lost_effects (
    core_key NVARCHAR(440) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_lost_effects PRIMARY KEY,
    restore_id BIGINT NOT NULL CONSTRAINT fk_lost_effects_restore REFERENCES restores (restore_id),
    line_name NVARCHAR(440) COLLATE Latin1_General_100_BIN2 NOT NULL,
    stage INT NOT NULL,
    step INT NOT NULL,
    account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sub_account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hold_id NVARCHAR(440) COLLATE Latin1_General_100_BIN2 NOT NULL,
    currency NVARCHAR(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
    amount_minor BIGINT NULL,
    debit_json NVARCHAR(MAX) NULL,
    done_at BIGINT NOT NULL,
    state INT NOT NULL,
    task_id BIGINT NULL CONSTRAINT fk_lost_effects_task REFERENCES desk_tasks (task_id)
);

CREATE INDEX ix_lost_effects_account ON lost_effects (account);
