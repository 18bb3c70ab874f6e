-- An inquiry that people look at waits as a whole; what they decided.
ALTER TABLE orders ADD in_review BIT NOT NULL CONSTRAINT df_orders_in_review DEFAULT 0;
ALTER TABLE orders ADD review_verdict NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE orders ADD review_note NVARCHAR(MAX) NULL;

-- Courts that are not new any more: one that ordered before people were asked about its first order, or one of whose orders they have approved.
CREATE TABLE ordering_courts (
    court_code NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT pk_ordering_courts PRIMARY KEY,
    first_channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    first_order_no NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entered_at BIGINT NOT NULL
);

-- Until now each accepted order entered its officer.
INSERT INTO ordering_courts (court_code, first_channel_id, first_order_no, entered_at)
SELECT court_code, MIN(first_channel_id), MIN(first_order_no), MIN(entered_at) FROM officers GROUP BY court_code;
