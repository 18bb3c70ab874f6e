using System.Collections.Frozen;
using static Gateway.Contracts.Fields.FieldForm;

namespace Gateway.Contracts.Fields;

/// <summary>
/// The one place for the names and lengths of an order's fields. The technical annex of the Rule (20, 23) is not public: a bank checks this table
/// against its own copy before it goes live. Keys are the fields' full names in proto/gateway/v1/order.proto.
/// </summary>
public static class FieldTable
{
    /// <summary>Lines of one order.</summary>
    public const int MaximumLines = 200;

    /// <summary>Documents of one order.</summary>
    public const int MaximumDocuments = 16;

    /// <summary>Bytes of one document, and of one detached seal.</summary>
    public const int MaximumDocumentBytes = 8 * 1024 * 1024;

    /// <summary>Bytes of one message.</summary>
    public const int MaximumMessageBytes = 32 * 1024 * 1024;

    /// <summary>Sequence numbers of one acknowledgement.</summary>
    public const int MaximumAcknowledgements = 1000;

    static readonly FrozenDictionary<string, FieldRule> Rules = new Dictionary<string, FieldRule>
    {
        ["Order.order_no"] = new("BDHM", 30, KeyPart),
        ["Order.court_code"] = new("FYDM", 50, Code),
        ["Order.court_name"] = new("FYMC", 100),
        ["Order.case_no"] = new("AH", 100),
        ["Order.document_name"] = new("CKH", 100),
        ["Order.remark"] = new("BEIZ", 1000),
        ["Order.sent_time"] = new("", 40, Time),

        ["Officer.name"] = new("CBR", 50),
        ["Officer.phone"] = new("YHDH", 50),
        ["Officer.work_card_no"] = new("GZZBH", 50),
        ["Officer.duty_card_no"] = new("GWZBH", 50),
        ["Officer.address"] = new("LXFS", 200),

        ["Party.name"] = new("XM", 200),
        ["Party.id_kind"] = new("ZJLX", 20, Code),
        ["Party.id_number"] = new("DSRZJHM", 100),

        ["Inquiry.document_no"] = new("WSBH", 50),
        ["Inquiry.transactions_from"] = new("CKKSSJ", 10, Date),
        ["Inquiry.transactions_to"] = new("CKJSSJ", 10, Date),

        ["Target.line_no"] = new("CCXH", 8, KeyPart),
        ["Target.account"] = new("KHZH", 30, Code),
        ["Target.sub_account"] = new("GLZHHM", 30, Code),
        ["Target.currency"] = new("BZ", 3, Currency),
        ["Target.product_no"] = new("JRCPBH", 30, Code),
        ["Target.asset_name"] = new("ZCMC", 40),
        ["Target.units"] = new("SE", 20, Amount),
        ["Target.ruling_no"] = new("CKWH", 50),
        ["Target.account_kind"] = new("CCLB", 20),
        ["Target.branch_name"] = new("KHWD", 100),
        ["Target.branch_code"] = new("KHWDDM", 20),
        ["Target.unit_of_measure"] = new("JLDW", 20),
        ["Target.asset_kind_code"] = new("ZCLX", 20),
        ["Target.sales_kind"] = new("CPXSZL", 20),
        ["Target.region"] = new("DQH", 30),
        ["Target.wealth_account"] = new("LCZH", 50),
        ["Target.funds_account"] = new("ZJHKZH", 50),

        ["Original.order_no"] = new("YDJDH", 30, Code),
        ["Original.case_no"] = new("YDJAH", 100),

        ["FreezeLine.amount"] = new("JE", 20, Amount),
        ["FreezeLine.from"] = new("KSRQ", 10, Date),
        ["FreezeLine.to"] = new("JSRQ", 10, Date),
        ["RenewalLine.from"] = new("KSRQ", 10, Date),
        ["RenewalLine.to"] = new("JSRQ", 10, Date),
        ["ReleaseLine.amount"] = new("JE", 20, Amount),
        ["DeductionLine.amount"] = new("JE", 20, Amount),
        ["FreezeAndDeductionLine.amount"] = new("JE", 20, Amount),
        ["FreezeAndDeductionLine.from"] = new("KSRQ", 10, Date),
        ["FreezeAndDeductionLine.to"] = new("JSRQ", 10, Date),
        ["IncomeCollectionLine.amount"] = new("JE", 20, Amount),
        ["MixedLine.measure"] = new("KZCS", 2, Code),
        ["MixedLine.amount"] = new("JE", 20, Amount),
        ["MixedLine.from"] = new("KSRQ", 10, Date),
        ["MixedLine.to"] = new("JSRQ", 10, Date),

        ["Payee.name"] = new("ZXKZHHM", 100),
        ["Payee.bank_name"] = new("ZXKZHKHH", 100),
        ["Payee.bank_no"] = new("ZXKZHKHHHH", 30, Code),
        ["Payee.account"] = new("ZXKZHZH", 50, Code),
        ["Payee.kind"] = new("ZXKZHLX", 20),

        ["Document.file_name"] = new("WJMC", 200),
        ["Document.media_type"] = new("WJLX", 100),
        ["Document.document_no"] = new("CKWH", 50),
    }.ToFrozenDictionary(pair => "gateway.v1." + pair.Key, pair => pair.Value);

    /// <summary>The rule of a field by its full name in the protocol, e.g. <c>gateway.v1.Target.account</c>.</summary>
    /// <exception cref="KeyNotFoundException">The field has none: every text of an order must have a rule.</exception>
    public static FieldRule Of(string fullName) => Rules[fullName];

    /// <summary>All rules by the fields' full names.</summary>
    public static IReadOnlyDictionary<string, FieldRule> All => Rules;
}
