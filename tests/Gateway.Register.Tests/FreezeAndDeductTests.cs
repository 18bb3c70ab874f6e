using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>C31: 08 冻结并划拨.</summary>
internal sealed class FreezeAndDeductTests
{
    [Test]
    public void C31_what_is_there_is_deducted_and_a_freeze_of_the_rest_stays()
    {
        var story = new Story(3000);
        var answer = story.FreezeAndDeduct("O1", 10000);
        Assert.Multiple(() =>
        {
            Assert.That((answer.Controlled, answer.Reason), Is.EqualTo((true, (Reason?)Reason.InsufficientFunds)));
            Assert.That((answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor), Is.EqualTo(((long?)1000000, (long?)300000, (long?)700000)));
            Assert.That((answer.DeductedMinor, answer.NotDeductedMinor), Is.EqualTo(((long?)300000, (long?)700000)));
            Assert.That(answer.To, Is.EqualTo(Story.Start.AddYears(1).AddDays(-1)));
            Assert.That((story.Limits[0], story.Actuals[0], story.Balance), Is.EqualTo(((decimal?)7000, (decimal?)0, 0m)));
        });
        story.Credit(1000);
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 1000 }));
    }

    [Test]
    public void C31_everything_deducted_leaves_no_freeze_and_a_full_answer()
    {
        var story = new Story(30000);
        var answer = story.FreezeAndDeduct("O1", 10000);
        Assert.That((answer.RequestedMinor, answer.ActualMinor, answer.DeductedMinor, answer.NotDeductedMinor, answer.Reason, answer.Rank), Is.EqualTo(((long?)1000000, (long?)1000000, (long?)1000000, (long?)0, (Reason?)null, (int?)null)));
        Assert.That(story.Position.Freezes, Is.Empty);
    }

    [Test]
    public void C31_behind_others_only_its_own_slice_is_taken()
    {
        var story = new Story(10000).OtherFreeze(6000);
        var answer = story.FreezeAndDeduct("O1", 5000);
        Assert.That((answer.ActualMinor, answer.DeductedMinor, answer.NotDeductedMinor, answer.Reason), Is.EqualTo(((long?)400000, (long?)400000, (long?)100000, (Reason?)Reason.PriorFreeze)));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 6000, 0 }));
    }

    [TestCase("9002", "甲市人民法院执行款专户", Reason.PayeeNotRegistered)]
    [TestCase("9001", "别的户名", Reason.PayeeNameMismatch)]
    public void C31_a_payee_that_fails_leaves_the_freeze(string account, string name, Reason reason)
    {
        var story = new Story(3000);
        var answer = story.FreezeAndDeduct("O1", 2000, with: l => l with { Payee = new Payee(name, "", "", account) });
        Assert.That((answer.Controlled, answer.Reason, answer.ActualMinor, answer.DeductedMinor, answer.NotDeductedMinor), Is.EqualTo((true, (Reason?)reason, (long?)200000, (long?)0, (long?)200000)));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 2000 }));
    }

    [Test]
    public void C31_C19_a_margin_is_frozen_and_not_deducted()
    {
        var answer = new Story(3000) { Nature = "LC_MARGIN" }.FreezeAndDeduct("O1", 2000);
        Assert.That((answer.Controlled, answer.Reason, answer.ActualMinor, answer.DeductedMinor), Is.EqualTo((true, (Reason?)Reason.AccountProtected, (long?)200000, (long?)0)));
    }

    [Test]
    public void C31_an_empty_account_is_frozen_and_nothing_is_deducted()
    {
        var story = new Story(0);
        var answer = story.FreezeAndDeduct("O1", 2000);
        Assert.That((answer.Controlled, answer.ActualMinor, answer.DeductedMinor, answer.NotDeductedMinor, answer.Reason), Is.EqualTo((true, (long?)0, (long?)0, (long?)200000, (Reason?)Reason.InsufficientFunds)));
        Assert.That(story.Limits, Is.EqualTo(new decimal?[] { 2000 }));
    }

    [Test]
    public void C31_a_whole_account_needs_an_amount_to_deduct_and_stays_frozen_behind_it()
    {
        Assert.That(new Story(3000).FreezeAndDeduct("O1", null, with: l => l with { WholeAccount = true, To = null }).Reason, Is.EqualTo(Reason.AmountMissing));
        var story = new Story(3000);
        var answer = story.FreezeAndDeduct("O1", 2000, with: l => l with { WholeAccount = true });
        Assert.That((answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor, answer.DeductedMinor), Is.EqualTo(((long?)null, (long?)300000, (long?)0, (long?)200000)));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 1000 }));
    }

    [Test]
    public void C31_where_a_freeze_is_required_its_own_is_enough()
    {
        var story = new Story(3000, rules: new Rules { DeductWithoutFreeze = DeductWithoutFreeze.RequireFreeze });
        Assert.That(story.FreezeAndDeduct("O1", 2000).DeductedMinor, Is.EqualTo(200000));
    }
}
