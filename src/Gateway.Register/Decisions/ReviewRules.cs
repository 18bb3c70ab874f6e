namespace Gateway.Register.Decisions;

/// <summary>One rule as the desk shows it: its code, and what it asks people in Chinese and English.</summary>
public sealed record ReviewRuleEntry(ReviewRule Rule, string Code, string Chinese, string English);

/// <summary>The one table of review rules.</summary>
public static class ReviewRules
{
    /// <summary>Every rule.</summary>
    public static IReadOnlyList<ReviewRuleEntry> All { get; } =
    [
        new(ReviewRule.UnreadableDocument, "UNREADABLE_DOCUMENT", "文书无可读文本，须人工核对", "a document has no text to compare"),
        new(ReviewRule.UnknownOfficer, "UNKNOWN_OFFICER", "执行人员首次出现", "an officer not seen before"),
        new(ReviewRule.ProtectedAccount, "PROTECTED_ACCOUNT", "依法受保护的账户种类", "a kind of account that the law protects"),
        new(ReviewRule.UnknownPayee, "UNKNOWN_PAYEE", "收款账号未登记", "a payee that no court registered"),
        new(ReviewRule.ManualMode, "MANUAL_MODE", "该项业务设为全部人工审核", "the measure is set to manual review"),
        new(ReviewRule.DeductionsManual, "DEDUCTIONS_MANUAL", "划拨一律人工审核", "deductions are always reviewed"),
        new(ReviewRule.AmountAboveThreshold, "AMOUNT_ABOVE_THRESHOLD", "金额超过人工审核限额", "the amount is above the threshold"),
        new(ReviewRule.AccountKind, "ACCOUNT_KIND", "须人工审核的账户种类", "a kind of account that is set to review"),
        new(ReviewRule.JointAccount, "JOINT_ACCOUNT", "共有账户", "a joint account"),
        new(ReviewRule.DocumentMismatch, "DOCUMENT_MISMATCH", "文书与请求数据不一致", "document and order contradict each other"),
        new(ReviewRule.PartyMismatch, "PARTY_MISMATCH", "当事人信息与账户户主部分不符", "the party agrees with the holder only in part"),
        new(ReviewRule.FirstOrder, "FIRST_ORDER", "该法院首次请求", "a court that never ordered before"),
        new(ReviewRule.UnsealedDocument, "UNSEALED_DOCUMENT", "文书无可验证的电子印章", "a document bears no seal that can be verified"),
    ];

    private static readonly Dictionary<ReviewRule, ReviewRuleEntry> ByRule = All.ToDictionary(e => e.Rule);

    /// <summary>The row of a rule.</summary>
    public static ReviewRuleEntry Of(ReviewRule rule) => ByRule[rule];
}
