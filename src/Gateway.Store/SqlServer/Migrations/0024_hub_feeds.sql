-- Answers and returns on their way to a hub that is polled, or that takes files. receipt_sequence 0: a return of what was never taken in. What the hub said, and what goes back, is sealed.
CREATE TABLE hub_feeds (
    feed_id BIGINT NOT NULL CONSTRAINT pk_hub_feeds PRIMARY KEY,
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    order_no NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    order_version INT NOT NULL,
    receipt_sequence BIGINT NOT NULL,
    kind INT NOT NULL,
    state INT NOT NULL,
    parts INT NOT NULL,
    attempts INT NOT NULL,
    due_at BIGINT NOT NULL,
    sent_at BIGINT NULL,
    ended_at BIGINT NULL,
    packet NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    words_json NVARCHAR(MAX) NOT NULL,
    CONSTRAINT uq_hub_feeds UNIQUE (channel_id, order_no, receipt_sequence)
);

-- What is to be sent, or waits for people; counts are taken from it alone.
CREATE INDEX ix_hub_feeds_state ON hub_feeds (channel_id, state, kind, feed_id);

CREATE INDEX ix_hub_feeds_packet ON hub_feeds (channel_id, packet) WHERE packet <> '';
