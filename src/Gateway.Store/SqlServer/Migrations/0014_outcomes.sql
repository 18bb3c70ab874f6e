-- One row for each court's line that came to its outcome, and for each answered inquiry (line_id 0, measure 0): what statistics count. No customer data.
-- outcome: 1 done, 2 done in part, 3 refused, 4 accounts found, 5 none found. touched: people decided something about it.
-- answered_at: when the FINAL receipt was stored; elapsed_class: how long that took from the time of service, in steps of a twentieth of a power of ten.
CREATE TABLE outcomes (
    order_id BIGINT NOT NULL CONSTRAINT fk_outcomes_order REFERENCES orders (order_id),
    line_id BIGINT NOT NULL,
    channel_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    court_code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    court_name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    measure INT NOT NULL,
    branch_code NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    branch_name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    outcome INT NOT NULL,
    reason NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    currency NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    amount_class INT NOT NULL,
    requested_minor BIGINT NOT NULL,
    actual_minor BIGINT NOT NULL,
    deducted_minor BIGINT NOT NULL,
    released_minor BIGINT NOT NULL,
    touched INT NOT NULL,
    service_time BIGINT NOT NULL,
    answered_at BIGINT NULL,
    elapsed_class INT NULL,
    CONSTRAINT pk_outcomes PRIMARY KEY (order_id, line_id)
);

CREATE INDEX ix_outcomes_served ON outcomes (service_time);

-- What was answered before counts without its amounts and branch; the court of an order that moved into the archive, or is sealed, is not known any more.
INSERT INTO outcomes (order_id, line_id, channel_id, court_code, court_name, measure, branch_code, branch_name, outcome, reason, currency, amount_class, requested_minor, actual_minor, deducted_minor, released_minor, touched, service_time, answered_at, elapsed_class)
SELECT o.order_id, l.line_id, o.channel_id, COALESCE(CASE WHEN ISJSON(o.order_json) = 1 THEN JSON_VALUE(o.order_json, '$.CourtCode') END, ''), COALESCE(CASE WHEN ISJSON(o.order_json) = 1 THEN JSON_VALUE(o.order_json, '$.CourtName') END, ''), l.measure, '', '',
       CASE WHEN l.controlled = 1 AND l.reason IS NULL THEN 1 WHEN l.controlled = 1 THEN 2 ELSE 3 END, COALESCE(l.reason, ''), '', 0, 0, 0, 0, 0,
       CASE WHEN EXISTS (SELECT 1 FROM desk_tasks d WHERE d.line_id = l.line_id) THEN 1 ELSE 0 END, o.service_time,
       (SELECT MIN(r.created_at) FROM receipts r WHERE r.order_id = o.order_id AND r.kind = 1), NULL
FROM lines l JOIN orders o ON o.order_id = l.order_id WHERE l.state = 3;

INSERT INTO outcomes (order_id, line_id, channel_id, court_code, court_name, measure, branch_code, branch_name, outcome, reason, currency, amount_class, requested_minor, actual_minor, deducted_minor, released_minor, touched, service_time, answered_at, elapsed_class)
SELECT o.order_id, 0, o.channel_id, COALESCE(CASE WHEN ISJSON(o.order_json) = 1 THEN JSON_VALUE(o.order_json, '$.CourtCode') END, ''), COALESCE(CASE WHEN ISJSON(o.order_json) = 1 THEN JSON_VALUE(o.order_json, '$.CourtName') END, ''), 0, '', '', CASE WHEN i.refusal IS NULL THEN 4 ELSE 3 END, COALESCE(i.refusal, ''), '', 0, 0, 0, 0, 0, 0, o.service_time,
       (SELECT MIN(r.created_at) FROM receipts r WHERE r.order_id = o.order_id AND r.kind = 1), NULL
FROM inquiry_answers i JOIN orders o ON o.order_id = i.order_id;
