-- For raising an objection no time is set (法释〔2013〕20, article 6): only the court's reply has one.
ALTER TABLE objections DROP COLUMN raise_until;

-- The other asset (JRCPBH) that a freeze was made for: the courts behind it read of it.
ALTER TABLE freezes ADD product_no NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NULL;

-- Remittances that are over are looked for, to be let go of.
CREATE INDEX ix_payments_over ON payments (asked_at) WHERE state > 1;
