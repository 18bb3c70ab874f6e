namespace Gateway.Register.Tests;

/// <summary>
/// The queue told a second time, by counting: every unit of the balance is handed, one after another, to the first in line that still wants one.
/// Shares nothing with the register but DOMAIN 4; places are those in which things happened.
/// </summary>
internal sealed class CountedQueue(Rules rules, IReadOnlyList<decimal?> shares)
{
    internal enum Kind { Claim, Freeze }

    /// <summary>Want null: everything. To: last day, freezes alone.</summary>
    internal sealed class Entry
    {
        public required Kind Kind { get; init; }
        public required string Name { get; init; }
        public required int? Want { get; set; }
        public string Court { get; init; } = "";
        public DateOnly To { get; set; } = DateOnly.MaxValue;
        public int Take { get; set; }
    }

    private const string CoOwners = "co-owners";

    public List<Entry> Places { get; } = [];
    public int Balance { get; set; }
    public int Deducted { get; set; }

    public void Add(Entry entry)
    {
        var firstFreeze = Places.FindIndex(e => e.Kind == Kind.Freeze);
        if (entry.Kind == Kind.Claim && rules.LateClaim == LateClaimRule.Ahead && firstFreeze >= 0) Places.Insert(firstFreeze, entry);
        else Places.Add(entry);
    }

    /// <summary>Everything in line on a day, the co-owners' part included, with its take.</summary>
    public List<Entry> Count(DateOnly today)
    {
        var line = Places.Where(e => e.To >= today).ToList();
        if (shares.Count > 0)
        {
            var at = line.FindIndex(e => e.Kind == Kind.Freeze);
            if (at < 0) at = line.Count;
            line.Insert(at, new Entry { Kind = Kind.Claim, Name = CoOwners, Want = CoOwnersWant(Math.Max(0, Balance - line.Take(at).Sum(e => e.Want!.Value))) });
        }

        foreach (var entry in line) entry.Take = 0;
        for (var unit = 0; unit < Balance; unit++)
        {
            var claimAhead = false;
            foreach (var entry in line)
            {
                claimAhead |= entry.Kind == Kind.Claim && entry.Name != CoOwners;
                if (entry.Kind == Kind.Freeze && claimAhead && rules.PriorityClaim == PriorityClaimRule.AnyClaimBlocks) continue;
                if (entry.Want is { } want && entry.Take >= want) continue;
                entry.Take++;
                break;
            }
        }

        return line;
    }

    /// <summary>What is free for the customers.</summary>
    public int Available(DateOnly today)
    {
        var line = Count(today);
        var shared = line.Exists(e => e.Kind == Kind.Freeze);
        return Free(line.Where(e => shared || e.Name != CoOwners));
    }

    /// <summary>What is free for a deduction.</summary>
    public int Deductible(DateOnly today)
    {
        var line = Count(today);
        var blocked = rules.PriorityClaim == PriorityClaimRule.AnyClaimBlocks && line.Exists(e => e.Kind == Kind.Claim && e.Name != CoOwners);
        return rules.DeductWithoutFreeze == DeductWithoutFreeze.RequireFreeze || blocked ? 0 : Free(line);
    }

    private int Free(IEnumerable<Entry> line) => line.Any(e => e.Want is null) ? 0 : Math.Max(0, Balance - line.Sum(e => e.Want!.Value));

    // The smallest whole number that is at least share × mass, found by trying.
    private int CoOwnersWant(int net)
    {
        var unknown = shares.Count(s => s is null);
        var known = Math.Min(1, shares.Sum(s => s ?? 0));
        var want = 0;
        while (want * (unknown + 1) < (net + Deducted) * (known * (unknown + 1) + (1 - known) * unknown)) want++;
        return Math.Min(want, net);
    }
}
