using Gateway.Register.Orders;

namespace Gateway.Register.Answers;

/// <summary>What the bank answers for one control line (kzxx). Amounts in minor units of Currency; stored as it is and printed in the receipt.</summary>
public sealed record LineAnswer
{
    public required string LineNo { get; init; }
    public required Measure Measure { get; init; }
    public required string Account { get; init; }
    public string SubAccount { get; init; } = "";
    public string ProductNo { get; init; } = "";
    /// <summary>LCZH: the account that holds the other asset.</summary>
    public string WealthAccount { get; init; } = "";
    /// <summary>SKSE: units of the other asset that the core froze too, decimal text; empty: none.</summary>
    public string Units { get; init; } = "";
    /// <summary>KZNR 2.</summary>
    public bool WholeAccount { get; init; }
    public string Currency { get; init; } = "";
    /// <summary>KZZT: 1 controlled, 2 not.</summary>
    public required bool Controlled { get; init; }
    /// <summary>The line has no outcome yet; only in an INTERIM receipt.</summary>
    public bool Open { get; init; }
    /// <summary>WNKZYY: why not, or why not all.</summary>
    public Reason? Reason { get; init; }
    /// <summary>Whom or what the reason points at, as far as this court may know.</summary>
    public string ReasonDetail { get; init; } = "";
    /// <summary>YE.</summary>
    public long? BalanceMinor { get; init; }
    /// <summary>KYYE: free money (DOMAIN 4).</summary>
    public long? AvailableMinor { get; init; }
    /// <summary>DJXE: limit asked; null: whole account.</summary>
    public long? RequestedMinor { get; init; }
    /// <summary>SKJE.</summary>
    public long? ActualMinor { get; init; }
    /// <summary>CESKJE = DJXE − SKJE; 0 for a whole account.</summary>
    public long? BeyondMinor { get; init; }
    /// <summary>CSKSRQ, CSJSRQ.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    /// <summary>Rule 15: deducted and not deducted; null where the measure deducts nothing.</summary>
    public long? DeductedMinor { get; init; }
    public long? NotDeductedMinor { get; init; }
    /// <summary>C24: interest of a part early withdrawal, apart from what was deducted; null: none is reported.</summary>
    public long? InterestMinor { get; init; }
    /// <summary>What arrived at the payee after a conversion (C23), in PayeeCurrency, and the rate as text.</summary>
    public long? PayeeAmountMinor { get; init; }
    public string PayeeCurrency { get; init; } = "";
    public string Rate { get; init; } = "";
    public Payee? Payee { get; init; }
    /// <summary>What a release set free of the limit; null where the measure releases nothing.</summary>
    public long? ReleasedMinor { get; init; }
    /// <summary>CSXH: this freeze's place among the account's live freezes, from 1; null where no freeze of the line's own lives.</summary>
    public int? Rank { get; init; }
    /// <summary>How many live freezes stand before it and behind it, the receiving court's own among them.</summary>
    public int PriorCount { get; init; }
    public int LaterCount { get; init; }
    /// <summary>djxx: live freezes of others before and behind this one; never the receiving court's own (FIELDS).</summary>
    public IReadOnlyList<FreezeRecord> Prior { get; init; } = [];
    public IReadOnlyList<FreezeRecord> Later { get; init; } = [];
    /// <summary>qlxx: live claims and co-owners.</summary>
    public IReadOnlyList<ClaimRecord> Claims { get; init; } = [];
    /// <summary>BEIZ.</summary>
    public string Remark { get; init; } = "";
    public DateTimeOffset? ServiceTime { get; init; }
    /// <summary>FKSJ: the moment for which the answer speaks (8).</summary>
    public DateTimeOffset? AsOf { get; init; }
}

/// <summary>djxx: another authority's or court's freeze at its rank, never with its order number (FIELDS). RequestedMinor null: whole account.</summary>
public sealed record FreezeRecord(int Rank, string Authority, string DocumentNo, long? RequestedMinor, long ActualMinor, DateOnly To)
{
    /// <summary>JRCPBH: the other asset that it was made for; empty: none.</summary>
    public string ProductNo { get; init; } = "";
    /// <summary>BEIZ.</summary>
    public string Remark { get; init; } = "";
}

/// <summary>qlxx: a claim or a co-owner's part. AmountMinor null: the share is unknown.</summary>
public sealed record ClaimRecord(int No, string ClaimId, string Kind, string Holder, long? AmountMinor, long TakeMinor, string Address, string Contact)
{
    /// <summary>JRCPBH: the other asset that it stands on; empty: none.</summary>
    public string ProductNo { get; init; } = "";
    /// <summary>BEIZ.</summary>
    public string Remark { get; init; } = "";
}
