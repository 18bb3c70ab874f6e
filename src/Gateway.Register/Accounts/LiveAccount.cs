using Gateway.Register.Orders;

namespace Gateway.Register.Accounts;

/// <summary>Which register: an account, or one of its sub-accounts. Each has one currency and one cash kind (DOMAIN 4).</summary>
public sealed record RegisterKey(string Account, string SubAccount)
{
    /// <summary>The account, with its sub-account behind a slash.</summary>
    public override string ToString() => SubAccount.Length == 0 ? Account : $"{Account}/{SubAccount}";
}

/// <summary>ZHZT.</summary>
public enum AccountStatus { Normal, Dormant, Closed }

/// <summary>An account as the core shows it at one moment: holder, itself and its sub-accounts, assets.</summary>
public sealed record LiveAccount
{
    public required string Account { get; init; }
    public required PartyIdentity Holder { get; init; }
    public required AccountStatus Status { get; init; }
    /// <summary>The protected kind (DOMAIN 5), LC_MARGIN, TIME_DEPOSIT …; GENERAL for an ordinary account.</summary>
    public string Nature { get; init; } = "GENERAL";
    /// <summary>CCLB account kind, as the core words it.</summary>
    public string AccountKind { get; init; } = "";
    /// <summary>BEIZ: account class Ⅰ, Ⅱ, Ⅲ.</summary>
    public string AccountClass { get; init; } = "";
    /// <summary>KHWD and KHWDDM.</summary>
    public string BranchName { get; init; } = "";
    public string BranchCode { get; init; } = "";
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string HolderAddress { get; init; } = "";
    public string HolderPostcode { get; init; } = "";
    public string HolderPhone { get; init; } = "";
    /// <summary>GLZJZH linked funds account.</summary>
    public string LinkedFundsAccount { get; init; } = "";
    /// <summary>Other financial assets that the account holds, and those held elsewhere whose proceeds land in it (2, 11).</summary>
    public IReadOnlyList<LiveAsset> Assets { get; init; } = [];
    public IReadOnlyList<CoOwner> CoOwners { get; init; } = [];
    /// <summary>The account itself first (empty sub-account), then its sub-accounts.</summary>
    public required IReadOnlyList<LiveRegister> Registers { get; init; }
    /// <summary>FKSJ: the moment for which the core speaks.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The register of a sub-account (empty: the account itself), or null where there is none.</summary>
    public LiveRegister? Find(string subAccount) => Registers.FirstOrDefault(r => r.Key.SubAccount == subAccount);
}

/// <summary>One register as the core shows it: balance, claims, other authorities' freezes, the bank's own holds.</summary>
public sealed record LiveRegister
{
    public required RegisterKey Key { get; init; }
    public required string Currency { get; init; }
    /// <summary>钞/汇: CASH or REMITTANCE; empty where the account knows no such kinds.</summary>
    public string CashKind { get; init; } = "";
    /// <summary>GLZHLB kind of a sub-account, as the core words it.</summary>
    public string Kind { get; init; } = "";
    /// <summary>B, in minor units of the currency; the principal of a time deposit.</summary>
    public required long BalanceMinor { get; init; }
    public IReadOnlyList<ClaimPart> Claims { get; init; } = [];
    public IReadOnlyList<OtherFreeze> OtherFreezes { get; init; } = [];
    /// <summary>The limit holds that this gateway has put, as the core has them now.</summary>
    public IReadOnlyList<LiveHold> Holds { get; init; } = [];
    /// <summary>Sum of the bank's own holds, in minor units: never reported to a court, ignored by the register (C26).</summary>
    public long InternalHoldsMinor { get; init; }
}

/// <summary>A part of a registered priority claim 优先受偿权 with its own registration time: a rise is a part of its own (DOMAIN 4). Amount in minor units.</summary>
public sealed record ClaimPart(string ClaimId, string Kind, string Holder, string Address, string Contact, long AmountMinor, DateTimeOffset RegisteredAt)
{
    /// <summary>JRCPBH: the other asset that it stands on; empty: the register's money.</summary>
    public string ProductNo { get; init; } = "";
    /// <summary>BEIZ.</summary>
    public string Remark { get; init; } = "";
}

/// <summary>An other financial asset (KZLX 2).</summary>
/// <param name="ProductNo">JRCPBH.</param>
/// <param name="Name">ZCMC.</param>
/// <param name="Units">SE, as the core words it.</param>
/// <param name="ValueMinor">ZCZJE in minor units of Currency.</param>
/// <param name="Currency">BZ.</param>
/// <param name="HeldBy">LCZH: the account that holds it.</param>
/// <param name="LinkedAccount">ZJHKZH: the funds account that its proceeds land in; empty: none here.</param>
public sealed record LiveAsset(string ProductNo, string Name, string Units, long ValueMinor, string Currency, string HeldBy, string LinkedAccount)
{
    /// <summary>ZCLX kind, as the core words it.</summary>
    public string Kind { get; init; } = "";
    /// <summary>ZCGLR: who manages it (7).</summary>
    public string Manager { get; init; } = "";
    /// <summary>JLDW unit of measure.</summary>
    public string UnitOfMeasure { get; init; } = "";
    /// <summary>CPXSZL: 00 the bank's own product, 10 one that it sells for another.</summary>
    public string SalesKind { get; init; } = "";
    /// <summary>DQH region.</summary>
    public string Region { get; init; } = "";
    /// <summary>ZCKFJY: whether it can be traded through the bank; null: the core does not say.</summary>
    public bool? Tradable { get; init; }
    /// <summary>ZCJYXZ: what restricts trading it, as the core words it.</summary>
    public string Restriction { get; init; } = "";
    /// <summary>XZXCRQ: the restriction's last day.</summary>
    public DateOnly? RestrictedUntil { get; init; }
    /// <summary>ZYQR pledgee.</summary>
    public string Pledgee { get; init; } = "";
    /// <summary>TGR custodian.</summary>
    public string Custodian { get; init; } = "";
    /// <summary>TGZH custody account.</summary>
    public string CustodyAccount { get; init; } = "";
    /// <summary>SYR beneficiary.</summary>
    public string Beneficiary { get; init; } = "";
    /// <summary>CLR, as the core words it: the annex that explains it is not public.</summary>
    public string Clr { get; init; } = "";
    /// <summary>SHR, likewise.</summary>
    public string Shr { get; init; } = "";
    /// <summary>ZCDWJG price of one unit, decimal text.</summary>
    public string UnitPrice { get; init; } = "";
    /// <summary>KYSE units that may be disposed of.</summary>
    public string AvailableUnits { get; init; } = "";
}

/// <summary>A co-owner besides the holder 共有人. Share 0–1; null where it is unknown.</summary>
public sealed record CoOwner(string Name, decimal? Share);

/// <summary>A freeze of another authority 有权机关, as the core knows it. LimitMinor null: the whole account.</summary>
public sealed record OtherFreeze(string Authority, string DocumentNo, long? LimitMinor, DateOnly From, DateOnly To, DateTimeOffset RegisteredAt)
{
    /// <summary>JRCPBH: the other asset that it was made for; empty: none.</summary>
    public string ProductNo { get; init; } = "";
    /// <summary>BEIZ.</summary>
    public string Remark { get; init; } = "";
}

/// <summary>A limit hold of the gateway in the core. LimitMinor null: unlimited.</summary>
public sealed record LiveHold(string HoldId, long? LimitMinor, DateOnly To)
{
    /// <summary>C25: the core has frozen the units of the product that the hold was put for, too.</summary>
    public bool UnitsFrozen { get; init; }
}
