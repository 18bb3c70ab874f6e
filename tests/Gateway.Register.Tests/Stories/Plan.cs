namespace Gateway.Register.Tests.Stories;

/// <summary>A random story: one account at one bank, and what happens to it. Amounts are whole numbers that <see cref="Account.Multiplier"/> makes into minor units.</summary>
internal sealed record Plan(Account Account, IReadOnlyList<Step> Steps)
{
    public override string ToString() => $"{Account}{string.Concat(Steps.Select((step, index) => $"\n  {index + 1}. {step}"))}";
}

/// <summary>The account and the bank's settings.</summary>
internal sealed record Account
{
    public int Balance { get; init; }
    public string Currency { get; init; } = "CNY";
    public string Nature { get; init; } = "GENERAL";
    public bool SubAccount { get; init; }
    public bool HasProduct { get; init; }
    /// <summary>The co-owners' shares in percent; null: unknown.</summary>
    public IReadOnlyList<int?> Shares { get; init; } = [];
    public DateOnly FirstDay { get; init; } = Story.Start;
    public bool RequireFreeze { get; init; }
    public bool AnyClaimBlocks { get; init; }
    public bool ClaimsAhead { get; init; }
    public bool CapAtPrincipal { get; init; }
    public bool ReviewsKinds { get; init; }
    public bool ReviewsPayees { get; init; }
    public long Multiplier { get; init; } = 1;

    public override string ToString() => Brief.Of(this, new Account());
}

internal enum Deed { Freeze, QueuedFreeze, FreezeAndDeduct, Renew, Release, ReleaseQueued, Deduct, CollectIncome, Credit, Withdraw, Reverse, SetClaim, OtherFreeze, EndOtherFreeze, NextDays, MarginEnds, Decide, HandOver, Transfer }

/// <summary>What stands in JE.</summary>
internal enum JE { Given, Missing, Zero, Negative, TooPrecise, TheLimit, TheActual }

/// <summary>How a line names the original freeze.</summary>
internal enum Naming { ByOrder, ByCase, NotAtAll, UnknownOrder, UnknownCase }

/// <summary>The end of a first freeze counted from its start, of a renewal from the old end.</summary>
internal enum Term { InDays, LastLawfulDay, OneDayTooMany, Missing, Yesterday }

internal enum PayTo { Registered, Prefix, OtherCourts, Unknown, WrongName, OtherCurrency, Nobody }

[Flags]
internal enum Fault { None = 0, Documents = 1, NoSuchAccount = 2, ClosedAccount = 4, OtherHolder = 8, OtherCurrency = 16 }

/// <summary>What the customer or the bank does between the holds of a deduction and its second look (C14e).</summary>
internal enum Meanwhile { Nothing, Withdraw, Credit, Claim }

/// <summary>One step. Every deed reads what it needs; all else stands at its default.</summary>
internal sealed record Step(Deed Deed)
{
    public int Amount { get; init; } = 1;
    /// <summary>Which freeze or claim, counted through those that there are.</summary>
    public int Which { get; init; }
    /// <summary>Which court; null: that of the freeze which is named.</summary>
    public int? Court { get; init; }
    /// <summary>Which of the two cases a line belongs to.</summary>
    public bool OtherCase { get; init; }
    public JE JE { get; init; }
    public bool Whole { get; init; }
    public Naming Naming { get; init; }
    public Term Term { get; init; }
    public int Days { get; init; }
    /// <summary>KSRQ in days from today; null: none.</summary>
    public int? Start { get; init; }
    public bool OtherAsset { get; init; }
    public bool NamesCurrency { get; init; }
    public PayTo PayTo { get; init; }
    public bool Convert { get; init; }
    public Fault Fault { get; init; }
    /// <summary>How many seconds before its arrival a line was served.</summary>
    public int LagSeconds { get; init; }
    public Meanwhile Meanwhile { get; init; }
    public int MeanwhileAmount { get; init; } = 1;
    /// <summary>Whether people are asked about the officer, and whether the notice names the payee.</summary>
    public bool NewOfficer { get; init; }
    public bool PayeeNamed { get; init; }
    /// <summary>What two people say to what waits longest, or to what <see cref="Which"/> counts to.</summary>
    public bool Rejects { get; init; }
    /// <summary>Another authority's freeze comes to the counter, not from the core.</summary>
    public bool ByHand { get; init; }
    /// <summary>Of the next days: whether their expiry lines run, and whether the clock stops at five past midnight.</summary>
    public bool ExpiryRuns { get; init; }
    public bool AfterMidnight { get; init; }

    public override string ToString() => Brief.Of(this, new Step(Deed));
}
