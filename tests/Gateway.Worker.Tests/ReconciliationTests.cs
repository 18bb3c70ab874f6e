using Gateway.CoreBanking;
using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Reconciliation;
using Gateway.Worker.Reconciliation;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

/// <summary>Register against core: every difference has a name, and none is mended but by two people.</summary>
[TestFixture]
public sealed class ReconciliationTests
{
    private const string Account = "6222000000000001";
    private const string Hold = "zdz:O1:1:1";

    private static readonly DateOnly Later = new(2028, 1, 1);

    private static IEnumerable<TestCaseData> Tampered()
    {
        static TestCaseData Case(string name, string expected, Func<LiveRegister, LiveRegister> change) => new TestCaseData(expected, change).SetArgDisplayNames(name);
        yield return Case("as it should be", "", r => r);
        yield return Case("a hold is gone", "HoldMissing zdz:O1:1:1", r => r with { Holds = [.. r.Holds.Skip(1)] });
        yield return Case("another limit", "HoldLimit zdz:O1:1:1", r => r with { Holds = [r.Holds[0] with { LimitMinor = 1 }, r.Holds[1]] });
        yield return Case("another last day", "HoldEnd zdz:O1:1:1", r => r with { Holds = [r.Holds[0] with { To = Later }, r.Holds[1]] });
        yield return Case("a hold too many", "HoldUnknown zdz:O7:1:1", r => r with { Holds = [.. r.Holds, new LiveHold("zdz:O7:1:1", 5, Later)] });
        yield return Case("put again in another order", "HoldRank zdz:O1:1:1", r => r with { Holds = [.. r.Holds.Reverse()] });
    }

    [TestCaseSource(nameof(Tampered))]
    public async Task Each_difference_is_named_and_mended_by_two_people_alone(string expected, Func<LiveRegister, LiveRegister> change)
    {
        await using var bench = await FrozenAsync();
        bench.Core.Change(Account, "", change);
        var tampered = bench.Core.Account(Account).Find("")!.Holds;
        Assert.That(await FoundAsync(bench), Is.EqualTo(expected));
        Assert.That(await FoundAsync(bench), Is.EqualTo(expected), "found again, it is the same one");
        Assert.That(bench.Core.Account(Account).Find("")!.Holds, Is.EqualTo(tampered), "nothing is mended silently");
        Assert.That((await bench.Store.ReadStatisticsAsync(default)).OpenDifferences, Is.EqualTo(expected.Length == 0 ? 0 : 1));
        if (expected.Length == 0) return;

        var store = (IReconciliationStore)bench.Store;
        var difference = (await store.ReadDifferencesAsync(false, 0, 10, default)).Single();
        var (task, fault) = await bench.Desk.OpenTaskAsync(Mending.TaskOf(difference)!, new DeskProposal("甲", DeskDecision.Approve, "已核对"), default);
        Assert.That((fault, await bench.Desk.ConfirmAsync(task, "甲", default)), Is.EqualTo(((DeskFault?)null, DeskFault.SamePerson)));
        await store.LinkDifferenceAsync(difference.DifferenceId, task, default);
        Assert.That(await bench.Desk.ConfirmAsync(task, "乙", default), Is.Null);
        await bench.RunAllAsync();
        Assert.That(await FoundAsync(bench), Is.Empty);
        Assert.That((await bench.Desk.FindTaskAsync(task, default))!.State, Is.EqualTo(DeskTaskState.Done));
        Assert.That((await store.FindDifferenceAsync(difference.DifferenceId, default))!.State, Is.EqualTo(expected.StartsWith("HoldRank", StringComparison.Ordinal) ? DifferenceState.Settled : DifferenceState.Gone));
    }

    [Test]
    public async Task A_line_that_has_begun_is_no_difference()
    {
        await using var bench = await FrozenAsync();
        await bench.AcceptAsync(Given.Control("O9", Given.Release(Account, "O1")));
        bench.Core.FaultAt = (call, _) => call == nameof(RemoveHold) ? (CoreFault.SentNoAnswer, "TIMEOUT", true) : null;
        await bench.RunAllAsync();
        Assert.That(bench.Core.Account(Account).Find("")!.Holds, Has.Count.EqualTo(1), "the core has done it, the register does not know yet");
        Assert.That(await FoundAsync(bench), Is.EqualTo("NotCompared "));
        bench.Core.FaultAt = (_, _) => null;
        bench.Retries.Passed(Bench.Work(Account));
        await bench.RunAllAsync();
        Assert.That(await FoundAsync(bench), Is.Empty);
    }

