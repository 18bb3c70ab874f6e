-- The trace that an order's first span began (W3C traceparent; null: not traced), and when a row of the outbox was written (0: before this column was there).
ALTER TABLE orders ADD trace_parent NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE outbox ADD trace_parent NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE outbox ADD added_at BIGINT NOT NULL CONSTRAINT df_outbox_added DEFAULT 0;
