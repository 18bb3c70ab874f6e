using System.Text;
using Gateway.Ops.Privacy;
using Gateway.Ops.Reconciliation;
using Gateway.Store.Desk;
using Gateway.Store.Reconciliation;
using NSubstitute;

namespace Gateway.Ops.Tests.Reconciliation;

/// <summary>What people do about differences.</summary>
internal sealed class ReconciliationDeskTests
{
    static readonly DateTimeOffset At = new(2026, 11, 22, 1, 2, 3, TimeSpan.Zero);

    IReconciliationStore store = null!;
    IDeskStore desk = null!;
    ReconciliationDesk reconciliation = null!;

    [SetUp]
    public void Open()
    {
        (store, desk) = (Substitute.For<IReconciliationStore>(), Substitute.For<IDeskStore>());
        reconciliation = new ReconciliationDesk(store, desk);
    }

    [TestCase(DifferenceKind.HoldMissing, DifferenceState.Open, null, "n", null, TestName = "A_hold_that_is_missing_is_mended_by_two_people")]
    [TestCase(DifferenceKind.HoldMissing, DifferenceState.Gone, null, "n", MendFault.Closed, TestName = "What_is_gone_is_not_mended")]
    [TestCase(DifferenceKind.HubCount, DifferenceState.Open, null, "n", MendFault.NotByUs, TestName = "A_count_is_not_mended_by_us")]
    [TestCase(DifferenceKind.HoldLimit, DifferenceState.Open, null, " ", MendFault.NoteMissing, TestName = "A_mend_needs_a_note")]
    [TestCase(DifferenceKind.HoldLimit, DifferenceState.Open, DeskTaskState.Proposed, "n", MendFault.Proposed, TestName = "One_task_at_a_time_mends_it")]
    [TestCase(DifferenceKind.HoldLimit, DifferenceState.Open, DeskTaskState.Done, "n", null, TestName = "What_still_differs_after_a_mend_is_proposed_anew")]
    public async Task Mending(DifferenceKind kind, DifferenceState state, DeskTaskState? earlier, string note, MendFault? expected)
    {
        store.FindDifferenceAsync(5, default).ReturnsForAnyArgs(Make(5, kind) with { State = state, TaskId = earlier is null ? null : 8 });
        desk.FindTaskAsync(8, default).ReturnsForAnyArgs(earlier is { } was ? new DeskTask(8, DeskTaskKind.Mend, was, "", "", null, "", "", "", null, At, null, null, "", "", "", "", null) : null);
        desk.OpenTaskAsync(default!, default!, default).ReturnsForAnyArgs((9L, (DeskFault?)null));
        var proposed = await reconciliation.ProposeAsync(5, new DeskProposal("王经办", DeskDecision.Approve, note), default);
        Assert.That(proposed.Fault, Is.EqualTo(expected));
        if (expected is null) await store.Received().LinkDifferenceAsync(5, 9, Arg.Any<CancellationToken>());
        else await desk.DidNotReceiveWithAnyArgs().OpenTaskAsync(default!, default!, default);
    }

    [Test]
    public async Task Differences_are_filtered_by_kind_over_pages_and_go_into_a_file_masked()
    {
        store.ReadDifferencesAsync(default, default, default, default).ReturnsForAnyArgs(call => (long)call[1] switch
        {
            0 => [Make(1, DifferenceKind.HoldMissing), Make(2, DifferenceKind.HubCount)],
            2 => [Make(3, DifferenceKind.HoldMissing)],
            _ => [],
        });
        Assert.That((await reconciliation.ListAsync(new DifferenceFilter(DifferenceKind.HoldMissing, false), 0, 10, default)).Select(d => d.DifferenceId), Is.EqualTo(new[] { 1L, 3L }));
        var lines = Encoding.UTF8.GetString(await reconciliation.ExportAsync(new DifferenceFilter(null, false), Sight.OfMasked, default)).Split("\r\n");
        Assert.That(lines, Has.Length.EqualTo(5));
        Assert.That(lines[1], Does.StartWith("1,HoldMissing,Open,****1234,,H1,100.00,,2026-11-22 01:02:03Z,"));
    }

    static Difference Make(long id, DifferenceKind kind) => new(id, new FoundDifference(kind, "6222000000001234", "", "H1", "100.00", ""), DifferenceState.Open, At, At, null, null);
}
