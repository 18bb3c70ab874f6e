-- The earliest last day among the core's other authorities' freezes that a register was reckoned with; null: none, or its end is queued already.
ALTER TABLE register_seen ADD next_end NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NULL;
-- Not known for what was there before: the next night looks at each once.
UPDATE register_seen SET next_end = '0001-01-01';
CREATE INDEX ix_register_seen_ends ON register_seen (next_end) WHERE next_end IS NOT NULL;
CREATE INDEX ix_other_freezes_due ON other_freezes (last_day) WHERE ended_by_line IS NULL;
