namespace Gateway.Register;

/// <summary>Who can remove the cause of a refusal.</summary>
public enum Cure
{
    /// <summary>The court, by mending its documents or its order, or by ordering something else.</summary>
    Court,
    /// <summary>The bank: a register entry, a channel, the core.</summary>
    Bank,
    /// <summary>Neither: it lies in the account, in another's right or in the law, and may change with time.</summary>
    Nobody,
}

/// <summary>One reason as the court and the bank's staff read it.</summary>
/// <param name="Code">DOMAIN 6, upper case with underscores.</param>
/// <param name="Chinese">WNKZYY, at most 100 characters.</param>
/// <param name="English">The same for staff and logs.</param>
/// <param name="Cure">Who can remove the cause.</param>
/// <param name="Retryable">Whether a new order of the same content can succeed later without being mended.</param>
public sealed record ReasonEntry(Reason Reason, string Code, string Chinese, string English, Cure Cure, bool Retryable);

/// <summary>The one table of reasons (DOMAIN 6).</summary>
public static class ReasonTable
{
    /// <summary>WNKZYY: its longest text, in characters.</summary>
    public const int MaximumLength = 100;

    /// <summary>Every reason, in the order of the checks.</summary>
    public static IReadOnlyList<ReasonEntry> All { get; } =
    [
        new(Reason.DocumentMissing, "DOCUMENT_MISSING", "无文书", "a required document is missing", Cure.Court, false),
        new(Reason.SealInvalid, "SEAL_INVALID", "电子印章验证不通过", "the electronic seal does not verify", Cure.Court, false),
        new(Reason.SealUntrusted, "SEAL_UNTRUSTED", "电子印章不受信任", "the electronic seal is not trusted", Cure.Court, false),
        new(Reason.SealExpired, "SEAL_EXPIRED", "电子印章或签章证书不在有效期内", "the electronic seal was not valid when it was used", Cure.Court, false),
        new(Reason.SealOfOtherCourt, "SEAL_OF_OTHER_COURT", "电子印章非请求法院所有", "the seal belongs to another court", Cure.Court, false),
        new(Reason.DocumentMismatch, "DOCUMENT_MISMATCH", "文书与请求数据不一致", "document and order contradict each other", Cure.Court, false),
        new(Reason.OfficerIdMissing, "OFFICER_ID_MISSING", "无公务证件", "the officer's ID is missing", Cure.Court, false),
        new(Reason.OfficerUnknown, "OFFICER_UNKNOWN", "执行人员信息未登记", "the officer is not registered", Cure.Bank, true),
        new(Reason.PartyNotCustomer, "PARTY_NOT_CUSTOMER", "查无该客户信息", "the party is not a customer", Cure.Nobody, true),
        new(Reason.AccountNotFound, "ACCOUNT_NOT_FOUND", "查无账户", "there is no such account", Cure.Court, false),
        new(Reason.AccountClosed, "ACCOUNT_CLOSED", "已销户", "the account is closed", Cure.Nobody, false),
        new(Reason.HolderMismatch, "HOLDER_MISMATCH", "账号与姓名或证件不符", "the account does not belong to this name or ID", Cure.Court, false),
        new(Reason.CurrencyMismatch, "CURRENCY_MISMATCH", "请求币种与账户币种不符", "the order's currency is not the account's", Cure.Court, false),
        new(Reason.AccountProtected, "ACCOUNT_PROTECTED", "依法不得冻结扣划", "the law protects the account", Cure.Nobody, false),
        new(Reason.ProductNotFreezable, "PRODUCT_NOT_FREEZABLE", "该金融资产无法冻结", "the asset cannot be frozen here", Cure.Nobody, false),
        new(Reason.AmountMissing, "AMOUNT_MISSING", "未写明金额", "the amount is missing", Cure.Court, false),
        new(Reason.AmountInvalid, "AMOUNT_INVALID", "金额不合法", "the amount is not valid", Cure.Court, false),
        new(Reason.TermInvalid, "TERM_INVALID", "期限不合法", "the term is not lawful", Cure.Court, false),
        new(Reason.OriginalFreezeNotFound, "ORIGINAL_FREEZE_NOT_FOUND", "无原冻结", "there is no original freeze", Cure.Court, false),
        new(Reason.OriginalFreezeOfOtherCourt, "ORIGINAL_FREEZE_OF_OTHER_COURT", "原冻结非本院所作", "the original freeze is another court's", Cure.Court, false),
        new(Reason.OriginalFreezeExpired, "ORIGINAL_FREEZE_EXPIRED", "原冻结已到期失效", "the original freeze has expired", Cure.Court, false),
        new(Reason.OriginalFreezeReleased, "ORIGINAL_FREEZE_RELEASED", "原冻结已解除", "the original freeze was released or used up", Cure.Court, false),
        new(Reason.PayeeNotRegistered, "PAYEE_NOT_REGISTERED", "非本院执行款专户", "the payee is not this court's registered execution-fund account", Cure.Bank, true),
        new(Reason.PayeeNameMismatch, "PAYEE_NAME_MISMATCH", "收款户名与本院执行款专户户名不符", "the payee's name is not the registered one", Cure.Court, false),
        new(Reason.MeasureUnsupported, "MEASURE_UNSUPPORTED", "暂不支持该控制措施", "the measure is not supported", Cure.Bank, false),
        new(Reason.ReleaseExceedsLimit, "RELEASE_EXCEEDS_LIMIT", "解除金额超出冻结限额", "the release exceeds the freeze's limit", Cure.Court, false),
        new(Reason.PriorFreeze, "PRIOR_FREEZE", "存在在先冻结", "another freeze holds the money", Cure.Nobody, true),
        new(Reason.PriorityClaim, "PRIORITY_CLAIM", "存在优先受偿权", "a priority claim or a co-owner's part holds the money", Cure.Nobody, true),
        new(Reason.DeductionExceedsFreeze, "DEDUCTION_EXCEEDS_FREEZE", "超出本案冻结金额", "the deduction exceeds what the case has frozen", Cure.Court, false),
        new(Reason.InsufficientFunds, "INSUFFICIENT_FUNDS", "可扣划余额不足", "there is not enough money", Cure.Nobody, true),
        new(Reason.ChannelClosed, "CHANNEL_CLOSED", "通道停用", "the channel is closed", Cure.Court, false),
        new(Reason.CourtNotAllowed, "COURT_NOT_ALLOWED", "该通道未授权代表请求法院", "the channel may not speak for this court", Cure.Bank, true),
        new(Reason.ReviewRejected, "REVIEW_REJECTED", "人工审核未通过", "the bank's reviewers rejected it", Cure.Court, false),
        new(Reason.CoreRefused, "CORE_REFUSED", "核心拒绝", "the core banking system refused", Cure.Bank, true),
        new(Reason.OrderConflict, "ORDER_CONFLICT", "请求单号重复且内容不一致", "the order number was used for another content", Cure.Court, false),
    ];

    private static readonly Dictionary<Reason, ReasonEntry> ByReason = All.ToDictionary(e => e.Reason);

    /// <summary>The row of a reason.</summary>
    public static ReasonEntry Of(Reason reason) => ByReason[reason];

    /// <summary>The reason of a code, or null.</summary>
    public static Reason? Parse(string code) => All.FirstOrDefault(e => e.Code == code)?.Reason;

    /// <summary>WNKZYY as it stands in a receipt: the text and what it points at, cut to 100 characters.</summary>
    public static string Wording(Reason reason, string detail)
    {
        var text = detail.Length == 0 ? Of(reason).Chinese : $"{Of(reason).Chinese}：{detail}";
        if (text.Length <= MaximumLength) return text;
        var end = MaximumLength - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}
