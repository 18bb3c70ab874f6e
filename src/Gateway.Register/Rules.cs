using Gateway.Register.Accounts;
using Gateway.Register.Parties;

namespace Gateway.Register;

public enum DeductWithoutFreeze { Allow, RequireFreeze }
public enum PriorityClaimRule { Value, AnyClaimBlocks }
public enum LateClaimRule { Behind, Ahead }
public enum LimitAbovePrincipal { AsOrdered, Cap }
public enum UnknownPayee { Review, Refuse }
public enum UnknownOfficer { Enter, Review }
public enum ProtectedAccountRule { Review, Refuse }

/// <summary>The settings that DOMAIN names, with its defaults.</summary>
public sealed record Rules
{
    /// <summary>C14: a deduction without a freeze of its own takes free money, or is refused.</summary>
    public DeductWithoutFreeze DeductWithoutFreeze { get; init; } = DeductWithoutFreeze.Allow;
    /// <summary>C17: a claim keeps back its value, or blocks whatever stands behind it.</summary>
    public PriorityClaimRule PriorityClaim { get; init; } = PriorityClaimRule.Value;
    /// <summary>DOMAIN 4: a claim registered after a freeze ranks behind it, or all claims ahead of all freezes.</summary>
    public LateClaimRule LateClaim { get; init; } = LateClaimRule.Behind;
    /// <summary>C24.</summary>
    public LimitAbovePrincipal LimitAbovePrincipal { get; init; } = LimitAbovePrincipal.AsOrdered;
    /// <summary>C13b: an unknown payee that the sealed notice names with the court's name as holder.</summary>
    public UnknownPayee UnknownPayee { get; init; } = UnknownPayee.Review;
    /// <summary>3: an officer not seen before is entered with a remark, or the order waits for people.</summary>
    public UnknownOfficer UnknownOfficer { get; init; } = UnknownOfficer.Enter;
    /// <summary>DOMAIN 5: an order on a protected kind waits for people, or is refused.</summary>
    public ProtectedAccountRule ProtectedAccount { get; init; } = ProtectedAccountRule.Review;
    /// <summary>Section Review: what people look at before it is carried out.</summary>
    public ReviewModes Review { get; init; } = new();
    /// <summary>DOMAIN 5: the table of kinds, which may be replaced while the service runs.</summary>
    public ProtectedKinds ProtectedKinds { get; init; } = new(ProtectedKinds.Shipped);
    /// <summary>5: kinds of ID, and which writings of a name or number are the same.</summary>
    public IdKinds IdKinds { get; init; } = IdKinds.Standard;
    /// <summary>5: what two people have entered of parties' new names, mergers and splits, which may be replaced while the service runs.</summary>
    public PartyAmendments Amendments { get; init; } = PartyAmendments.None;
    /// <summary>This bank's own bank numbers (KHHHH), or prefixes of them that end in "*"; empty: they are not told, and an account registered without a bank is taken for the one that the order names.</summary>
    public IReadOnlyList<string> OwnBankNumbers { get; init; } = [];
    /// <summary>DOMAIN 4: the longest terms, by kind of authority and of asset.</summary>
    public Terms Terms { get; init; } = new();
    /// <summary>The bank's time zone: its day ends at 24:00 there.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The bank's date at a moment.</summary>
    public DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZone).DateTime);
}
