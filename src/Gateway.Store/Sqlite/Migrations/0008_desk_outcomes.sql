-- What became of an act that two people confirmed: attempts number its lines, refusal is why the last of them did nothing.
ALTER TABLE desk_tasks ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE desk_tasks ADD COLUMN refusal TEXT NULL;
ALTER TABLE desk_tasks ADD COLUMN refusal_detail TEXT NULL;
UPDATE desk_tasks SET attempts = 1 WHERE state = 'Done' AND decision = 'Approve' AND act_json IS NOT NULL;

-- Whom a court asks that gets its order back.
ALTER TABLE desk_tasks ADD COLUMN contact TEXT NULL;
ALTER TABLE desk_tasks ADD COLUMN phone TEXT NULL;

CREATE INDEX ix_desk_tasks_due ON desk_tasks (due_at) WHERE closed_at IS NULL;

-- The court that is told and its channel, where a transfer made them others than the order's; null in rows from before.
ALTER TABLE notices ADD COLUMN channel_id TEXT NULL;
ALTER TABLE notices ADD COLUMN court_code TEXT NULL;
ALTER TABLE notices ADD COLUMN court_name TEXT NULL;
CREATE INDEX ix_notices_freeze ON notices (freeze_id) WHERE receipt_sequence IS NULL;
