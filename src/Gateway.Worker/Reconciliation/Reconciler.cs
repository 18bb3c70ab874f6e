using System.Globalization;
using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Answers;
using Gateway.Store;
using Gateway.Store.Reconciliation;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Reconciliation;

/// <summary>
/// Compares register and core, hold by hold, and receipts with acknowledgements (对账). What differs is kept and named; nothing is mended here. An account is compared at rest: no line of it
/// has begun, and its version is the same before and after the core was read; what differs is looked at twice.
/// </summary>
public sealed class Reconciler(IStore store, IReconciliationStore differences, ICoreBanking core, Rules rules, WorkerOptions options, TimeProvider time, ILogger<Reconciler> log)
{
    private const int PageLength = 200;
    private const int Looks = 5;

    // So many accounts in a row without an answer are no accident: the core is away.
    private const int FaultsInARow = 10;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    /// <summary>One run over all accounts.</summary>
    /// <param name="by">Who asked for it.</param>
    /// <param name="counts">The hub's counts; none: they are not compared.</param>
    /// <returns>The run; NotCompared says how many accounts could not be compared.</returns>
    /// <exception cref="CoreUnavailableException">The core does not answer at all.</exception>
    public async Task<ReconciliationRun> RunAsync(string by, IReadOnlyList<HubCount> counts, CancellationToken cancel)
    {
        var begun = time.GetUtcNow();
        var id = await differences.BeginRunAsync(by, cancel).ConfigureAwait(false);
        var (accounts, found, faults) = (0L, new List<FoundDifference>(), 0);
        var after = "";
        while (await differences.ReadFrozenAccountsAsync(begun - TimeSpan.FromDays(options.ReconcileEndedDays), after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            var here = new List<FoundDifference>();
            foreach (var account in page)
            {
                var compared = await CompareAsync(account, cancel).ConfigureAwait(false);
                faults = compared is null ? faults + 1 : 0;
                if (faults == FaultsInARow) throw new CoreUnavailableException();
                here.AddRange(compared ?? [NotCompared(account, "the core did not answer")]);
            }

            await differences.RecordDifferencesAsync(page, here, cancel).ConfigureAwait(false);
            found.AddRange(here);
            accounts += page.Count;
            after = page[^1];
        }

        var others = await OthersAsync(counts, cancel).ConfigureAwait(false);
        await differences.RecordDifferencesAsync([], others, cancel).ConfigureAwait(false);
        var run = new ReconciliationRun(id, by, begun, null, accounts, found.Count(f => f.Kind == DifferenceKind.NotCompared), found.Count + others.Count);
        await differences.EndRunAsync(run, cancel).ConfigureAwait(false);
        await differences.ClearDifferencesAsync(begun - TimeSpan.FromDays(options.DifferenceDays), cancel).ConfigureAwait(false);
        if (run.Found > 0) Log.DifferencesFound(log, run.Found, accounts);
        else Log.NothingDiffers(log, accounts);
        return run;
    }

    /// <summary>What differs on an account; null: the core did not answer.</summary>
    private async Task<IReadOnlyList<FoundDifference>?> CompareAsync(string account, CancellationToken cancel)
    {
        IReadOnlyList<FoundDifference>? before = null;
        for (var look = 1; look <= Looks; look++)
        {
            if (look > 1) await Task.Delay(Rest, time, cancel).ConfigureAwait(false);
            var books = await differences.ReadBooksAsync(account, cancel).ConfigureAwait(false);
            if (books.Busy) continue;
            var read = await core.ReadAccountAsync(account, cancel).ConfigureAwait(false);
            if (!read.Ok) return null;
            var after = await differences.ReadBooksAsync(account, cancel).ConfigureAwait(false);
            if (after.Busy || after.Version != books.Version) continue;
            var now = Differences(account, books, read.Value);
            // A core may show a change a moment late: only what stands in two looks differs.
            if (now.Count == 0) return [];
            if (before is not null) return await AskAsync([.. now.Where(before.Contains)], cancel).ConfigureAwait(false);
            before = now;
        }

        return [NotCompared(account, "in motion, or parked in the middle of a line")];
    }

    private static List<FoundDifference> Differences(string account, AccountBooks books, Register.Accounts.LiveAccount? live)
    {
        if (live is null)
            return books.Books.Any(b => FreezeRegister.HoldsOf(b).Count > 0) ? [new FoundDifference(DifferenceKind.AccountMissing, account, "", "", "an account", "unknown to the core")] : [];
        var found = new List<FoundDifference>();
        foreach (var book in books.Books)
        {
            var holds = FreezeRegister.HoldsOf(book);
            if (live.Find(book.Key.SubAccount) is { } register)
                found.AddRange(FreezeRegister.CompareHolds(register, book).Select(d => new FoundDifference(KindOf(d.Kind), account, book.Key.SubAccount, d.HoldId, d.Expected, d.Found)));
            else if (holds.Count > 0) found.Add(new FoundDifference(DifferenceKind.AccountMissing, account, book.Key.SubAccount, "", "a sub-account", "unknown to the core"));
        }

        // Holds on registers that no court ever touched.
        foreach (var register in live.Registers.Where(r => books.Books.All(b => b.Key.SubAccount != r.Key.SubAccount)))
        {
            var none = Register.Freezes.RegisterBook.Empty(register.Key);
            found.AddRange(FreezeRegister.CompareHolds(register, none).Select(d => new FoundDifference(KindOf(d.Kind), account, register.Key.SubAccount, d.HoldId, d.Expected, d.Found)));
        }

        return found;
    }

    /// <summary>Money that came back unnoticed is not mended by people: its line is queued, and gives it its place.</summary>
    private async Task<IReadOnlyList<FoundDifference>> AskAsync(IReadOnlyList<FoundDifference> found, CancellationToken cancel)
    {
        var keys = found.Where(f => f.Kind == DifferenceKind.MoneyReturned).Select(f => Register.Decisions.OffUsPayment.KeyOfReturnHold(f.Subject)).ToList();
        if (keys.Count > 0) await store.AskPaymentsAsync(keys, cancel).ConfigureAwait(false);
        return found;
    }

    /// <summary>Receipts that wait too long for their acknowledgement, and what the hub counts otherwise.</summary>
    private async Task<IReadOnlyList<FoundDifference>> OthersAsync(IReadOnlyList<HubCount> counts, CancellationToken cancel)
    {
        var found = new List<FoundDifference>();
        foreach (var late in await differences.ReadLateReceiptsAsync(time.GetUtcNow() - TimeSpan.FromHours(options.AcknowledgeHours), cancel).ConfigureAwait(false))
        {
            found.Add(new FoundDifference(
                DifferenceKind.ReceiptsUnacknowledged, "", "", late.ChannelId, string.Create(CultureInfo.InvariantCulture, $"acknowledged within {options.AcknowledgeHours} h"),
                string.Create(CultureInfo.InvariantCulture, $"{late.Count} receipts are not, from sequence {late.FirstSequence} on, the oldest of {late.Oldest:yyyy-MM-dd HH:mm}Z")));
        }

        // A run without the hub's counts says nothing of them.
        if (counts.Count == 0) found.AddRange(await OpenCountsAsync(cancel).ConfigureAwait(false));
        foreach (var count in counts)
        {
            var here = await differences.CountArrivedAsync(count.ChannelId, BeginOf(count.Day), BeginOf(count.Day.AddDays(1)), cancel).ConfigureAwait(false);
            if (here == count.Orders) continue;
            found.Add(new FoundDifference(
                DifferenceKind.HubCount, "", "", string.Create(CultureInfo.InvariantCulture, $"{count.ChannelId} {count.Day:yyyy-MM-dd}"),
                string.Create(CultureInfo.InvariantCulture, $"{count.Orders} orders by the hub's count"), string.Create(CultureInfo.InvariantCulture, $"{here} orders arrived")));
        }

        return found;
    }

    private async Task<IReadOnlyList<FoundDifference>> OpenCountsAsync(CancellationToken cancel)
    {
        var open = new List<FoundDifference>();
        long after = 0;
        while (await differences.ReadDifferencesAsync(false, after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            open.AddRange(page.Select(d => d.What).Where(w => w.Kind == DifferenceKind.HubCount));
            after = page[^1].DifferenceId;
        }

        return open;
    }

    private DateTimeOffset BeginOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (rules.TimeZone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(1);
        return new DateTimeOffset(midnight, rules.TimeZone.GetUtcOffset(midnight));
    }

    private static FoundDifference NotCompared(string account, string why) => new(DifferenceKind.NotCompared, account, "", "", "an account at rest", why);

    private static DifferenceKind KindOf(HoldDifferenceKind kind) => kind switch
    {
        HoldDifferenceKind.Missing => DifferenceKind.HoldMissing,
        HoldDifferenceKind.Unknown => DifferenceKind.HoldUnknown,
        HoldDifferenceKind.Limit => DifferenceKind.HoldLimit,
        HoldDifferenceKind.End => DifferenceKind.HoldEnd,
        HoldDifferenceKind.Rank => DifferenceKind.HoldRank,
        _ => DifferenceKind.MoneyReturned,
    };
}

/// <summary>The core does not answer: a reconciliation has nothing to compare with.</summary>
public sealed class CoreUnavailableException() : Exception("the core does not answer");
