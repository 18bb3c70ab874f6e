-- Open orders by kind: what a channel waits for (backlog quota), and controls that wait so long that their court is told (INTERIM).
CREATE INDEX ix_orders_open ON orders (kind, order_id, channel_id) WHERE complete = 0;

-- What the last INTERIM receipt said of an order, and when; null: none was made.
ALTER TABLE orders ADD interim_open_lines INT NULL;
ALTER TABLE orders ADD interim_at BIGINT NULL;

-- Controls that wait for their receipt are found without passing all inquiries that do.
DROP INDEX ix_orders_unanswered ON orders;
CREATE INDEX ix_orders_unanswered ON orders (kind, order_id) WHERE state = 1 AND complete = 1;

-- Settlements by hand are read with the line that they are about.
CREATE INDEX ix_desk_tasks_line ON desk_tasks (line_id) WHERE line_id IS NOT NULL;
