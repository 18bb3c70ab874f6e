using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>What must never happen is stopped, not repaired.</summary>
internal sealed class InvariantTests
{
    private static readonly ControlLine Freeze = new() { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = 100, To = Story.Start };

    [Test]
    public void One_line_makes_one_freeze()
    {
        var story = new Story(1000);
        var line = story.Case("O1", "F10", Freeze);
        story.Send(line);
        Assert.That(() => FreezeRegister.Decide(line with { Book = story.Book, Sequence = 9 }), Throws.TypeOf<InvariantBrokenException>());
    }

    [Test]
    public void A_new_freeze_never_gets_before_one_that_the_register_has()
    {
        var story = new Story(1000);
        story.Freeze("O1", 100);
        var line = story.Case("O2", "F10", Freeze);
        Assert.That(() => FreezeRegister.Decide(line with { RankTime = story.Now.AddHours(-1) }), Throws.TypeOf<InvariantBrokenException>());
        Assert.That(() => FreezeRegister.Decide(line with { Sequence = 1 }), Throws.TypeOf<InvariantBrokenException>());
    }

    [Test]
    public void Only_money_that_came_back_gets_before_one_that_the_register_has()
    {
        var story = new Story(1000);
        story.Freeze("O1", 100);
        var made = story.Book.Freezes[0] with { FreezeId = "back", RankTime = story.Now.AddHours(-1) };
        Decision Making(long amount) => new() { NewFreeze = made, Deduction = new Deduction(made.Order, "1", made.Register, "F10", amount, story.Now) };
        Assert.That(FreezeRegister.Apply(story.Book, Making(-1)).Freezes, Has.Count.EqualTo(2));
        Assert.That(() => FreezeRegister.Apply(story.Book, Making(0)), Throws.TypeOf<InvariantBrokenException>());
        Assert.That(() => FreezeRegister.Apply(story.Book, Making(1)), Throws.TypeOf<InvariantBrokenException>());
    }

    [Test]
    public void A_line_is_decided_on_its_own_register_alone()
    {
        var story = new Story(1000);
        var line = story.Case("O1", "F10", Freeze);
        Assert.That(() => FreezeRegister.Decide(line with { Line = Freeze with { SubAccount = "01" } }), Throws.TypeOf<InvariantBrokenException>());
        Assert.That(() => FreezeRegister.Decide(line with { Live = story.Live() with { Account = "6222999" } }), Throws.TypeOf<InvariantBrokenException>());
        Assert.That(() => FreezeRegister.Decide(line with { Header = null }), Throws.TypeOf<InvariantBrokenException>());
    }

    [Test]
    public void Only_a_live_freeze_changes_and_a_limit_never_falls_below_nothing()
    {
        var story = new Story(1000);
        story.Freeze("O1", 100);
        var id = story.Book.Freezes[0].FreezeId;
        Decision Changing(FreezeChangeKind kind, long amount = 0) => new() { Changes = [new FreezeChange(id, kind, amount, null, null, "1", story.Now)] };
        Assert.That(() => FreezeRegister.Apply(story.Book, Changing(FreezeChangeKind.ReducedByDeduction, 10001)), Throws.TypeOf<InvariantBrokenException>());
        var released = FreezeRegister.Apply(story.Book, Changing(FreezeChangeKind.Released));
        Assert.That(() => FreezeRegister.Apply(released, Changing(FreezeChangeKind.Released)), Throws.TypeOf<InvariantBrokenException>());
        Assert.That(() => FreezeRegister.Apply(released, Changing(FreezeChangeKind.Returned, 1)), Throws.TypeOf<InvariantBrokenException>(), "money comes back under a freeze that it used up, not one that was released");
        var usedUp = FreezeRegister.Apply(story.Book, Changing(FreezeChangeKind.UsedUp));
        Assert.That(() => FreezeRegister.Apply(usedUp, Changing(FreezeChangeKind.Renewed)), Throws.TypeOf<InvariantBrokenException>());
        Assert.That(FreezeRegister.Apply(usedUp, Changing(FreezeChangeKind.Returned, 1)).Freezes[0].Live, Is.True);
    }

    [Test]
    public void A_refusal_changes_no_register()
    {
        var refused = new Decision { Refusal = Reason.TermInvalid, Changes = [new FreezeChange("x", FreezeChangeKind.Released, 0, null, null, "1", default)] };
        Assert.That(() => FreezeRegister.Apply(RegisterBook.Empty(new("1", "")), refused), Throws.TypeOf<InvariantBrokenException>());
    }

    [Test]
    public void Limits_that_add_up_to_more_than_a_long_are_no_overflow()
    {
        var story = new Story(1000);
        for (var i = 0; i < 1100; i++) story.OtherFreeze(90_000_000_000_000m, documentNo: $"X{i}");
        Assert.That((story.Available, story.Actuals[0], story.Actuals[1099]), Is.EqualTo((0m, (decimal?)1000, (decimal?)0)));
    }

    [Test]
    public void An_overdrawn_account_holds_nothing_and_is_frozen_all_the_same()
    {
        var story = new Story(-50);
        var answer = story.Freeze("O1", 100);
        Assert.That((answer.Controlled, answer.ActualMinor, answer.AvailableMinor, answer.BalanceMinor), Is.EqualTo((true, (long?)0, (long?)0, (long?)-5000)));
        Assert.That(story.Deduct("O2", "O1", 100).Reason, Is.EqualTo(Reason.InsufficientFunds));
    }
}
