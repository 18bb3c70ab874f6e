namespace Gateway.CoreSim.Contract;

/// <summary>An account at one moment, with every register; amounts are decimal text.</summary>
internal sealed record AccountState(
    string Account, DateTimeOffset AsOf, Holder Holder, string Status, string Nature, string AccountKind, string AccountClass,
    Branch Branch, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string LinkedFundsAccount,
    IReadOnlyList<CoOwner> CoOwners, IReadOnlyList<RegisterState> Registers, IReadOnlyList<Asset> Assets);

/// <summary>An other financial asset: held by an account, its proceeds land in the linked one.</summary>
internal sealed record Asset : AssetDetails
{
    public Asset(AssetDetails details)
        : base(details)
    {
    }

    public required string ProductNo { get; init; }
    public required string Name { get; init; }
    public required string Units { get; init; }
    public required string Value { get; init; }
    public required string Currency { get; init; }
    public required string HeldBy { get; init; }
    public required string LinkedAccount { get; init; }
}

/// <summary>What a bank may know of an asset besides.</summary>
internal record AssetDetails
{
    public string Kind { get; init; } = "";
    public string Manager { get; init; } = "";
    public string UnitOfMeasure { get; init; } = "";
    public string SalesKind { get; init; } = "";
    public string Region { get; init; } = "";
    public bool? Tradable { get; init; }
    public string Restriction { get; init; } = "";
    public DateOnly? RestrictedUntil { get; init; }
    public string Pledgee { get; init; } = "";
    public string Custodian { get; init; } = "";
    public string CustodyAccount { get; init; } = "";
    public string Beneficiary { get; init; } = "";
    public string Clr { get; init; } = "";
    public string Shr { get; init; } = "";
    public string UnitPrice { get; init; } = "";
    public string AvailableUnits { get; init; } = "";
}

internal sealed record Holder(string Name, string IdKind, string IdNumber, string Address, string Postcode, string Phone);

internal sealed record Branch(string Name, string Code);

internal sealed record CoOwner(string Name, string? Share = null);

/// <summary>The account itself (empty sub-account) or a sub-account: one currency, one cash kind.</summary>
internal sealed record RegisterState(
    string SubAccount, string Currency, string CashKind, string Balance, IReadOnlyList<ClaimPart> Claims,
    IReadOnlyList<OtherFreeze> OtherFreezes, IReadOnlyList<Hold> Holds, string InternalHolds, string Kind);

internal sealed record ClaimPart(
    string ClaimId, string Kind, string Holder, string Address, string Contact, string Amount, DateTimeOffset RegisteredAt, string ProductNo, string Remark);

internal sealed record OtherFreeze(
    string Authority, string DocumentNo, string? Limit, DateOnly From, DateOnly To, DateTimeOffset RegisteredAt, string ProductNo, string Remark);

internal sealed record Hold(string HoldId, string? Limit, DateOnly To);

internal sealed record PartyQuery(string Name, string IdKind, string IdNumber)
{
    public IReadOnlyList<PartyQuery> Alternatives { get; init; } = [];
    public string OrganisationCode { get; init; } = "";
}

internal sealed record PartyAccounts(DateTimeOffset AsOf, IReadOnlyList<AccountState> Accounts);
