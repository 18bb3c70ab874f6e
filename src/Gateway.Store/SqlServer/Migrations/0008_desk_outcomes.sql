-- What became of an act that two people confirmed: attempts number its lines, refusal is why the last of them did nothing.
ALTER TABLE desk_tasks ADD attempts INT NOT NULL CONSTRAINT df_desk_tasks_attempts DEFAULT 0;
ALTER TABLE desk_tasks ADD refusal NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE desk_tasks ADD refusal_detail NVARCHAR(MAX) NULL;
UPDATE desk_tasks SET attempts = 1 WHERE state = 'Done' AND decision = 'Approve' AND act_json IS NOT NULL;

-- Whom a court asks that gets its order back.
ALTER TABLE desk_tasks ADD contact NVARCHAR(MAX) NULL;
ALTER TABLE desk_tasks ADD phone NVARCHAR(MAX) NULL;

CREATE INDEX ix_desk_tasks_due ON desk_tasks (due_at) WHERE closed_at IS NULL;

-- The court that is told and its channel, where a transfer made them others than the order's; null in rows from before.
ALTER TABLE notices ADD channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE notices ADD court_code NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE notices ADD court_name NVARCHAR(MAX) NULL;
CREATE INDEX ix_notices_freeze ON notices (freeze_id) WHERE receipt_sequence IS NULL;
