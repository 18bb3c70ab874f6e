using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>C11–C15 with DOMAIN's numbers: what a deduction takes, and what it says of the rest.</summary>
internal sealed class DeductionTests
{
    private static readonly Rules RequireFreeze = new() { DeductWithoutFreeze = DeductWithoutFreeze.RequireFreeze };

    private static Story C3(Rules? rules = null)
    {
        var story = new Story(10000, rules: rules);
        story.Freeze("O1", 6000, "F10");
        story.Freeze("O2", 8000, "F11");
        story.Freeze("O3", 5000, "F12");
        return story;
    }

    [Test]
    public void C11_spending_ones_whole_slice_uses_the_freeze_up_and_moves_no_other()
    {
        var story = C3();
        var answer = story.Deduct("O4", "O1", 6000);
        Assert.That((answer.DeductedMinor, answer.NotDeductedMinor, answer.Reason), Is.EqualTo(((long?)600000, (long?)0, (Reason?)null)));
        Assert.That(story.Balance, Is.EqualTo(4000));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 4000, 0 }));
        Assert.That(story.Book.Freezes[0].State, Is.EqualTo(Freezes.FreezeState.UsedUp));
        Assert.That(story.Release("O5", "O1").Reason, Is.EqualTo(Reason.OriginalFreezeReleased), "a used-up freeze counts as released");
    }

    [Test]
    public void C12_the_limit_shrinks_by_what_was_deducted()
    {
        var story = C3();
        var answer = story.Deduct("O4", "O1", 2000);
        Assert.That((answer.DeductedMinor, answer.RequestedMinor, answer.ActualMinor), Is.EqualTo(((long?)200000, (long?)400000, (long?)400000)));
        Assert.That(story.Balance, Is.EqualTo(8000));
        Assert.That(story.Limits[0], Is.EqualTo(4000));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 4000, 4000, 0 }));
    }

    [Test]
    public void C13_a_later_court_deducts_only_its_own_slice_and_hears_who_stands_before_it()
    {
        var story = C3();
        var answer = story.Deduct("O4", "O2", 8000, "F11");
        Assert.Multiple(() =>
        {
            Assert.That(answer.Controlled, Is.True);
            Assert.That((answer.DeductedMinor, answer.NotDeductedMinor), Is.EqualTo(((long?)400000, (long?)400000)));
            Assert.That(answer.Reason, Is.EqualTo(Reason.PriorFreeze));
            Assert.That(answer.ReasonDetail, Is.EqualTo("甲市人民法院 O1号裁定"));
            Assert.That(story.Limits[1], Is.EqualTo(4000));
            Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 6000, 0, 0 }));
        });
    }

    [Test]
    public void C14_without_a_freeze_of_its_own_a_deduction_takes_free_money_and_leaves_nothing_frozen()
    {
        var story = new Story(10000);
        var answer = story.Deduct("O1", "", 12000);
        Assert.That((answer.Controlled, answer.DeductedMinor, answer.NotDeductedMinor, answer.Reason), Is.EqualTo((true, (long?)1000000, (long?)200000, (Reason?)Reason.InsufficientFunds)));
        Assert.That(story.Position.Freezes, Is.Empty);
        Assert.That(story.Core.Holds, Is.Empty);
    }

    [Test]
    public void C14_where_a_freeze_is_required_there_is_none_to_deduct_from()
    {
        var answer = new Story(10000, rules: RequireFreeze).Deduct("O1", "", 12000);
        Assert.That((answer.Controlled, answer.Reason, answer.DeductedMinor, answer.NotDeductedMinor), Is.EqualTo((false, (Reason?)Reason.OriginalFreezeNotFound, (long?)0, (long?)1200000)));
    }

    [TestCase(5000, TestName = "{m}: two parts")]
    [TestCase(6000, TestName = "{m}: as much of the one as of the other")]
    public void C14b_own_slice_first_then_free_money(decimal amount)
    {
        var story = new Story(10000);
        story.Freeze("O1", 3000);
        var answer = story.Deduct("O2", "O1", amount);
        Assert.That((answer.DeductedMinor, answer.NotDeductedMinor), Is.EqualTo(((long?)story.Minor(amount), (long?)0)));
        Assert.That(story.Book.Freezes[0].State, Is.EqualTo(Freezes.FreezeState.UsedUp));
        Assert.That(story.Balance, Is.EqualTo(10000 - amount));
    }

    [Test]
    public void C14b_where_a_freeze_is_required_only_the_slice_is_deducted_and_the_rest_exceeds_the_freeze()
    {
        var story = new Story(10000, rules: RequireFreeze);
        story.Freeze("O1", 3000);
        var answer = story.Deduct("O2", "O1", 5000);
        Assert.That((answer.DeductedMinor, answer.NotDeductedMinor, answer.Reason), Is.EqualTo(((long?)300000, (long?)200000, (Reason?)Reason.DeductionExceedsFreeze)));
    }

    [Test]
    public void C14c_the_first_reason_that_applies_is_given()
    {
        // A prior freeze and a claim: the freeze is named. Only a claim: the claim. Neither: no money.
        var both = new Story(10000).Claim("P1", 1000).OtherFreeze(2000);
        Assert.That(both.Deduct("O1", "", 10000).Reason, Is.EqualTo(Reason.PriorFreeze));
        var claim = new Story(10000).Claim("P1", 1000);
        Assert.That(claim.Deduct("O1", "", 10000).Reason, Is.EqualTo(Reason.PriorityClaim));
        Assert.That(new Story(0).Claim("P1", 1000).OtherFreeze(2000).Deduct("O1", "", 10000).Reason, Is.EqualTo(Reason.InsufficientFunds), "entries that take nothing are no reason");
    }

    [Test]
    public void C14c_a_later_freeze_that_holds_money_is_a_reason_too()
    {
        var story = new Story(10000);
        story.Freeze("O1", 3000, "F10");
        story.Freeze("O2", 7000, "F11");
        var answer = story.Deduct("O3", "O1", 5000);
        Assert.That((answer.DeductedMinor, answer.Reason, answer.ReasonDetail), Is.EqualTo(((long?)300000, (Reason?)Reason.PriorFreeze, "乙市人民法院 O2号裁定")));
    }

    [Test]
    public void C14c_with_nothing_to_deduct_the_line_is_refused_and_the_core_is_not_asked()
    {
        var story = new Story(5000).OtherFreeze(6000);
        var answer = story.Deduct("O1", "", 5000);
        Assert.That((answer.Controlled, answer.DeductedMinor, answer.NotDeductedMinor, answer.Reason), Is.EqualTo((false, (long?)0, (long?)500000, (Reason?)Reason.PriorFreeze)));
        Assert.That(story.Core.Journal, Is.Empty);
    }

    [Test]
    public void C14d_a_preservation_freeze_of_another_case_is_ones_own_by_its_order_number()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000, caseNo: "(2025)财保1号");
        Assert.That(story.Deduct("O2", "O1", 6000, caseNo: "(2026)执9号").DeductedMinor, Is.EqualTo(600000));
        Assert.That(story.Book.Freezes[0].Live, Is.False);
    }

    [Test]
    public void C14d_by_case_number_the_courts_live_freeze_is_meant_and_its_others_are_others()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000, caseNo: "甲1");
        story.Freeze("O2", 4000, caseNo: "甲2");
        var answer = story.Deduct("O3", "", 5000, with: l => l with { OriginalCaseNo = "甲2" });
        Assert.That((answer.DeductedMinor, answer.Reason, story.Limits[0]), Is.EqualTo(((long?)400000, (Reason?)Reason.PriorFreeze, (decimal?)6000)));
    }

    [Test]
    public void C14d_with_nothing_named_the_freeze_of_its_own_case_is_meant()
    {
        var story = new Story(10000, rules: RequireFreeze);
        story.Freeze("O1", 6000, caseNo: "甲1");
        Assert.That(story.Deduct("O2", "", 1000, caseNo: "甲1").DeductedMinor, Is.EqualTo(100000));
        Assert.That(story.Limits[0], Is.EqualTo(5000));
    }

    [Test]
    public void C14d_an_order_number_that_two_channels_use_means_the_ordering_courts_freeze_and_its_own_channels_first()
    {
        var story = new Story(10000);
        LineCase Freeze(string channel, string court, decimal amount)
        {
            var line = story.Case("O1", court, new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = amount, To = Story.Start });
            return line with { Order = line.Order with { ChannelId = channel } };
        }

        story.Send(Freeze("ddd", "F11", 1000));
        story.Send(Freeze("ddd2", "F10", 2000));
        story.Send(Freeze("zdz", "F10", 3000));
        Assert.That(story.Release("O2", "O1").ReleasedMinor, Is.EqualTo(300000));
        Assert.That(story.Release("O3", "O1").ReleasedMinor, Is.EqualTo(200000));
        Assert.That(story.Release("O4", "O1").Reason, Is.EqualTo(Reason.OriginalFreezeReleased));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 1000 }));
    }

    [Test]
    public void C14d_a_deduction_that_names_an_ended_freeze_takes_free_money()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000);
        story.Release("O2", "O1");
        Assert.That(story.Deduct("O3", "O1", 3000).DeductedMinor, Is.EqualTo(300000));
    }

    [Test]
    public void C14d_a_deduction_that_names_none_that_exists_or_another_courts_is_refused()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000, "F11");
        Assert.That(story.Deduct("O2", "O9", 1000).Reason, Is.EqualTo(Reason.OriginalFreezeNotFound));
        Assert.That(story.Deduct("O3", "", 1000, with: l => l with { OriginalCaseNo = "无此案" }).Reason, Is.EqualTo(Reason.OriginalFreezeNotFound));
        Assert.That(story.Deduct("O4", "O1", 1000).Reason, Is.EqualTo(Reason.OriginalFreezeOfOtherCourt));
    }

    [Test]
    public void C14e_free_money_is_held_before_it_is_debited_and_the_debit_names_both_holds()
    {
        var story = new Story(10000);
        story.Freeze("O1", 3000);
        story.Deduct("O2", "O1", 5000);
        var put = (Decisions.PutHold)story.Core.Journal[1];
        var debit = (Decisions.Debit)story.Core.Journal[2];
        Assert.That((put.HoldId, put.LimitMinor), Is.EqualTo(("zdz:O2:1:1:take", (long?)200000)));
        Assert.That(debit.Consumes, Is.EqualTo(new Decisions.HoldUse[] { new("zdz:O1:1:1", 300000), new("zdz:O2:1:1:take", 200000) }));
        Assert.That(story.Core.Holds, Is.Empty);
    }

    [Test]
    public void C14e_a_customer_who_was_faster_leaves_less_and_the_receipt_says_so()
    {
        var story = new Story(10000);
        story.BeforeSecondLook = () => story.Core.BalanceMinor = story.Minor(1500);
        var answer = story.Deduct("O1", "", 5000);
        Assert.That((answer.Controlled, answer.DeductedMinor, answer.NotDeductedMinor, answer.Reason), Is.EqualTo((true, (long?)150000, (long?)350000, (Reason?)Reason.InsufficientFunds)));
        Assert.That(story.Core.Holds, Is.Empty, "the rest of the temporary hold is taken back");
    }

    [Test]
    public void C14e_a_customer_who_took_everything_leaves_a_refusal_and_no_hold()
    {
        var story = new Story(10000);
        story.BeforeSecondLook = () => story.Core.BalanceMinor = 0;
        var answer = story.Deduct("O1", "", 5000);
        Assert.That((answer.Controlled, answer.DeductedMinor, answer.NotDeductedMinor, answer.Reason), Is.EqualTo((false, (long?)0, (long?)500000, (Reason?)Reason.InsufficientFunds)));
        Assert.That(story.Core.Holds, Is.Empty);
    }

    [Test]
    public void C14e_money_that_came_in_between_fills_the_own_slice_but_no_more_than_was_held_is_taken_from_the_free()
    {
        var story = new Story(10000);
        story.Freeze("O1", 3000);
        story.BeforeSecondLook = () => story.Core.BalanceMinor += story.Minor(20000);
        Assert.That(story.Deduct("O2", "O1", 12000).DeductedMinor, Is.EqualTo(1000000), "3 000 of its own and the 7 000 that were held");
        Assert.That(story.Core.Holds, Is.Empty);
    }

    [Test]
    public void C15_only_what_others_left_free_is_deducted_and_the_prior_freeze_is_named()
    {
        var story = new Story(10000).OtherFreeze(6000, "某公安局", "公(经)冻字1号");
        var answer = story.Deduct("O1", "", 5000);
        Assert.Multiple(() =>
        {
            Assert.That((answer.DeductedMinor, answer.NotDeductedMinor, answer.Reason), Is.EqualTo(((long?)400000, (long?)100000, (Reason?)Reason.PriorFreeze)));
            Assert.That(answer.ReasonDetail, Is.EqualTo("某公安局 公(经)冻字1号"));
            Assert.That(answer.Prior.Single().Authority, Is.EqualTo("某公安局"));
            Assert.That(answer.PriorCount, Is.EqualTo(1));
        });
    }
}
