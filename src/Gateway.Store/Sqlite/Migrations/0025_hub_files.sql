-- Packets of hubs that send files, by their bytes: one that is seen twice is dealt with once.
CREATE TABLE hub_packets (
    channel_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    CONSTRAINT pk_hub_packets PRIMARY KEY (channel_id, digest)
) STRICT, WITHOUT ROWID;

-- Batches of orders, and the serial of the last answer that was written for each.
CREATE TABLE hub_batches (
    channel_id TEXT NOT NULL,
    kind INTEGER NOT NULL,
    batch TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    last_serial INTEGER NOT NULL,
    CONSTRAINT pk_hub_batches PRIMARY KEY (channel_id, kind, batch)
) STRICT, WITHOUT ROWID;

-- In which batch each order came last, and whether it was answered there.
CREATE TABLE hub_batch_orders (
    channel_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    kind INTEGER NOT NULL,
    batch TEXT NOT NULL,
    answered INTEGER NOT NULL,
    CONSTRAINT pk_hub_batch_orders PRIMARY KEY (channel_id, order_no)
) STRICT, WITHOUT ROWID;

CREATE INDEX ix_hub_batch_orders_batch ON hub_batch_orders (channel_id, kind, batch, answered);
