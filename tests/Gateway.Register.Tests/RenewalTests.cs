using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>C9, C10: a renewal moves the end and nothing else.</summary>
internal sealed class RenewalTests
{
    private static Story FrozenUntil(DateOnly end, AssetKind kind = AssetKind.Deposit, decimal balance = 10000)
    {
        var story = new Story(balance) { LinkedFundsAccount = Story.AccountNo };
        story.GoTo(end.AddDays(-30));
        story.Freeze("O1", 6000, with: l => l with { To = end, AssetKind = kind });
        return story;
    }

    [Test]
    public void C9_rank_limit_and_actual_stay_and_prior_and_later_records_are_reported()
    {
        var story = new Story(10000).OtherFreeze(1000, "某公安局", "X1");
        story.Freeze("O1", 6000, "F10");
        story.Freeze("O2", 8000, "F11");
        var answer = story.Renew("O3", "O1", new DateOnly(2028, 11, 1));
        Assert.Multiple(() =>
        {
            Assert.That(answer.Controlled, Is.True);
            Assert.That((answer.From, answer.To), Is.EqualTo(((DateOnly?)Story.Start, (DateOnly?)new DateOnly(2028, 11, 1))));
            Assert.That((answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor), Is.EqualTo(((long?)600000, (long?)600000, (long?)0)));
            Assert.That((answer.Rank, answer.PriorCount, answer.LaterCount), Is.EqualTo(((int?)2, 1, 1)));
            Assert.That(answer.Prior.Single().DocumentNo, Is.EqualTo("X1"));
            Assert.That(answer.Later.Single().DocumentNo, Is.EqualTo("O2号裁定"));
            Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 1000, 6000, 3000 }));
        });
    }

    // Old end, served on, new end → lawful or not.
    [TestCase("2026-11-20", "2026-11-18", "2027-11-19", true)]
    [TestCase("2026-11-20", "2026-11-20", "2027-11-20", true, Description = "served on the last day, one year, that day included")]
    [TestCase("2026-11-20", "2026-11-18", "2027-11-21", false, Description = "a day more than a year")]
    [TestCase("2026-11-20", "2026-11-18", "2026-11-20", false, Description = "the old end is no extension")]
    [TestCase("2026-11-20", "2026-11-18", "2026-11-19", false, Description = "before the old end")]
    [TestCase("2026-11-20", "2026-11-18", "2026-11-17", false, Description = "past already")]
    [TestCase("2028-02-29", "2028-02-28", "2029-02-28", true, Description = "29 February goes to 28 February")]
    [TestCase("2028-02-29", "2028-02-28", "2029-03-01", false)]
    public void C9_the_new_end_lies_behind_the_old_one_by_at_most_a_year(string oldEnd, string served, string newEnd, bool lawful)
    {
        var story = FrozenUntil(DateOnly.Parse(oldEnd)).GoTo(DateOnly.Parse(served));
        var answer = story.Renew("O2", "O1", DateOnly.Parse(newEnd));
        Assert.That((answer.Controlled, answer.Reason), Is.EqualTo((lawful, lawful ? (Reason?)null : Reason.TermInvalid)));
        Assert.That(story.Position.Freezes.Single().To, Is.EqualTo(DateOnly.Parse(lawful ? newEnd : oldEnd)));
    }

    [TestCase("2029-11-20", true)]
    [TestCase("2029-11-21", false)]
    public void C9_an_other_assets_freeze_is_renewed_by_three_years_whatever_the_renewal_calls_it(string newEnd, bool lawful)
    {
        var story = FrozenUntil(new DateOnly(2026, 11, 20), AssetKind.OtherAsset);
        Assert.That(story.Renew("O2", "O1", DateOnly.Parse(newEnd)).Controlled, Is.EqualTo(lawful));
    }

    [Test]
    public void C9_start_date_and_amount_of_a_renewal_mean_nothing()
    {
        var story = FrozenUntil(new DateOnly(2026, 11, 20));
        var answer = story.Renew("O2", "O1", new DateOnly(2027, 11, 19), with: l => l with { From = new DateOnly(2030, 1, 1), Amount = -1.234m });
        Assert.That((answer.Controlled, answer.RequestedMinor), Is.EqualTo((true, (long?)600000)));
    }

    [Test]
    public void C9_a_second_renewal_counts_from_the_first_ones_end()
    {
        var story = FrozenUntil(new DateOnly(2026, 11, 20));
        story.Renew("O2", "O1", new DateOnly(2027, 11, 20));
        Assert.That(story.Renew("O3", "O1", new DateOnly(2028, 11, 20)).To, Is.EqualTo(new DateOnly(2028, 11, 20)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void C10_after_its_last_day_a_freeze_cannot_be_renewed_whether_or_not_its_expiry_line_ran(bool lineRan)
    {
        var end = new DateOnly(2026, 11, 20);
        var story = FrozenUntil(end);
        if (lineRan) story.Expire("O1", end);
        story.GoTo(end.AddDays(1));
        Assert.That(story.Renew("O2", "O1", end.AddDays(100)).Reason, Is.EqualTo(Reason.OriginalFreezeExpired));
    }

    [Test]
    public void C10_a_renewal_served_before_midnight_counts_although_it_is_executed_behind_it()
    {
        var end = new DateOnly(2026, 11, 20);
        var story = FrozenUntil(end);
        var served = new DateTimeOffset(2026, 11, 20, 23, 59, 59, TimeSpan.FromHours(8));
        var line = new ControlLine { LineNo = "1", Measure = Measure.Renew, Account = Story.AccountNo, OriginalOrderNo = "O1", To = end.AddDays(30) };
        story.GoTo(end.AddDays(1));
        Assert.That(story.Send(story.Case("O2", "F10", line) with { ServiceTime = served }).Controlled, Is.True);
    }

    [Test]
    public void A_case_with_several_live_freezes_needs_the_order_number_for_renewal_and_release()
    {
        var story = new Story(10000);
        story.Freeze("O1", 1000, caseNo: "甲1");
        story.Freeze("O2", 2000, caseNo: "甲1");
        var renewal = story.Renew("O3", "", Story.Start.AddYears(2).AddDays(-1), with: l => l with { OriginalCaseNo = "甲1" });
        Assert.That((renewal.Reason, renewal.ReasonDetail), Is.EqualTo(((Reason?)Reason.OriginalFreezeNotFound, "本案有多项冻结，请写明原冻结请求单号")));
        story.Release("O4", "O1");
        Assert.That(story.Renew("O5", "", Story.Start.AddYears(2).AddDays(-1), with: l => l with { OriginalCaseNo = "甲1" }).Controlled, Is.True, "only one lives now");
    }
}
