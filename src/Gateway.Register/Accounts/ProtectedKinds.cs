namespace Gateway.Register.Accounts;

/// <summary>What may be done to accounts of a kind (DOMAIN 5): may a court freeze, may it deduct, on what basis not, and with what exception.</summary>
/// <param name="Nature">The kind as the core names it.</param>
/// <param name="Basis">What the kind is and why it is spared, for the receipt; empty for an ordinary account.</param>
/// <param name="Exception">When it may be touched all the same: for people to judge.</param>
public sealed record AccountNature(string Nature, bool MayFreeze, bool MayDeduct, string Basis = "", string Exception = "");

/// <summary>The parameter table of DOMAIN 5.</summary>
public static class ProtectedKinds
{
    /// <summary>C24: a deposit for a term; its balance is the principal.</summary>
    public const string TimeDeposit = "TIME_DEPOSIT";

    /// <summary>Every kind that is known, ordinary ones first.</summary>
    public static IReadOnlyList<AccountNature> All { get; } =
    [
        new("GENERAL", MayFreeze: true, MayDeduct: true),
        new(TimeDeposit, MayFreeze: true, MayDeduct: true),

        // C19: the margin is frozen all the same, but not taken while it serves.
        new("LC_MARGIN", true, false, "信用证开证保证金：可冻结不可扣划", "信用证已履行付款或保证金丧失用途后"),
        new("GUARANTEE_MARGIN", true, false, "保函、承兑等保证金：可冻结不可扣划", "担保责任解除或保证金丧失用途后"),

        new("RESERVE_DEPOSIT", false, false, "金融机构存放中国人民银行的存款准备金和备付金"),
        new("SOCIAL_INSURANCE", false, false, "社会保险基金"),
        new("TREASURY", false, false, "国库库款"),
        new("LAID_OFF_WORKERS", false, false, "国有企业下岗职工基本生活保障资金"),
        new("UNION_DUES", false, false, "工会经费"),
        new("PARTY_DUES", false, false, "党费"),
        new("MILITARY_SPECIAL", false, false, "军队、武警部队特种预算存款等专户"),
        new("CLOSED_LOAN", false, false, "封闭贷款结算专户"),
        new("GRAIN_PURCHASE", false, false, "粮棉油政策性收购资金"),
        new("MIGRANT_WORKER_WAGES", false, false, "农民工工资专用账户资金", "为支付本项目农民工工资"),
        new("SECURITIES_SETTLEMENT", false, false, "证券交易结算资金和担保物"),
        new("FUTURES_MARGIN", false, false, "期货保证金"),
        new("PAYMENT_RESERVE", false, false, "支付机构客户备付金"),
        new("TRUST_PROPERTY", false, false, "信托财产", "信托设立前债权人已享有优先受偿权等情形"),
        new("FUND_PROPERTY", false, false, "证券投资基金财产"),
        new("COURT_EXECUTION", false, false, "人民法院执行款专户"),
        new("BANKRUPTCY_DEBTOR", false, false, "人民法院已受理破产申请的债务人财产，原保全措施应当解除"),
    ];

    /// <summary>The row of a kind. A kind that the table does not know is nobody's to touch before people have looked at it.</summary>
    public static AccountNature Of(string nature) =>
        All.FirstOrDefault(n => n.Nature == nature) ?? new(nature, false, false, $"账户性质 {nature} 未登记，须人工核实");
}
