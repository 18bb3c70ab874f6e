using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;

namespace Gateway.Register.Tests;

/// <summary>C24: a deposit for a term; its balance is the principal.</summary>
internal sealed class TimeDepositTests
{
    [TestCase(LimitAbovePrincipal.AsOrdered, 130000, 100000, 101500)]
    [TestCase(LimitAbovePrincipal.Cap, 100000, 100000, 100000)]
    public void C24_a_rollover_carries_the_freeze_and_its_interest_is_caught_up_to_the_limit(LimitAbovePrincipal setting, decimal limit, decimal actual, decimal afterwards)
    {
        var story = new Story(100000, rules: new Rules { LimitAbovePrincipal = setting }) { Nature = ProtectedKinds.TimeDeposit };
        story.Freeze("O1", 130000);
        Assert.That((story.Limits.Single(), story.Actuals.Single()), Is.EqualTo(((decimal?)limit, (decimal?)actual)));
        // 转存: the same account, principal and interest of the old term are the new principal.
        story.GoTo(Story.Start.AddMonths(6)).Credit(1500);
        Assert.That((story.Limits.Single(), story.Actuals.Single()), Is.EqualTo(((decimal?)limit, (decimal?)afterwards)));
    }

    [Test]
    public void C24_interest_of_a_part_early_withdrawal_is_reported_apart_from_what_was_deducted()
    {
        var story = new Story(100000) { Nature = ProtectedKinds.TimeDeposit };
        story.Freeze("O1", 60000);
        story.Core.InterestMinor = 1234;
        var answer = story.Deduct("O2", "O1", 40000);
        Assert.That((answer.DeductedMinor, answer.NotDeductedMinor, answer.InterestMinor, story.Balance), Is.EqualTo(((long?)4000000, (long?)0, (long?)1234, 60000m)));
        Assert.That(story.Limits, Is.EqualTo(new decimal?[] { 20000 }), "interest is no part of the limit");
        Assert.That(story.Release("O3", "O1").InterestMinor, Is.Null);
    }
}
