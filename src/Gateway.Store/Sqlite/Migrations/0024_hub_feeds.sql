-- Answers and returns on their way to a hub that is polled, or that takes files. receipt_sequence 0: a return of what was never taken in. What the hub said, and what goes back, is sealed.
CREATE TABLE hub_feeds (
    feed_id INTEGER NOT NULL CONSTRAINT pk_hub_feeds PRIMARY KEY,
    channel_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    order_version INTEGER NOT NULL,
    receipt_sequence INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    sent_at INTEGER NULL,
    ended_at INTEGER NULL,
    packet TEXT NOT NULL,
    words_json TEXT NOT NULL,
    CONSTRAINT uq_hub_feeds UNIQUE (channel_id, order_no, receipt_sequence)
) STRICT;

-- What is to be sent, or waits for people; counts are taken from it alone.
CREATE INDEX ix_hub_feeds_state ON hub_feeds (channel_id, state, kind, feed_id);

CREATE INDEX ix_hub_feeds_packet ON hub_feeds (channel_id, packet) WHERE packet <> '';
