using System.Text.Json;
using Gateway.Contracts.V1;
using Gateway.CoreBanking;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

/// <summary>
/// The process dies before and after every call to the store and the core, one point after the other; a new process goes on from there.
/// Wherever it died, the end is the one of a process that never did (I1, I2).
/// </summary>
[TestFixture]
public sealed class CrashTests
{
    private const string Account = "6222000000000001";

    /// <param name="Decision">What two people decide once nothing else is left to do.</param>
    internal sealed record Case(string Name, Func<Bench, Task> PrepareAsync, Func<Bench, Task> OrderAsync, DeskDecision Decision = DeskDecision.Approve)
    {
        public override string ToString() => Name;
    }

    private static IEnumerable<Case> Cases()
    {
        static Task Nothing(Bench bench) => Task.CompletedTask;
        yield return new("a freeze", Nothing, b => b.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000))));
        yield return new("a freeze and another court's queued one", Nothing, async b =>
        {
            await b.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
            await b.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 8000)).OfOtherCourt());
        });
        yield return new("a deduction of the freeze and free money", FrozenAsync, b => b.AcceptAsync(Given.Control("O9", Given.Deduct(Account, 7000, "O1"))));
        yield return new("a deduction of free money alone", Nothing, b => b.AcceptAsync(Given.Control("O9", Given.Deduct(Account, 12000))));
        yield return new("a freeze that is deducted at once", Nothing, b => b.AcceptAsync(Given.Control("O9", Given.FreezeAndDeduct(Account, 12000))));
        yield return new("a release in part and a release of the rest", FrozenAsync, async b =>
        {
            await b.AcceptAsync(Given.Control("O8", Given.Release(Account, "O1", 1000)));
            await b.AcceptAsync(Given.Control("O9", Given.Release(Account, "O1")));
        });
        yield return new("a refusal", Nothing, b => b.AcceptAsync(Given.Control("O9", Given.Release(Account, "NONE"))));
        yield return new("a deduction that the core refuses", FrozenAsync, b =>
        {
            // Once a hold was taken back the core would carry the debit out: nobody may ask for it again then.
            b.Core.FaultAt = (call, _) => call == nameof(Debit) && !b.Core.Journal.Any(e => e.Key.EndsWith(":3.1", StringComparison.Ordinal)) ? (CoreFault.Refused, "NOT_TODAY", false) : null;
            return b.AcceptAsync(Given.Control("O9", Given.Deduct(Account, 7000, "O1")));
        });
        yield return new("a core whose answers get lost", FrozenAsync, b =>
        {
            var seen = new HashSet<string>();
            b.Core.FaultAt = (call, key) => call != "read" && call != "find" && seen.Add(key) ? (CoreFault.SentNoAnswer, "TIMEOUT", true) : null;
            return b.AcceptAsync(Given.Control("O9", Given.Deduct(Account, 7000, "O1")));
        });
        yield return new("a deduction into another bank, whose money comes back", FrozenAsync, b =>
        {
            b.Core.Remits = true;
            return b.AcceptAsync(Given.Control("O9", Given.Deduct(Account, 7000, "O1")));
        });
        yield return new("an expiry", FrozenAsync, async b =>
        {
            b.Time.Advance(TimeSpan.FromDays(365));
            await b.Store.ScheduleExpiriesAsync(b.Rules.DateOf(b.Time.GetUtcNow()), b.Rules.TimeZone, default);
        });
        foreach (var decision in new[] { DeskDecision.Approve, DeskDecision.Reject })
        {
            yield return new($"a freeze in review, another court's behind it, and {decision}", Nothing, async b =>
            {
                await b.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)), newOfficer: true);
                await b.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 8000)).OfOtherCourt());
            }, decision);
        }

        yield return new("a freeze with deduction in review and Approve", Nothing, b => b.AcceptAsync(Given.Control("O9", Given.FreezeAndDeduct(Account, 12000)), newOfficer: true));
        yield return new("a deduction in review that holds a release back", FrozenAsync, async b =>
        {
            await b.AcceptAsync(Given.Control("O8", Given.Deduct(Account, 1000, "O1")), newOfficer: true);
            await b.AcceptAsync(Given.Control("O9", Given.Release(Account, "O1")));
        });
        yield return new("a freeze that the core refuses on its way into review", Nothing, b =>
        {
            b.Core.FaultAt = (call, _) => call == nameof(PutHold) ? (CoreFault.Refused, "NOT_TODAY", false) : null;
            return b.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)), newOfficer: true);
        });
        yield return new("another authority's freeze entered by hand, and over", FrozenAsync, async b =>
        {
            await b.ActAsync(DeskTaskKind.EnterOtherFreeze, Account, new DeskAct { TaskId = 0, Authority = "某公安局", DocumentNo = "X1", Limit = 3000, To = Given.Today });
            b.Time.Advance(TimeSpan.FromDays(1));
            await b.RunAllAsync();
            await b.Store.ScheduleExpiriesAsync(b.Rules.DateOf(b.Time.GetUtcNow()), b.Rules.TimeZone, default);
        });
        yield return new("an inquiry", FrozenAsync, b => b.AcceptAsync(Given.Inquiry("Q1", Given.Today.AddDays(-30), Given.Today)));
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Wherever_the_process_dies_the_end_is_the_same(object named)
    {
        var story = (Case)named; // the cases are internal, tests are public
        var (expected, _) = await RunAsync(story, dieAt: 0);
        for (var dieAt = 1; ; dieAt++)
        {
            var (end, points) = await RunAsync(story, dieAt);
            Assert.That(end, Is.EqualTo(expected), $"died at point {dieAt}: {points.Where}");
            if (points.Died) continue;
            Assert.That(dieAt, Is.GreaterThan(4), "there were points to die at");
            await TestContext.Out.WriteLineAsync($"{dieAt - 1} points");
            return;
        }
    }

    private static async Task<(string End, CrashPoints Points)> RunAsync(Case story, int dieAt)
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await story.PrepareAsync(bench);
        await story.OrderAsync(bench);

        var points = new CrashPoints(dieAt);
        try
        {
            await RunUntilIdleAsync(bench, points.Around(bench.Store), points.Around<ICoreBanking>(bench.Core), story.Decision);
        }
        catch (CrashException)
        {
            // The process is gone; the next one goes on below.
        }

        await RunUntilIdleAsync(bench, bench.Store, bench.Core, story.Decision); // the next process
        return (await EndAsync(bench), points);
    }

    private static async Task RunUntilIdleAsync(Bench bench, IStore store, ICoreBanking core, DeskDecision decision)
    {
        for (var round = 0; ; round++)
        {
            Assert.That(round, Is.LessThan(10), "work does not come to an end");
            await bench.RunAllAsync(store, core);
            var left = await store.ReadStatisticsAsync(default);
            if (left is { OpenLines: 0, OpenInquiries: 0, UnansweredOrders: 0, WaitingNotices: 0, OpenDeskTasks: 0, PendingPayments: 0, UntoldPayments: 0 }) return;
            if (left.PendingPayments > 0)
            {
                bench.Core.Settle("zdz:O9:1:1:2.1", PaymentState.Returned, told: false);
                await bench.Store.AskDuePaymentsAsync(bench.Time.GetUtcNow(), default);
            }

            if (left.OpenDeskTasks > 0) await bench.DecideAsync(decision);
            foreach (var account in await store.ReadUnfinishedAsync("control", "", 10, default)) bench.Retries.Passed(Bench.Work(account)); // rests are over
        }
    }

    /// <summary>All that may be seen from outside: effects, positions, receipts. The moment at which an answer was read may differ.</summary>
    private static async Task<string> EndAsync(Bench bench)
    {
        var receipts = await bench.ReceiptsAsync();
        var finals = receipts.Where(r => r.Kind == Store.ReceiptKind.Final).ToList();
        Assert.That(finals.Select(r => r.Order).Distinct().Count(), Is.EqualTo(finals.Count), "one FINAL receipt for each order");
        Assert.That(receipts.Select(r => r.Sequence), Is.EqualTo(Enumerable.Range(1, receipts.Count).Select(n => (long)n)));
        Assert.That(await bench.Store.VerifyAuditAsync(default), Is.Null);
        var journal = bench.Core.Journal;
        Assert.That(journal.Select(e => e.Key).Distinct().Count(), Is.EqualTo(journal.Count), "one effect for each key");
        return JsonSerializer.Serialize(new
        {
            journal = journal.Select(e => $"{e.Key} {e.Effect}"),
            position = (await bench.PositionAsync(Account)).ToString(),
            freezes = (await bench.PositionAsync(Account)).Freezes.Select(f => f.ToString()),
            holds = bench.Core.Account(Account).Registers[0].Holds.Select(h => h.ToString()),
            receipts = receipts.Select(r => ReceiptBody.Parser.ParseFrom(r.Body).ToString()),
        });
    }

    private static async Task FrozenAsync(Bench bench)
    {
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.RunAllAsync();
    }
}
