-- How far the bank's own consumers were told: of events (channel_id '') and of each channel's receipts. What was there before is not told again.
CREATE TABLE published (
    stream NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    last_no BIGINT NOT NULL,
    CONSTRAINT pk_published PRIMARY KEY (stream, channel_id)
);

INSERT INTO published (stream, channel_id, last_no) SELECT 'events', '', last_audit_no FROM store_head;
INSERT INTO published (stream, channel_id, last_no) SELECT 'receipts', channel_id, last_receipt FROM channels;
