namespace Gateway.CoreSim.Contract;

/// <summary>An account at one moment, with every register; amounts are decimal text.</summary>
internal sealed record AccountState(
    string Account, DateTimeOffset AsOf, Holder Holder, string Status, string Nature, string AccountKind, string AccountClass,
    Branch Branch, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string LinkedFundsAccount,
    IReadOnlyList<CoOwner> CoOwners, IReadOnlyList<RegisterState> Registers, IReadOnlyList<Asset> Assets);

/// <summary>An other financial asset: held by an account, its proceeds land in the linked one.</summary>
internal sealed record Asset(string ProductNo, string Name, string Units, string Value, string Currency, string HeldBy, string LinkedAccount);

internal sealed record Holder(string Name, string IdKind, string IdNumber, string Address, string Postcode, string Phone);

internal sealed record Branch(string Name, string Code);

internal sealed record CoOwner(string Name, string? Share = null);

/// <summary>The account itself (empty sub-account) or a sub-account: one currency, one cash kind.</summary>
internal sealed record RegisterState(
    string SubAccount, string Currency, string CashKind, string Balance, IReadOnlyList<ClaimPart> Claims,
    IReadOnlyList<OtherFreeze> OtherFreezes, IReadOnlyList<Hold> Holds, string InternalHolds);

internal sealed record ClaimPart(string ClaimId, string Kind, string Holder, string Address, string Contact, string Amount, DateTimeOffset RegisteredAt);

internal sealed record OtherFreeze(string Authority, string DocumentNo, string? Limit, DateOnly From, DateOnly To, DateTimeOffset RegisteredAt);

internal sealed record Hold(string HoldId, string? Limit, DateOnly To);

internal sealed record PartyQuery(string Name, string IdKind, string IdNumber);

internal sealed record PartyAccounts(DateTimeOffset AsOf, IReadOnlyList<AccountState> Accounts);
