using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register;

// Kind ADVANCE: a release, an expiry, a deduction, or a claim that fell or ended lets others' freezes take more (C5, C17).
public static partial class FreezeRegister
{
    /// <summary>
    /// The freezes that take more because of this line, or because claims and other authorities' freezes changed since <paramref name="seen"/>.
    /// The line's own freeze is not among them: its receipt says what it takes. Both queues are worked out over the same balance, so a credit is never taken for a rise (C2).
    /// Another authority's freeze that has ended by its date alone since then still counts as what it was (C8).
    /// </summary>
    /// <param name="line">The line as it was decided.</param>
    /// <param name="final">The last decision.</param>
    /// <param name="after">The book with <paramref name="final"/> applied.</param>
    /// <param name="liveAfter">The account read again afterwards; null: the core knows none, or was not asked.</param>
    /// <param name="seen">The core's entries when the register was last reckoned; null: not known, then only this line's effect counts.</param>
    public static IReadOnlyList<FreezeNotice> Notices(LineCase line, Decision final, RegisterBook after, LiveAccount? liveAfter, SeenEntries? seen)
    {
        if (liveAfter?.Find(line.Line.SubAccount) is not { } live) return [];
        var day = DateBefore(line, final);
        var entries = seen ?? SeenEntries.Of(live, day);
        var then = live with
        {
            BalanceMinor = live.BalanceMinor + (final.Deduction?.AmountMinor ?? 0),
            Claims = entries.Claims,
            OtherFreezes = [.. entries.OtherFreezes.Select(f => f with { To = day })],
        };
        var book = line.Book with { OtherFreezes = [.. line.Book.OtherFreezes.Select(f => f with { To = day })] };
        var before = FreezeQueue.Of(liveAfter, then, book, day, line.Rules);
        var now = QueueOf(line, liveAfter, live, after);
        bool Own(FreezeEntry f) => final.Refusal is null && (f.Is(final.NewFreeze?.FreezeId) || f.Is(final.OriginalFreezeId));
        var took = before.Freezes.Where(f => f.Freeze is not null).ToDictionary(f => f.Freeze!.FreezeId, f => f.TakeMinor);
        return [.. now.Freezes
            .Where(f => f.Freeze is not null && !Own(f) && took.TryGetValue(f.Freeze.FreezeId, out var was) && was < f.TakeMinor)
            .Select(f => NoticeOf(line, f.Freeze!, StandingOf(f, took[f.Freeze!.FreezeId], now, liveAfter, live)))];
    }

    /// <summary>C16: after a transfer the present court is told, through a channel that speaks for it.</summary>
    private static FreezeNotice NoticeOf(LineCase line, Freeze freeze, LineAnswer standing) => new(
        freeze.FreezeId, freeze.Order, freeze.PresentCourtCode, freeze.PresentCourtName,
        freeze.PresentCourtCode == freeze.CourtCode ? freeze.Order.ChannelId : line.AllCourts.ChannelOf(freeze.PresentCourtCode, freeze.Order.ChannelId, ServiceDate(line)),
        standing);

    /// <summary>C17b: claims that were registered or raised since <paramref name="seen"/> although a court had frozen before them.</summary>
    public static IReadOnlyList<ClaimPart> LateClaims(LineCase line, RegisterBook after, LiveAccount? liveAfter, SeenEntries? seen)
    {
        if (seen is null || liveAfter?.Find(line.Line.SubAccount) is not { } live) return [];
        var first = after.Freezes.Where(f => f.LiveOn(ServiceDate(line))).Select(f => (DateTimeOffset?)f.RankTime).Min();
        return [.. live.Claims.Where(c => c.RegisteredAt > first && !seen.Claims.Any(s => s.ClaimId == c.ClaimId && s.RegisteredAt == c.RegisteredAt && s.AmountMinor >= c.AmountMinor))];
    }

    /// <summary>A court's ended freeze has no effect any more on the day of its expiry line: what it held back is seen on its last day.</summary>
    private static DateOnly DateBefore(LineCase line, Decision final) =>
        line.Line.Measure == Measure.Expire && final.Changes.Count > 0 ? line.Book.Find(line.Line.ExpiringFreezeId)!.To : ServiceDate(line);

    private static LineAnswer StandingOf(FreezeEntry entry, long before, FreezeQueue queue, LiveAccount account, LiveRegister live)
    {
        var freeze = entry.Freeze!;
        var standing = new LineAnswer
        {
            LineNo = freeze.LineNo,
            Measure = Measure.Freeze,
            Account = live.Key.Account,
            SubAccount = live.Key.SubAccount,
            WholeAccount = freeze.WholeAccount,
            Currency = live.Currency,
            Controlled = true,
            BalanceMinor = queue.BalanceMinor,
            AvailableMinor = queue.AvailableMinor,
            RequestedMinor = freeze.LimitMinor,
            ActualMinor = entry.TakeMinor,
            BeyondMinor = freeze.LimitMinor is { } limit ? limit - entry.TakeMinor : 0,
            From = freeze.From,
            To = freeze.To,
            Rank = entry.Rank,
            Claims = ClaimRecords(queue),
            Remark = $"实际控制金额由 {Currencies.ToText(before, live.Currency)} 增至 {Currencies.ToText(entry.TakeMinor, live.Currency)}",
            ServiceTime = freeze.ServiceTime,
            AsOf = account.AsOf,
        };
        return WithOthers(standing, [.. queue.Freezes.Where(f => f != entry)], entry.Rank - 1, freeze.PresentCourtCode);
    }
}
