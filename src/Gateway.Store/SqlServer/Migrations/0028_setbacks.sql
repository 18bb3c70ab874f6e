-- What did not go at the first attempt, and what a hub sent again: for people who ask why an answer took long. Nothing is written for what goes at once.
-- line_id 0: the order as a whole. step: 0 looking at the account and deciding, 1 to 4 the stage whose intent was the latest (intents.stage), 5 the answer to an inquiry, 6 a receipt.
-- cause: the last one, without customer data.
CREATE TABLE setbacks (
    order_id BIGINT NOT NULL CONSTRAINT fk_setbacks_order REFERENCES orders (order_id),
    line_id BIGINT NOT NULL,
    step INT NOT NULL,
    failures INT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    cause NVARCHAR(200) NOT NULL,
    CONSTRAINT pk_setbacks PRIMARY KEY (order_id, line_id, step)
);

-- How often an order came again as it is known, and when last.
CREATE TABLE repeats (
    order_id BIGINT NOT NULL CONSTRAINT pk_repeats PRIMARY KEY CONSTRAINT fk_repeats_order REFERENCES orders (order_id),
    times BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
