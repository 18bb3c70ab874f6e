-- The archive's record that holds what a closed order was: its row stays as the entry under its number (C30). Null: all of it is here.
ALTER TABLE orders ADD COLUMN archived_key TEXT NULL;
CREATE INDEX ix_orders_closed ON orders (order_id) WHERE state = 3 AND archived_key IS NULL;

CREATE INDEX ix_receipts_order ON receipts (order_id, sequence);
CREATE INDEX ix_notices_told ON notices (recorded_at) WHERE receipt_sequence IS NOT NULL;

-- The bank's own lines that are over and still have their content.
ALTER TABLE lines ADD COLUMN emptied INTEGER NOT NULL DEFAULT 0;
CREATE INDEX ix_lines_own_closed ON lines (final_at) WHERE order_id IS NULL AND state = 3 AND emptied = 0;

-- Whether the holder has the product's lock that ends with its process: whoever gets that lock then knows that this holder is gone.
ALTER TABLE leases ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;
