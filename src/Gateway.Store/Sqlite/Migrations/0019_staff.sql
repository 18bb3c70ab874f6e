-- Who may sign in at the console, and as what. Accounts are ended, never removed; version rises with whatever ends their sessions.
CREATE TABLE staff (
    name TEXT NOT NULL CONSTRAINT pk_staff PRIMARY KEY,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    must_change INTEGER NOT NULL,
    version INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    locked_until INTEGER NULL,
    ended INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- People look for an order by its number, whatever its channel, by its arrival, and by an account of its lines.
CREATE INDEX ix_orders_number ON orders (order_no);
CREATE INDEX ix_orders_arrived ON orders (arrived_at);
CREATE INDEX ix_lines_account ON lines (account, order_id) WHERE order_id IS NOT NULL;
