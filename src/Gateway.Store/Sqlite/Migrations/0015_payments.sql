-- Deductions whose payee has its account at another bank. state: 1 under way, 2 paid, 3 returned; asking: a line that asks the core is queued;
-- untold: the kind of receipt that is still to be made (2 INTERIM, 4 CORRECTION), 0: none. The deduction's own line is in state 7 while the remittance is under way.
CREATE TABLE payments (
    line_id INTEGER NOT NULL CONSTRAINT pk_payments PRIMARY KEY CONSTRAINT fk_payments_line REFERENCES lines (line_id),
    core_key TEXT NOT NULL CONSTRAINT uq_payments_key UNIQUE,
    order_id INTEGER NOT NULL CONSTRAINT fk_payments_order REFERENCES orders (order_id),
    account TEXT NOT NULL,
    sub_account TEXT NOT NULL,
    state INTEGER NOT NULL,
    asking INTEGER NOT NULL,
    untold INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    payment_json TEXT NOT NULL
) STRICT;

CREATE INDEX ix_payments_pending ON payments (asked_at) WHERE state = 1;
CREATE INDEX ix_payments_untold ON payments (line_id) WHERE untold > 0;
