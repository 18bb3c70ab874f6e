namespace Gateway.Store.Relational;

/// <summary>The unique constraints of the schema that a step can run into, under the names that mean something to the domain.</summary>
public enum StoreConstraint
{
    /// <summary>uq_orders_key: the same channel, order number and version.</summary>
    OrderKey,
    /// <summary>uq_lines_order_line: two lines of an order with the same number.</summary>
    OrderLine,
    /// <summary>uq_lines_expiry: a second expiry line for the same freeze and last day.</summary>
    Expiry,
    /// <summary>pk_intents: a second intent of the same line and stage.</summary>
    Intent,
    /// <summary>pk_freezes: a second freeze with the same number.</summary>
    Freeze,
    /// <summary>pk_inquiry_answers: a second answer to an inquiry.</summary>
    InquiryAnswer,
    /// <summary>uq_receipts_final: a second FINAL receipt of an order version.</summary>
    FinalReceipt,
    /// <summary>pk_receipts: a sequence number used twice.</summary>
    ReceiptSequence,
}
