using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>I10: what the core should hold, where it differs, and what a mend by two people does.</summary>
internal sealed class HoldComparisonTests
{
    private static readonly DateOnly YearEnd = Story.Start.AddYears(1).AddDays(-1);

    private static Story Three()
    {
        var story = new Story(10000);
        story.Freeze("O1", 1000);
        story.Freeze("O2", 2000, "F11");
        story.Freeze("O3", 3000, "F12");
        return story;
    }

    private static string Id(string order) => $"zdz:{order}:1:1";

    private static IReadOnlyList<(HoldDifferenceKind, string, string, string)> Differences(Story story, Func<IReadOnlyList<LiveHold>, IReadOnlyList<LiveHold>> core, RegisterBook? book = null)
    {
        var live = story.Live().Registers[0];
        return [.. FreezeRegister.CompareHolds(live with { Holds = core(live.Holds) }, book ?? story.Book).Select(d => (d.Kind, d.HoldId, d.Expected, d.Found))];
    }

    [Test]
    public void What_is_to_be_held_stands_in_rank_order_with_other_authorities_behind()
    {
        var story = Three();
        story.Release("R1", "O2", court: "F11");
        var moment = story.Book.Freezes[0].RankTime;
        var book = story.Book with { Freezes = [story.Book.Freezes[2], story.Book.Freezes[0] with { RankTime = story.Book.Freezes[2].RankTime }, story.Book.Freezes[1]] };
        Assert.That(FreezeRegister.HoldsOf(book).Select(h => h.HoldId), Is.EqualTo(new[] { Id("O1"), Id("O3") }), "at the same moment the sequence decides");
        var moved = story.Book with { Freezes = [story.Book.Freezes[0], story.Book.Freezes[2] with { RankTime = moment.AddDays(-1) }] };
        Assert.That(FreezeRegister.HoldsOf(moved), Is.EqualTo(new[] { new LiveHold(Id("O3"), 300000, YearEnd), new LiveHold(Id("O1"), 100000, YearEnd) }));
    }

    [Test]
    public void Register_and_core_agree_after_every_line() => Assert.That(Differences(Three(), h => h), Is.Empty);

    [Test]
    public void A_hold_that_is_gone_is_missing_and_says_nothing_of_the_others_ranks() =>
        Assert.That(Differences(Three(), h => [.. h.Skip(1)]), Is.EqualTo(new[] { (HoldDifferenceKind.Missing, Id("O1"), $"1000.00 CNY until {YearEnd:yyyy-MM-dd}", "none") }));

    [Test]
    public void Another_limit_and_another_end_are_named_with_both_figures()
    {
        Assert.That(
            Differences(Three(), h => [h[0] with { LimitMinor = null }, h[1] with { To = YearEnd.AddDays(1) }, h[2]]),
            Is.EqualTo(new[]
            {
                (HoldDifferenceKind.Limit, Id("O1"), $"1000.00 CNY until {YearEnd:yyyy-MM-dd}", $"whole account until {YearEnd:yyyy-MM-dd}"),
                (HoldDifferenceKind.End, Id("O2"), $"2000.00 CNY until {YearEnd:yyyy-MM-dd}", $"2000.00 CNY until {YearEnd.AddDays(1):yyyy-MM-dd}"),
            }));
    }

    [Test]
    public void What_no_freeze_asks_for_is_unknown_or_money_that_came_back()
    {
        Assert.That(
            Differences(Three(), h => [.. h, new LiveHold("X", 5, YearEnd), new LiveHold("Y:returned", 6, YearEnd)]).Select(d => (d.Item1, d.Item2, d.Item3)),
            Is.EqualTo(new[] { (HoldDifferenceKind.Unknown, "X", "none"), (HoldDifferenceKind.Returned, "Y:returned", "none") }));
    }

    [Test]
    public void Holds_in_another_order_are_one_difference_of_rank() =>
        Assert.That(Differences(Three(), h => [h[1], h[2], h[0]]), Is.EqualTo(new[] { (HoldDifferenceKind.Rank, Id("O1"), $"before {Id("O2")}", $"behind {Id("O2")}") }));

