-- The registers that people keep: channels, courts, funds, officers, protected kinds, amendments of parties. Changes are added, never altered; content_json null: the entry ended.
CREATE TABLE register_changes (
    change_no BIGINT NOT NULL CONSTRAINT pk_register_changes PRIMARY KEY,
    register_name NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entry_key NVARCHAR(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content_json NVARCHAR(MAX) NULL,
    source NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    task_id BIGINT NULL CONSTRAINT fk_register_changes_task REFERENCES desk_tasks (task_id),
    changed_at BIGINT NOT NULL
);

CREATE INDEX ix_register_changes_register ON register_changes (register_name, change_no);
CREATE INDEX ix_register_changes_entry ON register_changes (register_name, entry_key);

-- What stands, by its key.
CREATE TABLE register_entries (
    register_name NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entry_key NVARCHAR(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content_json NVARCHAR(MAX) NOT NULL,
    CONSTRAINT pk_register_entries PRIMARY KEY (register_name, entry_key)
);

-- The hold in the core that was taken over with a freeze of the system before; null: the gateway's own, under the freeze's number.
ALTER TABLE freezes ADD adopted_hold_id NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL;

-- Freezes of the system before, laid ready until two people have decided. order_json stands in the first row of each order.
CREATE TABLE takeover_freezes (
    import_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    row_no BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    line_id BIGINT NOT NULL,
    party_key NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    order_json NVARCHAR(MAX) NULL,
    line_json NVARCHAR(MAX) NOT NULL,
    freeze_id NVARCHAR(420) COLLATE Latin1_General_100_BIN2 NOT NULL,
    adopted_hold_id NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    order_no NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    line_no NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sub_account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    court_code NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    court_name NVARCHAR(MAX) NOT NULL,
    case_no NVARCHAR(MAX) NOT NULL,
    ruling_no NVARCHAR(MAX) NOT NULL,
    asset_kind INT NOT NULL,
    rank_time BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    granted_minor BIGINT NULL,
    first_day NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    granted_last_day NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_takeover_freezes PRIMARY KEY (import_id, row_no)
);

CREATE INDEX ix_takeover_freezes_account ON takeover_freezes (import_id, account);
