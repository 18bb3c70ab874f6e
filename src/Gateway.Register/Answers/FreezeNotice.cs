using Gateway.Register.Accounts;
using Gateway.Register.Orders;

namespace Gateway.Register.Answers;

/// <summary>What the core's own entries of a register were when its freezes were last reckoned: what has changed since is told apart from credits by it.</summary>
public sealed record SeenEntries(IReadOnlyList<ClaimPart> Claims, IReadOnlyList<OtherFreeze> OtherFreezes)
{
    /// <summary>A register's entries on a day of the bank: of other authorities' freezes those that have not ended by their date.</summary>
    public static SeenEntries Of(LiveRegister live, DateOnly date) => new(live.Claims, [.. live.OtherFreezes.Where(f => f.To >= date)]);

    /// <summary>Whether both name the same entries.</summary>
    public bool SameAs(SeenEntries other) => Claims.SequenceEqual(other.Claims) && OtherFreezes.SequenceEqual(other.OtherFreezes);
}

/// <summary>A court's freeze takes more than before without an order of its own (kind ADVANCE): Answer is the freeze as it stands now.</summary>
public sealed record FreezeNotice(string FreezeId, OrderKey Order, LineAnswer Answer);
