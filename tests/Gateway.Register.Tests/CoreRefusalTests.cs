using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>The core says no in the middle: what was put is taken back, what stays is answered as it is.</summary>
internal sealed class CoreRefusalTests
{
    private static readonly ControlLine Deduct = new() { LineNo = "1", Measure = Measure.Deduct, Account = Story.AccountNo, OriginalOrderNo = "O1", Amount = 5000, Payee = Story.PayeeOf("F10") };

    [Test]
    public void A_refused_hold_makes_no_freeze()
    {
        var story = new Story(10000);
        var line = story.Case("O1", "F10", new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = 100, To = story.Today });
        var final = FreezeRegister.DecideAfterRefusal(line, FreezeRegister.Decide(line), null, 0);
        Assert.That((final.Refusal, final.NewFreeze, final.Instructions.Count), Is.EqualTo(((Reason?)Reason.CoreRefused, (Freeze?)null, 0)));
        Assert.That(FreezeRegister.Apply(story.Book, final), Is.EqualTo(story.Book).Using<RegisterBook>((a, b) => a.Freezes.SequenceEqual(b.Freezes)));
        Assert.That(FreezeRegister.Answer(line, final, story.Book, story.Live(), null).BeyondMinor, Is.EqualTo(10000));
    }

    [Test]
    public void A_refused_debit_takes_the_temporary_hold_back_and_leaves_the_freeze_as_it_was()
    {
        var (story, line, first, debit) = FrozenAndHeld();
        var final = FreezeRegister.DecideAfterRefusal(line, first, debit, 0);
        Assert.That(final.Instructions, Is.EqualTo(new CoreInstruction[] { new RemoveHold(story.Book.Key, "zdz:O2:1:1:take") }));
        var after = FreezeRegister.Apply(story.Book, final);
        var answer = FreezeRegister.Answer(line, final, after, story.Live(), null);
        Assert.That((answer.Reason, answer.DeductedMinor, answer.NotDeductedMinor), Is.EqualTo(((Reason?)Reason.CoreRefused, (long?)0, (long?)500000)));
        Assert.That((after.Freezes[0].LimitMinor, after.Deductions.Count), Is.EqualTo(((long?)300000, 0)));
    }

    [Test]
    public void C23_a_core_without_a_quote_makes_the_measure_unsupported()
    {
        var (_, line, first, debit) = FrozenAndHeld();
        Assert.That(FreezeRegister.DecideAfterRefusal(line, first, debit, 0, Reason.MeasureUnsupported).Refusal, Is.EqualTo(Reason.MeasureUnsupported));
    }

    [Test]
    public void A_clean_up_refused_behind_a_debit_changes_nothing_of_the_outcome()
    {
        var (_, line, first, debit) = FrozenAndHeld(heldMinor: 250000);
        Assert.That(debit.Instructions.Select(i => i.GetType()), Is.EqualTo(new[] { typeof(Debit), typeof(RemoveHold) }));
        var final = FreezeRegister.DecideAfterRefusal(line, first, debit, 1);
        Assert.That((final.Refusal, final.Deduction, final.Changes.Count, final.Instructions.Count), Is.EqualTo(((Reason?)null, debit.Deduction, 2, 0)));
    }

    [Test]
    public void C31_a_refused_debit_of_08_leaves_its_freeze()
    {
        var story = new Story(3000);
        var line = story.Case("O1", "F10", Deduct with { Measure = Measure.FreezeAndDeduct, OriginalOrderNo = "", To = story.Today.AddDays(9) });
        var first = FreezeRegister.Decide(line);
        var debit = FreezeRegister.DecideDebit(line, first, story.Live());
        var final = FreezeRegister.DecideAfterRefusal(line, first, debit, 0);
        var after = FreezeRegister.Apply(story.Book, final);
        var answer = FreezeRegister.Answer(line, final, after, story.Live(), null);
        Assert.That((answer.Controlled, answer.Reason, answer.ActualMinor, answer.DeductedMinor, answer.NotDeductedMinor), Is.EqualTo((true, (Reason?)Reason.CoreRefused, (long?)300000, (long?)0, (long?)500000)));
        Assert.That((after.Freezes.Single().LimitMinor, after.Freezes.Single().Live), Is.EqualTo(((long?)500000, true)));
    }

    [Test]
    public void A_hold_that_the_core_will_not_let_go_does_not_keep_an_expired_freeze_alive()
    {
        var story = new Story(3000);
        story.Freeze("O1", 1000, with: l => l with { To = Story.Start });
        var line = new ControlLine { LineNo = "expire", Measure = Measure.Expire, Account = Story.AccountNo, ExpiringFreezeId = "zdz:O1:1:1" };
        var midnight = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.FromHours(8));
        var expiry = new LineCase(new OrderKey("", "", 0), line, null, null, null, Story.Directory, story.Live(), story.Book, midnight, midnight, 9, story.Rules);
        var final = FreezeRegister.DecideAfterRefusal(expiry, FreezeRegister.Decide(expiry), null, 0);
        Assert.That(final.ShortfallReason, Is.EqualTo(Reason.CoreRefused));
        Assert.That(FreezeRegister.Apply(story.Book, final).Freezes[0].State, Is.EqualTo(FreezeState.Expired));
    }

    /// <summary>O1 has frozen 3 000 of 10 000; O2 deducts 5 000 and has put its temporary hold.</summary>
    private static (Story Story, LineCase Line, Decision First, Decision Debit) FrozenAndHeld(long heldMinor = 200000)
    {
        var story = new Story(10000);
        story.Freeze("O1", 3000);
        var line = story.Case("O2", "F10", Deduct);
        var first = FreezeRegister.Decide(line);
        var put = (PutHold)first.Instructions.Single();
        story.Core.Execute(put with { LimitMinor = heldMinor }, "CNY", story.Now);
        return (story, line, first, FreezeRegister.DecideDebit(line, first, story.Live()));
    }
}
