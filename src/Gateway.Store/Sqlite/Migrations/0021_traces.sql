-- The trace that an order's first span began (W3C traceparent; null: not traced), and when a row of the outbox was written (0: before this column was there).
ALTER TABLE orders ADD COLUMN trace_parent TEXT NULL;
ALTER TABLE outbox ADD COLUMN trace_parent TEXT NULL;
ALTER TABLE outbox ADD COLUMN added_at INTEGER NOT NULL DEFAULT 0;
