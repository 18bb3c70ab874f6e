-- The registers that people keep: channels, courts, funds, officers, protected kinds, amendments of parties. Changes are added, never altered; content_json null: the entry ended.
CREATE TABLE register_changes (
    change_no INTEGER NOT NULL CONSTRAINT pk_register_changes PRIMARY KEY,
    register_name TEXT NOT NULL,
    entry_key TEXT NOT NULL,
    content_json TEXT NULL,
    source TEXT NOT NULL,
    task_id INTEGER NULL CONSTRAINT fk_register_changes_task REFERENCES desk_tasks (task_id),
    changed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX ix_register_changes_register ON register_changes (register_name, change_no);
CREATE INDEX ix_register_changes_entry ON register_changes (register_name, entry_key);

-- What stands, by its key.
CREATE TABLE register_entries (
    register_name TEXT NOT NULL,
    entry_key TEXT NOT NULL,
    content_json TEXT NOT NULL,
    CONSTRAINT pk_register_entries PRIMARY KEY (register_name, entry_key)
) STRICT, WITHOUT ROWID;

-- The hold in the core that was taken over with a freeze of the system before; null: the gateway's own, under the freeze's number.
ALTER TABLE freezes ADD COLUMN adopted_hold_id TEXT NULL;

-- Freezes of the system before, laid ready until two people have decided. order_json stands in the first row of each order.
CREATE TABLE takeover_freezes (
    import_id TEXT NOT NULL,
    row_no INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    line_id INTEGER NOT NULL,
    party_key TEXT NOT NULL,
    order_json TEXT NULL,
    line_json TEXT NOT NULL,
    freeze_id TEXT NOT NULL,
    adopted_hold_id TEXT NULL,
    channel_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    line_no TEXT NOT NULL,
    account TEXT NOT NULL,
    sub_account TEXT NOT NULL,
    court_code TEXT NOT NULL,
    court_name TEXT NOT NULL,
    case_no TEXT NOT NULL,
    ruling_no TEXT NOT NULL,
    asset_kind INTEGER NOT NULL,
    rank_time INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    granted_minor INTEGER NULL,
    first_day TEXT NOT NULL,
    granted_last_day TEXT NOT NULL,
    CONSTRAINT pk_takeover_freezes PRIMARY KEY (import_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE INDEX ix_takeover_freezes_account ON takeover_freezes (import_id, account);
