using Gateway.Register.Accounts;

namespace Gateway.Register.Freezes;

/// <summary>
/// The one queue of claims and freezes of a register, in order of time (DOMAIN 4), worked out anew each time from the balance, the core's claims and the book:
/// rest₀ = B · takeᵢ = min(wantᵢ, restᵢ₋₁) · restᵢ = restᵢ₋₁ − takeᵢ. No running total is kept anywhere.
/// </summary>
internal sealed class FreezeQueue
{
    private readonly LiveRegister _live;
    private readonly Rules _rules;
    private readonly IReadOnlyList<CoOwner> _coOwners;
    private readonly IReadOnlyList<long> _coOwnersParts;

    private FreezeQueue(LiveAccount account, LiveRegister live, RegisterBook book, DateOnly date, Rules rules)
    {
        Invariant.Require(live.Key == book.Key, "a queue is made of the balance and the book of one register", live.Key);
        _live = live;
        _rules = rules;
        _coOwners = account.CoOwners;

        var wants = InOrderOfTime(live, book, date, rules);
        var firstFreeze = wants.FindIndex(e => e is FreezeEntry);
        var beforeFreezes = firstFreeze < 0 ? wants.Count : firstFreeze;

        // C21: N = B − the claims that stand before the first live freeze; without one, B − all claims.
        var net = FreeBehind(live.BalanceMinor, wants.Take(beforeFreezes));
        _coOwnersParts = CoOwnersPart.Of(_coOwners, net + book.Deductions.Sum(d => d.AmountMinor), net);
        wants.Insert(beforeFreezes, new CoOwnersEntry { WantMinor = _coOwnersParts.Sum() });

        Entries = Fill(wants, live.BalanceMinor, rules);
        RequireOrder();
    }

    /// <summary>Claims, the co-owners' part and live freezes in order, each with its take.</summary>
    public IReadOnlyList<QueueEntry> Entries { get; }

    public IEnumerable<FreezeEntry> Freezes => Entries.OfType<FreezeEntry>();

    public IEnumerable<ClaimEntry> Claims => Entries.OfType<ClaimEntry>();

    /// <summary>B, in minor units.</summary>
    public long BalanceMinor => _live.BalanceMinor;

    /// <summary>Free money = the customer's available = max(0, B − Σ all wants). A co-owner is a customer too: with no live freeze their part counts as free (C21).</summary>
    public long AvailableMinor => FreeBehind(BalanceMinor, Freezes.Any() ? Entries : Entries.Where(e => e is not CoOwnersEntry));

    /// <summary>Free money that a deduction may take: never a co-owner's part (C21), and nothing while a claim lives where any claim blocks (C17).</summary>
    public long DeductibleMinor => _rules.PriorityClaim == PriorityClaimRule.AnyClaimBlocks && Claims.Any() ? 0 : FreeBehind(BalanceMinor, Entries);

    /// <summary>The co-owners with their parts, all of which is there (C21).</summary>
    public IEnumerable<(CoOwner Owner, long PartMinor)> CoOwners => _coOwners.Zip(_coOwnersParts);

    /// <summary>The queue of a register on a day of the bank. A freeze whose last day is over is not in it, whether or not its expiry line has run (C8).</summary>
    public static FreezeQueue Of(LiveAccount account, LiveRegister live, RegisterBook book, DateOnly date, Rules rules) => new(account, live, book, date, rules);

    /// <summary>The freeze's entry; null where it is not live.</summary>
    public FreezeEntry? Find(string? freezeId) => Freezes.FirstOrDefault(f => f.Is(freezeId));

    private static List<QueueEntry> InOrderOfTime(LiveRegister live, RegisterBook book, DateOnly date, Rules rules)
    {
        var ahead = rules.LateClaim == LateClaimRule.Ahead;
        var claims = live.Claims.Where(c => c.AmountMinor > 0)
            .Select(c => (Time: c.RegisteredAt, Kind: 0, Sequence: 0L, Entry: (QueueEntry)new ClaimEntry(c) { WantMinor = c.AmountMinor }));
        var others = live.OtherFreezes.Where(f => f.To >= date)
            .Select(f => (Time: f.RegisteredAt, Kind: 1, Sequence: 0L, Entry: (QueueEntry)new FreezeEntry(0, f.Authority, f.DocumentNo, f.To, null) { WantMinor = f.LimitMinor, ProductNo = f.ProductNo, Remark = f.Remark }));
        var courts = book.Freezes.Where(f => f.LiveOn(date))
            .Select(f => (Time: f.PresentRankTime, Kind: 2, Sequence: f.PresentSequence, Entry: (QueueEntry)new FreezeEntry(0, f.PresentCourtName, f.RulingNo, f.To, f) { WantMinor = f.LimitMinor, ProductNo = f.ProductNo }));

        var entered = book.OtherFreezes.Where(f => f.To >= date)
            .Select(f => (Time: f.RankTime, Kind: 2, f.Sequence, Entry: (QueueEntry)new FreezeEntry(0, f.Authority, f.DocumentNo, f.To, null) { WantMinor = f.LimitMinor }));

        // At the same moment a claim stands before a freeze, and what the core knew already before what this gateway adds.
        var inOrder = claims.Concat(others).Concat(courts).Concat(entered)
            .OrderBy(e => ahead && e.Kind == 0 ? 0 : 1).ThenBy(e => e.Time).ThenBy(e => e.Kind).ThenBy(e => e.Sequence)
            .Select(e => e.Entry);
        var rank = 0;
        return [.. inOrder.Select(entry => entry is FreezeEntry freeze ? freeze with { Rank = ++rank } : entry)];
    }

    private static List<QueueEntry> Fill(List<QueueEntry> wants, long balance, Rules rules)
    {
        var rest = Math.Max(0, balance);
        var claimBefore = false;
        var filled = new List<QueueEntry>(wants.Count);
        foreach (var entry in wants)
        {
            claimBefore |= entry is ClaimEntry;
            // C17, any-claim-blocks: A = 0 while any claim that stands before it lives.
            var blocked = entry is FreezeEntry && claimBefore && rules.PriorityClaim == PriorityClaimRule.AnyClaimBlocks;
            var take = blocked ? 0 : Math.Min(entry.WantMinor ?? rest, rest);
            rest -= take;
            filled.Add(entry with { TakeMinor = take });
        }

        return filled;
    }

    /// <summary>max(0, amount − Σ wants), without ever forming the sum: limits may add up to more than a long holds.</summary>
    private static long FreeBehind(long amount, IEnumerable<QueueEntry> entries) =>
        entries.Aggregate(Math.Max(0, amount), (free, e) => e.WantMinor is { } want ? Math.Max(0, free - Math.Min(want, free)) : 0);

    // I3.
    private void RequireOrder()
    {
        Invariant.Require(Entries.Sum(e => e.TakeMinor) <= Math.Max(0, BalanceMinor), "what the queue takes is at most the balance", _live.Key);
        var unfilled = false;
        foreach (var entry in Entries)
        {
            Invariant.Require(entry.TakeMinor >= 0, "no entry takes less than nothing", _live.Key);
            Invariant.Require(!(unfilled && entry is FreezeEntry { TakeMinor: > 0 }), "if a freeze holds anything, every entry before it is full", _live.Key);
            unfilled |= !entry.Full;
        }
    }
}
