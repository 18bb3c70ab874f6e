using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register;

// I10: register and core agree, or the difference has a name.
public static partial class FreezeRegister
{
    /// <summary>What the core has to hold for a register, by number of the hold, in rank order: courts' live freezes and other authorities' that people entered.</summary>
    public static IReadOnlyList<LiveHold> HoldsOf(RegisterBook book) =>
    [
        .. book.Freezes.Where(f => f.Live).OrderBy(f => f.PresentRankTime).ThenBy(f => f.PresentSequence).Select(f => new LiveHold(f.HoldId, f.LimitMinor, f.To)),
        .. book.OtherFreezes.Select(f => new LiveHold(f.HoldId, f.LimitMinor, f.To)),
    ];

    /// <summary>
    /// Register and core hold by hold. The core keeps no ranks, but it lists holds in the order in which they were put: of freezes whose place was never changed that is their rank.
    /// </summary>
    /// <param name="live">As the core shows it, the account being at rest.</param>
    /// <param name="book">The same register's book.</param>
    public static IReadOnlyList<HoldDifference> CompareHolds(LiveRegister live, RegisterBook book)
    {
        var differences = new List<HoldDifference>();
        void Add(HoldDifferenceKind kind, string holdId, string expected, string found) => differences.Add(new HoldDifference(kind, book.Key, holdId, expected, found));
        string Words(LiveHold hold) => $"{(hold.LimitMinor is { } limit ? $"{Currencies.ToText(limit, live.Currency)} {live.Currency}" : "whole account")} until {hold.To:yyyy-MM-dd}";

        var wanted = HoldsOf(book);
        foreach (var want in wanted)
        {
            if (live.Holds.FirstOrDefault(h => h.HoldId == want.HoldId) is not { } hold) Add(HoldDifferenceKind.Missing, want.HoldId, Words(want), "none");
            else if (hold.LimitMinor != want.LimitMinor) Add(HoldDifferenceKind.Limit, want.HoldId, Words(want), Words(hold));
            else if (hold.To != want.To) Add(HoldDifferenceKind.End, want.HoldId, Words(want), Words(hold));
        }

        foreach (var hold in live.Holds.Where(h => wanted.All(w => w.HoldId != h.HoldId)))
            Add(hold.HoldId.EndsWith(OffUsPayment.ReturnHoldSuffix, StringComparison.Ordinal) ? HoldDifferenceKind.Returned : HoldDifferenceKind.Unknown, hold.HoldId, "none", Words(hold));

        var still = book.Freezes.Where(f => f.Live && !f.Changes.Any(c => c.Kind is FreezeChangeKind.RankMoved or FreezeChangeKind.Returned)).Select(f => f.HoldId).ToHashSet(StringComparer.Ordinal);
        var byRank = wanted.Where(w => still.Contains(w.HoldId) && live.Holds.Any(h => h.HoldId == w.HoldId)).Select(w => w.HoldId).ToList();
        var byCore = live.Holds.Where(h => still.Contains(h.HoldId)).Select(h => h.HoldId).ToList();
        foreach (var (rank, core) in byRank.Zip(byCore).Where(p => p.First != p.Second).Take(1)) Add(HoldDifferenceKind.Rank, rank, $"before {core}", $"behind {core}");
        return differences;
    }

    /// <summary>
    /// Two people decided that the core is to hold for this freeze what the register says now: put, changed or taken away. Money that came back has a line of its own, and is never let go of here.
    /// </summary>
    private static Decision DecideMend(LineCase line, DeskAct act)
    {
        if (line.Live?.Find(line.Line.SubAccount) is not { } live) return Refuse(Reason.AccountNotFound);
        if (act.FreezeId.EndsWith(OffUsPayment.ReturnHoldSuffix, StringComparison.Ordinal)) return Refuse(Reason.MeasureUnsupported);
        var hold = live.Holds.FirstOrDefault(h => h.HoldId == act.FreezeId);
        var want = HoldsOf(line.Book).FirstOrDefault(h => h.HoldId == act.FreezeId);
        CoreInstruction? mend = (want, hold) switch
        {
            (null, null) => null,
            (null, _) => new RemoveHold(line.Book.Key, hold.HoldId),
            (_, null) => new PutHold(line.Book.Key, want.HoldId, live.Currency, want.LimitMinor, want.To),
            _ => hold.LimitMinor == want.LimitMinor && hold.To == want.To ? null : new ChangeHold(line.Book.Key, want.HoldId, live.Currency, want.LimitMinor, want.To),
        };
        return new Decision { Instructions = mend is null ? [] : [mend] };
    }
}