    [Test]
    public async Task Money_that_came_back_unnoticed_is_found_and_given_its_place()
    {
        await using var bench = await FrozenAsync();
        bench.Core.Remits = true;
        await bench.AcceptAsync(Given.Control("O9", Given.Deduct(Account, 4000, "O1")));
        await bench.RunAllAsync();
        bench.Core.Settle("zdz:O9:1:1:2.1", PaymentState.Returned, told: false);
        Assert.That(await FoundAsync(bench), Is.EqualTo("MoneyReturned zdz:O9:1:1:returned"));
        await bench.RunAllAsync();
        Assert.That(await FoundAsync(bench), Is.Empty);
        Assert.That((await bench.PositionAsync(Account)).Freezes[0].ActualMinor, Is.EqualTo(600_000));
    }

    [Test]
    public async Task Receipts_that_nobody_acknowledges_and_orders_that_the_hub_counts_otherwise_are_differences_too()
    {
        await using var bench = await FrozenAsync();
        bench.Time.Advance(TimeSpan.FromHours(25));
        var (counts, faults) = HubCounts.Read("channel,day,orders\r\nzdz,2026-11-21,3\nzdz,2026-11-22,0\n");
        Assert.That(faults, Is.Empty);
        Assert.That(await FoundAsync(bench, counts), Is.EqualTo("ReceiptsUnacknowledged zdz, HubCount zdz 2026-11-21"));
        await bench.Store.AcknowledgeAsync(Bench.Channel, [1, 2], default);
        Assert.That(await FoundAsync(bench), Is.EqualTo("HubCount zdz 2026-11-21"), "a run without counts says nothing of them");
        Assert.That(await FoundAsync(bench, [new HubCount("zdz", Given.Today, 2)]), Is.Empty);
        Assert.That(HubCounts.Read("channel,day,orders\nzdz,today,3\nzdz,2026-11-21\n").Faults, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_core_that_is_away_ends_the_run_and_the_job_tries_again()
    {
        await using var bench = await FrozenAsync();
        for (var i = 0; i < 10; i++)
        {
            bench.Core.Put(Given.Account($"7{i}", 100));
            await bench.AcceptAsync(Given.Control($"A{i}", Given.Freeze($"7{i}", 10)));
        }

        await bench.RunAllAsync();
        bench.Core.FaultAt = (call, _) => call == "read" ? (CoreFault.NotSent, "DOWN", false) : null;
        bench.Time.Advance(TimeSpan.FromDays(1));
        var job = new ReconciliationJob(bench.Reconciler(), (IReconciliationStore)bench.Store, (ILeases)bench.Store, bench.Rules, bench.Options, bench.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<ReconciliationJob>.Instance);
        Assert.That(await job.RunDueAsync(default), Is.False);
        bench.Core.FaultAt = (_, _) => null;
        Assert.That((await job.RunDueAsync(default), await job.RunDueAsync(default)), Is.EqualTo((true, false)), "once a day");
        bench.Time.Advance(TimeSpan.FromDays(1));
        Assert.That(await job.RunDueAsync(default), Is.True);
    }

    /// <summary>O1 and, behind it, O2 of another court.</summary>
    private static async Task<Bench> FrozenAsync()
    {
        var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 8000)).OfOtherCourt());
        await bench.RunAllAsync();
        return bench;
    }

    private static async Task<string> FoundAsync(Bench bench, IReadOnlyList<HubCount>? counts = null)
    {
        var run = bench.Reconciler().RunAsync("甲", counts ?? [], default);
        while (!run.IsCompleted)
        {
            // Between two looks at an account the clock goes on.
            if (bench.Time.Awaited) bench.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await run;
        return string.Join(", ", (await ((IReconciliationStore)bench.Store).ReadDifferencesAsync(false, 0, 100, default)).Select(d => $"{d.What.Kind} {d.What.Subject}"));
    }
}
