-- Deductions whose payee has its account at another bank. state: 1 under way, 2 paid, 3 returned; asking: a line that asks the core is queued;
-- untold: the kind of receipt that is still to be made (2 INTERIM, 4 CORRECTION), 0: none. The deduction's own line is in state 7 while the remittance is under way.
CREATE TABLE payments (
    line_id BIGINT NOT NULL CONSTRAINT pk_payments PRIMARY KEY CONSTRAINT fk_payments_line REFERENCES lines (line_id),
    core_key NVARCHAR(440) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT uq_payments_key UNIQUE,
    order_id BIGINT NOT NULL CONSTRAINT fk_payments_order REFERENCES orders (order_id),
    account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sub_account NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state INT NOT NULL,
    asking BIT NOT NULL,
    untold INT NOT NULL,
    begun_at BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    payment_json NVARCHAR(MAX) NOT NULL
);

CREATE INDEX ix_payments_pending ON payments (asked_at) WHERE state = 1;
CREATE INDEX ix_payments_untold ON payments (line_id) WHERE untold > 0;
