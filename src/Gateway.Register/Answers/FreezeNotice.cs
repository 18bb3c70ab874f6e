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

/// <summary>A court's freeze takes more than before without an order of its own (kind ADVANCE).</summary>
/// <param name="Order">The order that made the freeze.</param>
/// <param name="CourtCode">Who is told: the court whose freeze it is now, which after a transfer is another than the order's (C16).</param>
/// <param name="CourtName">Its name.</param>
/// <param name="ChannelId">Whose stream it goes into: the order's channel, or after a transfer one that speaks for the present court.</param>
/// <param name="Answer">The freeze as it stands now.</param>
public sealed record FreezeNotice(string FreezeId, OrderKey Order, string CourtCode, string CourtName, string ChannelId, LineAnswer Answer);
