-- Who may sign in at the console, and as what. Accounts are ended, never removed; version rises with whatever ends their sessions.
CREATE TABLE staff (
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_staff PRIMARY KEY,
    role NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    password_hash NVARCHAR(MAX) NOT NULL,
    must_change BIT NOT NULL,
    version BIGINT NOT NULL,
    failures INT NOT NULL,
    locked_until BIGINT NULL,
    ended BIT NOT NULL
);

-- People look for an order by its number, whatever its channel, by its arrival, and by an account of its lines.
CREATE INDEX ix_orders_number ON orders (order_no);
CREATE INDEX ix_orders_arrived ON orders (arrived_at);
CREATE INDEX ix_lines_account ON lines (account, order_id) WHERE order_id IS NOT NULL;
