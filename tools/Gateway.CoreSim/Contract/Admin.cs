namespace Gateway.CoreSim.Contract;

/// <summary>A whole account as scenarios give it; what is left out has a plain default.</summary>
internal sealed record AccountSetup
{
    public required SetupHolder Holder { get; init; }
    public required string Currency { get; init; }
    public required string Balance { get; init; }
    public string CashKind { get; init; } = "";
    public string Nature { get; init; } = "GENERAL";
    public string Status { get; init; } = "NORMAL";
    public string AccountKind { get; init; } = "结算账户";
    public string AccountClass { get; init; } = "Ⅰ";
    public string BranchName { get; init; } = "示例银行营业部";
    public string BranchCode { get; init; } = "0001";
    public string LinkedFundsAccount { get; init; } = "";
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public IReadOnlyList<CoOwner> Owners { get; init; } = [];
    public IReadOnlyList<SetupClaim> Claims { get; init; } = [];
    public IReadOnlyList<SetupFreeze> OtherFreezes { get; init; } = [];
    public IReadOnlyList<SetupInternalHold> InternalHolds { get; init; } = [];
    public IReadOnlyList<SubAccountSetup> SubAccounts { get; init; } = [];
    public IReadOnlyList<SetupAsset> Assets { get; init; } = [];
    /// <summary>How many transactions of the past, one a minute up to now; the balance stays as it is.</summary>
    public int History { get; init; }
}

/// <summary>Value in the account's currency.</summary>
internal sealed record SetupAsset : AssetDetails
{
    public required string ProductNo { get; init; }
    public required string Name { get; init; }
    public required string Units { get; init; }
    public required string Value { get; init; }
    public string LinkedAccount { get; init; } = "";
}

internal sealed record SetupHolder
{
    public required string Name { get; init; }
    public required string IdKind { get; init; }
    public required string IdNumber { get; init; }
    public string Address { get; init; } = "";
    public string Postcode { get; init; } = "";
    public string Phone { get; init; } = "";
}

internal sealed record SubAccountSetup
{
    public required string No { get; init; }
    public required string Currency { get; init; }
    public required string Balance { get; init; }
    /// <summary>CASH or REMITTANCE, or empty.</summary>
    public string Kind { get; init; } = "";
    /// <summary>What kind of sub-account it is, as the bank words it.</summary>
    public string AccountKind { get; init; } = "";
    public IReadOnlyList<SetupClaim> Claims { get; init; } = [];
    public IReadOnlyList<SetupFreeze> OtherFreezes { get; init; } = [];
    public IReadOnlyList<SetupInternalHold> InternalHolds { get; init; } = [];
}

internal sealed record SetupClaim
{
    public required string Id { get; init; }
    public required string Amount { get; init; }
    public string Kind { get; init; } = "PLEDGE";
    public string Holder { get; init; } = "";
    public string Address { get; init; } = "";
    public string Contact { get; init; } = "";
    public string ProductNo { get; init; } = "";
    public string Remark { get; init; } = "";
    public DateTimeOffset? RegisteredAt { get; init; }
}

/// <summary>A freeze of another authority; Limit null: the whole account.</summary>
internal sealed record SetupFreeze
{
    public required string Authority { get; init; }
    public required string DocumentNo { get; init; }
    public string? Limit { get; init; }
    public DateOnly? From { get; init; }
    public required DateOnly To { get; init; }
    public string ProductNo { get; init; } = "";
    public string Remark { get; init; } = "";
    public DateTimeOffset? RegisteredAt { get; init; }
}

internal sealed record SetupInternalHold(string Id, string Amount);

internal sealed record Movement
{
    public required string Amount { get; init; }
    public string SubAccount { get; init; } = "";
    public Counterparty Counterparty { get; init; } = new("模拟对手方", "8800000000000001", "模拟银行");
}

/// <summary>The new amount of a claim; kind and holder are for a claim that is not known yet.</summary>
internal sealed record ClaimSetting
{
    public required string Amount { get; init; }
    public string SubAccount { get; init; } = "";
    public string Kind { get; init; } = "PLEDGE";
    public string Holder { get; init; } = "";
    public string Address { get; init; } = "";
    public string Contact { get; init; } = "";
}

internal sealed record FreezeSetting
{
    public required string Authority { get; init; }
    public string SubAccount { get; init; } = "";
    public string? Limit { get; init; }
    public DateOnly? From { get; init; }
    public required DateOnly To { get; init; }
}

/// <summary>Debits of an order, or into accounts at a bank, are remitted and wait to be settled. One of the two.</summary>
internal sealed record RemittanceSetting(string Order = "", string BankNo = "");

/// <summary>What the payee's bank did with an order's remittances: paid or returned.</summary>
internal sealed record SettlementSetting(string Order, string Outcome);

internal sealed record NatureSetting(string Nature);

internal sealed record ClockSetting(long OffsetMilliseconds);

internal sealed record FaultSetting
{
    /// <summary>hold, debit or state.</summary>
    public required string At { get; init; }
    /// <summary>errorBefore, errorAfter, noAnswerBefore, noAnswer or delay.</summary>
    public required string Fault { get; init; }
    public int Times { get; init; } = 1;
    public int DelayMilliseconds { get; init; } = 1000;
}

internal sealed record WithdrawalAnswer(bool Allowed);

/// <summary>An account with what its customer could withdraw now, by sub-account.</summary>
internal sealed record AccountInspection(AccountState State, IReadOnlyDictionary<string, string> Withdrawable);

/// <summary>One effect. For a hold, Amount is its new limit (null: unlimited).</summary>
internal sealed record JournalEntry(
    long No, DateTimeOffset At, string Kind, string Key, string Account, string SubAccount, string Reference,
    string Currency, string? Amount, string Balance, System.Text.Json.JsonElement? Detail);