    [Test]
    public void A_freeze_whose_place_was_changed_is_not_compared_by_rank()
    {
        var story = Three();
        var changed = story.Book with { Freezes = [story.Book.Freezes[0] with { Changes = [Change(FreezeChangeKind.Renewed), Change(FreezeChangeKind.RankMoved)] }, .. story.Book.Freezes.Skip(1)] };
        Assert.That(Differences(story, h => [h[1], h[2], h[0]], changed), Is.Empty);
        var cameBack = story.Book with { Freezes = [story.Book.Freezes[0] with { Changes = [Change(FreezeChangeKind.Returned)] }, .. story.Book.Freezes.Skip(1)] };
        Assert.That(Differences(story, h => [h[1], h[2], h[0]], cameBack), Is.Empty);
        var renewed = story.Book with { Freezes = [story.Book.Freezes[0] with { Changes = [Change(FreezeChangeKind.Renewed)] }, .. story.Book.Freezes.Skip(1)] };
        Assert.That(Differences(story, h => [h[1], h[2], h[0]], renewed).Single().Item1, Is.EqualTo(HoldDifferenceKind.Rank));

        FreezeChange Change(FreezeChangeKind kind) => new(Id("O1"), kind, 0, YearEnd, null, "1", story.Now);
    }

    [Test]
    public void The_hold_of_an_ended_freeze_is_unknown_and_of_no_rank()
    {
        var story = Three();
        var before = story.Core.Holds;
        story.Release("R1", "O1");
        Assert.That(Differences(story, _ => before).Select(d => (d.Item1, d.Item2)), Is.EqualTo(new[] { (HoldDifferenceKind.Unknown, Id("O1")) }));
    }

    private static Decision Mended(Story story, string holdId, Func<IReadOnlyList<LiveHold>, IReadOnlyList<LiveHold>> core)
    {
        var own = new ControlLine { LineNo = "desk:1", Measure = Measure.Mend, Account = Story.AccountNo, Act = new DeskAct { TaskId = 1, FreezeId = holdId } };
        var live = story.Live();
        var line = story.Case("desk", "F10", own) with { Header = null, Live = live with { Registers = [live.Registers[0] with { Holds = core(live.Registers[0].Holds) }] } };
        return FreezeRegister.Decide(line);
    }

    [Test]
    public void A_mend_makes_the_core_hold_what_the_register_says()
    {
        var story = Three();
        var key = story.Book.Key;
        CoreInstruction[] Mend(string id, Func<IReadOnlyList<LiveHold>, IReadOnlyList<LiveHold>> core) => [.. Mended(story, id, core).Instructions];
        Assert.Multiple(() =>
        {
            Assert.That(Mend(Id("O2"), h => [h[0], h[2]]), Is.EqualTo(new[] { new PutHold(key, Id("O2"), "CNY", 200000, YearEnd) }));
            Assert.That(Mend("X", h => [.. h, new LiveHold("X", 5, YearEnd)]), Is.EqualTo(new[] { new RemoveHold(key, "X") }));
            Assert.That(Mend(Id("O2"), h => [h[0], h[1] with { LimitMinor = 1 }, h[2]]), Is.EqualTo(new[] { new ChangeHold(key, Id("O2"), "CNY", 200000, YearEnd) }));
            Assert.That(Mend(Id("O2"), h => [h[0], h[1] with { To = YearEnd.AddDays(1) }, h[2]]), Is.EqualTo(new[] { new ChangeHold(key, Id("O2"), "CNY", 200000, YearEnd) }));
            Assert.That(Mend(Id("O2"), h => h), Is.Empty, "the difference is gone");
            Assert.That(Mend("X", h => h), Is.Empty, "neither knows it");
        });
    }

    [Test]
    public void Money_that_came_back_is_never_let_go_of_by_a_mend() =>
        Assert.That(Mended(Three(), "Y:returned", h => [.. h, new LiveHold("Y:returned", 6, YearEnd)]).Refusal, Is.EqualTo(Reason.MeasureUnsupported));

    [Test]
    public void A_mend_on_an_account_that_is_gone_is_refused()
    {
        var own = new ControlLine { LineNo = "desk:1", Measure = Measure.Mend, Account = Story.AccountNo, Act = new DeskAct { TaskId = 1, FreezeId = Id("O1") } };
        Assert.That(FreezeRegister.Decide(Three().Case("desk", "F10", own) with { Header = null, Live = null }).Refusal, Is.EqualTo(Reason.AccountNotFound));
    }
}
