using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Freezes;

namespace Gateway.Ops.Accounts;

/// <summary>What happened to a register's queue at one moment.</summary>
public enum QueueEventKind { Granted, Renewed, Reduced, Released, Expired, UsedUp, RankMoved, Transferred, Deducted, Returned, OtherFreeze, Claim, Now }

/// <summary>One step of how a queue came about.</summary>
/// <param name="Subject">Order and court, or authority, or claim holder.</param>
/// <param name="AmountMinor">Of a grant, a reduction, a deduction or a claim, in minor units; null: the whole account, or no amount.</param>
/// <param name="Position">The queue when that had happened.</param>
public sealed record QueueEvent(DateTimeOffset At, QueueEventKind Kind, string Subject, long? AmountMinor, RegisterPosition Position);

/// <summary>
/// How a freeze queue came about: the register knows all that courts did, the core what it shows today. So an earlier queue is drawn over today's balance, with what courts took since added
/// back, and with today's claims and other freezes that were registered by then: movements of the account itself are not in it.
/// </summary>
public static class QueueHistory
{
    /// <summary>The latest events, oldest first, at most <paramref name="max"/>; the last is how it stands now.</summary>
    public static IReadOnlyList<QueueEvent> Of(LiveAccount account, LiveRegister live, RegisterBook book, DateTimeOffset now, Rules rules, int max)
    {
        var events = Granted(book).Concat(Changed(book)).Concat(Deducted(book)).Concat(Core(live)).OrderBy(e => e.At).TakeLast(max - 1);
        return [.. events.Select(e => e with { Position = At(account, live, book, e.At, rules) }), new QueueEvent(now, QueueEventKind.Now, "", null, FreezeRegister.Position(account, live, book, now, rules))];
    }

    /// <summary>The queue as it stood when everything of that moment had happened.</summary>
    public static RegisterPosition At(LiveAccount account, LiveRegister live, RegisterBook book, DateTimeOffset moment, Rules rules)
    {
        var takenSince = book.Deductions.Where(d => d.At > moment).Sum(d => d.AmountMinor);
        var then = live with
        {
            BalanceMinor = live.BalanceMinor + takenSince,
            Claims = [.. live.Claims.Where(c => c.RegisteredAt <= moment)],
            OtherFreezes = [.. live.OtherFreezes.Where(f => f.RegisteredAt <= moment)],
        };
        var known = book with
        {
            Freezes = [.. book.Freezes.Where(f => f.ServiceTime <= moment).Select(f => f with { Changes = [.. f.Changes.Where(c => c.At <= moment)] })],
            Deductions = [.. book.Deductions.Where(d => d.At <= moment)],
            OtherFreezes = [.. book.OtherFreezes.Where(f => f.RankTime <= moment)],
        };
        return FreezeRegister.Position(account, then, known, moment, rules);
    }

    private static IEnumerable<QueueEvent> Granted(RegisterBook book) =>
        book.Freezes.Select(f => new QueueEvent(f.ServiceTime, QueueEventKind.Granted, $"{f.CourtName} {f.Order.OrderNo}", f.GrantedMinor, None(book)));

    private static IEnumerable<QueueEvent> Changed(RegisterBook book) =>
        from freeze in book.Freezes
        from change in freeze.Changes
        where change.Kind != FreezeChangeKind.ReducedByDeduction
        select new QueueEvent(change.At, KindOf(change.Kind), $"{freeze.PresentCourtName} {freeze.Order.OrderNo}", change.AmountMinor == 0 ? null : change.AmountMinor, None(book));

    private static IEnumerable<QueueEvent> Deducted(RegisterBook book) =>
        book.Deductions.Select(d => new QueueEvent(d.At, d.AmountMinor < 0 ? QueueEventKind.Returned : QueueEventKind.Deducted, $"{d.CourtCode} {d.Order.OrderNo}", Math.Abs(d.AmountMinor), None(book)));

    private static IEnumerable<QueueEvent> Core(LiveRegister live) =>
        live.Claims.Select(c => new QueueEvent(c.RegisteredAt, QueueEventKind.Claim, c.Holder, c.AmountMinor, None(live.Key)))
            .Concat(live.OtherFreezes.Select(f => new QueueEvent(f.RegisteredAt, QueueEventKind.OtherFreeze, $"{f.Authority} {f.DocumentNo}", f.LimitMinor, None(live.Key))));

    private static QueueEventKind KindOf(FreezeChangeKind kind) => kind switch
    {
        FreezeChangeKind.Renewed => QueueEventKind.Renewed,
        FreezeChangeKind.ReducedByRelease => QueueEventKind.Reduced,
        FreezeChangeKind.Released => QueueEventKind.Released,
        FreezeChangeKind.Expired => QueueEventKind.Expired,
        FreezeChangeKind.UsedUp => QueueEventKind.UsedUp,
        FreezeChangeKind.RankMoved => QueueEventKind.RankMoved,
        FreezeChangeKind.Transferred => QueueEventKind.Transferred,
        _ => QueueEventKind.Returned,
    };

    private static RegisterPosition None(RegisterBook book) => None(book.Key);

    private static RegisterPosition None(RegisterKey key) => new(key, "", 0, 0, 0, [], []);
}
