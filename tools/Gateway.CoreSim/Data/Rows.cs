namespace Gateway.CoreSim.Data;

internal sealed record AccountRow
{
    public string Account { get; init; } = "";
    public string HolderName { get; init; } = "";
    public string IdKind { get; init; } = "";
    public string IdNumber { get; init; } = "";
    public string Address { get; init; } = "";
    public string Postcode { get; init; } = "";
    public string Phone { get; init; } = "";
    public string AccountKind { get; init; } = "";
    public string AccountClass { get; init; } = "";
    public string BranchName { get; init; } = "";
    public string BranchCode { get; init; } = "";
    public long OpenedAt { get; init; }
    public long? ClosedAt { get; init; }
    public string Nature { get; init; } = "";
    public string Status { get; init; } = "";
    public string LinkedFundsAccount { get; init; } = "";
}

internal sealed record AssetRow
{
    public string Account { get; init; } = "";
    public string ProductNo { get; init; } = "";
    public string Name { get; init; } = "";
    public string Units { get; init; } = "";
    public string Value { get; init; } = "";
    public string Currency { get; init; } = "";
    public string LinkedAccount { get; init; } = "";
    public string Details { get; init; } = "";
}

internal sealed record RegisterRow
{
    public string Account { get; init; } = "";
    public string SubAccount { get; init; } = "";
    public string Currency { get; init; } = "";
    public string CashKind { get; init; } = "";
    public string Kind { get; init; } = "";
    public long Balance { get; init; }
    /// <summary>The account's status.</summary>
    public string Status { get; init; } = "";

    public string Text(long minor) => Amounts.Text(minor, Currency);
    public string? Text(long? minor) => minor is { } value ? Text(value) : null;
}

internal sealed record ClaimRow
{
    public string SubAccount { get; init; } = "";
    public string ClaimId { get; init; } = "";
    public long Part { get; init; }
    public string Kind { get; init; } = "";
    public string Holder { get; init; } = "";
    public string Address { get; init; } = "";
    public string Contact { get; init; } = "";
    public long Amount { get; init; }
    public long RegisteredAt { get; init; }
    public string ProductNo { get; init; } = "";
    public string Remark { get; init; } = "";
}

internal sealed record FreezeRow
{
    public string SubAccount { get; init; } = "";
    public string DocumentNo { get; init; } = "";
    public string Authority { get; init; } = "";
    public long? LimitAmount { get; init; }
    public string FromDay { get; init; } = "";
    public string ToDay { get; init; } = "";
    public long RegisteredAt { get; init; }
    public string ProductNo { get; init; } = "";
    public string Remark { get; init; } = "";
}

internal sealed record HoldRow
{
    public string SubAccount { get; init; } = "";
    public string HoldId { get; init; } = "";
    public long? LimitAmount { get; init; }
    public string ToDay { get; init; } = "";
}

internal sealed record InternalHoldRow
{
    public string SubAccount { get; init; } = "";
    public string Id { get; init; } = "";
    public long Amount { get; init; }
}

internal sealed record OperationRow
{
    public string Content { get; init; } = "";
    public int Status { get; init; }
    public string Answer { get; init; } = "";
}

/// <summary>An operation as it stands in the journal.</summary>
internal sealed record ListedRow
{
    public long No { get; init; }
    public string Currency { get; init; } = "";
    public string Answer { get; init; } = "";
}
