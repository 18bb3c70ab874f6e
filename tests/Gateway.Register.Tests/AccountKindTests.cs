using Gateway.Register.Accounts;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>C21–C24: joint accounts, whole accounts, currencies, time deposits.</summary>
internal sealed class AccountKindTests
{
    private static Story Joint(params decimal?[] shares) => new(20000) { CoOwners = [.. shares.Select((s, i) => new CoOwner($"共有人{i + 1}", s))] };

    [Test]
    public void C21_the_co_owners_part_stands_before_the_freeze_and_is_listed()
    {
        var story = Joint(0.5m);
        var answer = story.Freeze("O1", 15000);
        Assert.That((answer.ActualMinor, answer.BeyondMinor), Is.EqualTo(((long?)1000000, (long?)500000)));
        var part = answer.Claims.Single();
        Assert.That((part.Kind, part.Holder, part.AmountMinor, part.TakeMinor), Is.EqualTo(("JOINT_SHARE", "共有人1", (long?)1000000, 1000000L)));
    }

    [Test]
    public void C21_after_a_deduction_what_is_left_is_the_co_owners()
    {
        var story = Joint(0.5m);
        story.Freeze("O1", 15000);
        var answer = story.Deduct("O2", "O1", 15000);
        Assert.That((answer.DeductedMinor, answer.Reason, answer.ReasonDetail), Is.EqualTo(((long?)1000000, (Reason?)Reason.PriorityClaim, "共有人 共有人1 10000.00 CNY")));
        Assert.That((story.Balance, story.Actuals[0], story.ClaimTakes[0]), Is.EqualTo((10000m, (decimal?)0, (decimal?)10000)));
        story.Credit(4000);
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 2000 }), "of new money the holder's half is caught");
    }

    [Test]
    public void C21_with_no_freeze_the_customers_spend_everything_but_a_deduction_leaves_the_part_alone()
    {
        var story = Joint(0.5m).Claim("P1", 2000);
        Assert.That(story.Available, Is.EqualTo(18000));
        var answer = story.Deduct("O1", "", 18000);
        Assert.That((answer.DeductedMinor, answer.Reason), Is.EqualTo(((long?)900000, (Reason?)Reason.PriorityClaim)));
        Assert.That(story.Deduct("O2", "", 100).DeductedMinor, Is.Zero);
        Assert.That(story.Available, Is.EqualTo(9000));
    }

    [Test]
    public void C21_the_part_stands_behind_claims_before_the_first_freeze_and_ahead_of_later_ones()
    {
        var story = Joint(0.5m).Claim("P1", 10000);
        story.Freeze("O1", 15000);
        Assert.That((story.Actuals[0], story.ClaimTakes[0], story.ClaimTakes[1]), Is.EqualTo(((decimal?)5000, (decimal?)10000, (decimal?)5000)), "half of what the claim leaves");
        var late = Joint(0.5m);
        late.Freeze("O1", 6000);
        late.Claim("P1", 10000);
        Assert.That((late.Actuals[0], late.ClaimTakes[0], late.ClaimTakes[1]), Is.EqualTo(((decimal?)6000, (decimal?)4000, (decimal?)10000)));
    }

    // Shares → parts of 20 000.00 in minor units, by hand.
    [TestCase(new[] { "0.5" }, new[] { 1000000L })]
    [TestCase(new[] { "" }, new[] { 1000000L }, Description = "unknown: equally among co-owner and holder")]
    [TestCase(new[] { "", "" }, new[] { 666667L, 666667L }, Description = "two thirds, rounded up: 1 333 333.33 is 1 333 334")]
    [TestCase(new[] { "0.4", "" }, new[] { 800000L, 600000L }, Description = "0.6 left for two")]
    [TestCase(new[] { "0.3333", "0.3333" }, new[] { 666600L, 666600L })]
    [TestCase(new[] { "1.0" }, new[] { 2000000L })]
    [TestCase(new[] { "0.7", "0.7" }, new[] { 1400000L, 600000L }, Description = "more than a whole is a whole")]
    [TestCase(new[] { "", "0.7", "0.7" }, new[] { 0L, 1400000L, 600000L }, Description = "and leaves nothing for one whose share is unknown")]
    [TestCase(new[] { "0.4", "0.3", "" }, new[] { 800000L, 600000L, 300000L }, Description = "0.3 left for two")]
    public void C21_shares_are_fractions_rounded_up_together(string[] shares, long[] parts)
    {
        CoOwner[] owners = [.. shares.Select(s => new CoOwner(s, s.Length == 0 ? null : decimal.Parse(s)))];
        Assert.That(Freezes.CoOwnersPart.Of(owners, 2000000, 2000000), Is.EqualTo(parts));
    }

    [Test]
    public void C21_a_third_of_a_divisible_sum_is_exact_and_the_part_never_exceeds_what_is_there()
    {
        Assert.That(Freezes.CoOwnersPart.Of([new CoOwner("a", null), new CoOwner("b", null)], 300, 300), Is.EqualTo(new long[] { 100, 100 }));
        Assert.That(Freezes.CoOwnersPart.Of([new CoOwner("a", 0.5m)], 30000, 10000), Is.EqualTo(new long[] { 10000 }));
    }

    [Test]
    public void C22_a_whole_account_takes_everything_and_grows_and_later_freezes_wait()
    {
        var story = new Story(8000);
        var answer = story.FreezeWhole("O1");
        Assert.That((answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor, answer.AvailableMinor), Is.EqualTo(((long?)null, (long?)800000, (long?)0, (long?)0)));
        Assert.That(story.Freeze("O2", 1000, "F11").ActualMinor, Is.Zero);
        story.Credit(500);
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 8500, 0 }));
        Assert.That(story.Limits, Is.EqualTo(new decimal?[] { null, 1000 }));
    }

    [Test]
    public void C22_a_whole_account_deducted_from_stays_frozen()
    {
        var story = new Story(8000);
        story.FreezeWhole("O1");
        var answer = story.Deduct("O2", "O1", 8000);
        Assert.That((answer.DeductedMinor, answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor), Is.EqualTo(((long?)800000, (long?)null, (long?)0, (long?)0)));
        story.Credit(300);
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 300 }));
    }

    [Test]
    public void C22_a_whole_account_is_released_whole_and_not_in_parts()
    {
        var story = new Story(8000);
        story.FreezeWhole("O1");
        Assert.That(story.Release("O2", "O1", 100).Reason, Is.EqualTo(Reason.AmountInvalid));
        var answer = story.Release("O3", "O1");
        Assert.That((answer.Controlled, answer.ReleasedMinor), Is.EqualTo((true, (long?)800000)));
        Assert.That(story.Available, Is.EqualTo(8000));
    }

    [Test]
    public void C22_the_amount_of_a_whole_account_freeze_means_nothing()
    {
        Assert.That(new Story(8000).Freeze("O1", -5, with: l => l with { WholeAccount = true }).ActualMinor, Is.EqualTo(800000));
    }

    [Test]
    public void C23_an_order_in_the_accounts_currency_pays_into_the_courts_account_in_that_currency()
    {
        var story = new Story(5000, "USD");
        story.Freeze("O1", 3000, with: l => l with { Currency = "USD" });
        var wrong = story.Deduct("O2", "O1", 3000);
        Assert.That(wrong.Reason, Is.EqualTo(Reason.PayeeNotRegistered), "9001 is registered in CNY");
        var answer = story.Deduct("O3", "O1", 3000, with: l => l with { Payee = Story.PayeeOf("F10") with { Account = "9001USD" } });
        Assert.That((answer.DeductedMinor, answer.Currency, answer.PayeeCurrency, answer.Rate), Is.EqualTo(((long?)300000, "USD", "", "")));
    }

    [Test]
    public void C23_a_conversion_pays_yuan_into_the_courts_yuan_account_and_reports_both_sums_and_the_rate()
    {
        var story = new Story(5000, "USD");
        story.Freeze("O1", 3000);
        var answer = story.Deduct("O2", "O1", 3000, with: l => l with { Convert = true });
        Assert.Multiple(() =>
        {
            Assert.That((answer.DeductedMinor, answer.PayeeAmountMinor, answer.PayeeCurrency, answer.Rate), Is.EqualTo(((long?)300000, (long?)2130000, "CNY", "7.1000")));
            Assert.That(answer.Remark, Is.EqualTo("按 2026/11/21 10:00:02 买入价 7.1000 折算"));
            Assert.That(((Decisions.Debit)story.Core.Journal[^1]).Convert, Is.True);
        });
        Assert.That(story.Deduct("O3", "", 100, with: l => l with { Convert = true, Payee = Story.PayeeOf("F10") with { Account = "9001USD" } }).Reason, Is.EqualTo(Reason.PayeeNotRegistered));
    }

    [Test]
    public void C23_there_is_nothing_to_convert_on_a_yuan_account()
    {
        var story = new Story(5000);
        var answer = story.Deduct("O1", "", 100, with: l => l with { Convert = true });
        Assert.That((answer.DeductedMinor, answer.Rate), Is.EqualTo(((long?)10000, "")));
        Assert.That(((Decisions.Debit)story.Core.Journal[^1]).Convert, Is.False);
    }

    [Test]
    public void C24_a_time_deposit_is_frozen_up_to_its_principal_with_the_limit_as_ordered()
    {
        var answer = new Story(100000) { Nature = ProtectedKinds.TimeDeposit }.Freeze("O1", 130000);
        Assert.That((answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor, answer.Remark), Is.EqualTo(((long?)13000000, (long?)10000000, (long?)3000000, "")));
    }

    [Test]
    public void C24_where_the_limit_is_capped_it_is_the_principal_and_a_remark_names_the_amount_ordered()
    {
        var rules = new Rules { LimitAbovePrincipal = LimitAbovePrincipal.Cap };
        var answer = new Story(100000, rules: rules) { Nature = ProtectedKinds.TimeDeposit }.Freeze("O1", 130000);
        Assert.That((answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor), Is.EqualTo(((long?)10000000, (long?)10000000, (long?)0)));
        Assert.That(answer.Remark, Does.Contain("130000.00"));
        var below = new Story(100000, rules: rules) { Nature = ProtectedKinds.TimeDeposit }.Freeze("O1", 90000);
        Assert.That((below.RequestedMinor, below.Remark), Is.EqualTo(((long?)9000000, "")));
        Assert.That(new Story(100000, rules: rules).Freeze("O1", 130000).RequestedMinor, Is.EqualTo(13000000), "only a time deposit has a principal");
    }

    [Test]
    public void C24_a_part_of_the_principal_is_deducted_like_any_money()
    {
        var story = new Story(100000) { Nature = ProtectedKinds.TimeDeposit };
        story.Freeze("O1", 130000);
        Assert.That(story.Deduct("O2", "O1", 30000).DeductedMinor, Is.EqualTo(3000000));
        Assert.That((story.Limits[0], story.Actuals[0]), Is.EqualTo(((decimal?)100000, (decimal?)70000)));
    }

    [Test]
    public void C25_an_other_asset_is_frozen_by_its_linked_funds_account_up_to_three_years()
    {
        var story = new Story(1000) { LinkedFundsAccount = Story.AccountNo };
        var answer = story.Freeze("O1", 5000, with: l => l with { AssetKind = AssetKind.OtherAsset, ProductNo = "LC01", To = Story.Start.AddYears(3) });
        Assert.That((answer.Controlled, answer.ActualMinor, answer.BeyondMinor, answer.ProductNo), Is.EqualTo((true, (long?)100000, (long?)400000, "LC01")));
    }
}
