-- Orders are looked for by court and case: both lie in the clear already, in freezes and outcomes. Of what is sealed or in the archive only those two know them.
ALTER TABLE orders ADD COLUMN court_code TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN case_no TEXT NOT NULL DEFAULT '';
UPDATE orders SET
    court_code = COALESCE(CASE WHEN json_valid(order_json) THEN json_extract(order_json, '$.CourtCode') END, (SELECT MIN(u.court_code) FROM outcomes u WHERE u.order_id = orders.order_id), ''),
    case_no = COALESCE(CASE WHEN json_valid(order_json) THEN json_extract(order_json, '$.CaseNo') END, (SELECT MIN(f.case_no) FROM lines l JOIN freezes f ON f.freeze_id = orders.channel_id || ':' || orders.order_no || ':' || orders.version || ':' || l.line_no WHERE l.order_id = orders.order_id), '');

CREATE INDEX ix_orders_case ON orders (case_no);
CREATE INDEX ix_orders_party ON orders (party_key);
CREATE INDEX ix_orders_court ON orders (court_code);
-- Answered, and not acknowledged yet.
CREATE INDEX ix_orders_answered ON orders (order_id) WHERE state = 2;
CREATE INDEX ix_outcomes_reason ON outcomes (reason, order_id) WHERE reason <> '';
