-- Packets of hubs that send files, by their bytes: one that is seen twice is dealt with once.
CREATE TABLE hub_packets (
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    digest NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    seen_at BIGINT NOT NULL,
    CONSTRAINT pk_hub_packets PRIMARY KEY (channel_id, digest)
);

-- Batches of orders, and the serial of the last answer that was written for each.
CREATE TABLE hub_batches (
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind INT NOT NULL,
    batch NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    taken_at BIGINT NOT NULL,
    last_serial INT NOT NULL,
    CONSTRAINT pk_hub_batches PRIMARY KEY (channel_id, kind, batch)
);

-- In which batch each order came last, and whether it was answered there.
CREATE TABLE hub_batch_orders (
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    order_no NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind INT NOT NULL,
    batch NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    answered BIT NOT NULL,
    CONSTRAINT pk_hub_batch_orders PRIMARY KEY (channel_id, order_no)
);

CREATE INDEX ix_hub_batch_orders_batch ON hub_batch_orders (channel_id, kind, batch, answered);
