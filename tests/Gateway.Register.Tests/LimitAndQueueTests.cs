using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>C1–C8 with DOMAIN's numbers: limits, the queue, release, expiry.</summary>
internal sealed class LimitAndQueueTests
{
    private static readonly decimal?[] NoAmounts = [];

    /// <summary>C3: B 10 000, L 6 000 / 8 000 / 5 000.</summary>
    private static Story C3()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000, "F10");
        story.Freeze("O2", 8000, "F11");
        story.Freeze("O3", 5000, "F12");
        return story;
    }

    [Test]
    public void C1_a_freeze_within_the_balance_holds_its_limit_and_leaves_the_rest_free()
    {
        var story = new Story(10000);
        var answer = story.Freeze("O1", 6000);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Controlled, Is.True);
            Assert.That(answer.RequestedMinor, Is.EqualTo(600000));
            Assert.That(answer.ActualMinor, Is.EqualTo(600000));
            Assert.That(answer.BeyondMinor, Is.Zero);
            Assert.That(answer.AvailableMinor, Is.EqualTo(400000));
            Assert.That(answer.BalanceMinor, Is.EqualTo(1000000));
            Assert.That(answer.PriorCount, Is.Zero);
            Assert.That(answer.Rank, Is.EqualTo(1));
        });
    }

    [Test]
    public void C2_a_limit_freeze_catches_later_money_until_its_limit_is_reached()
    {
        var story = new Story(3000);
        var answer = story.Freeze("O1", 10000);
        Assert.That((answer.ActualMinor, answer.BeyondMinor), Is.EqualTo((300000L, 700000L)));
        story.Credit(5000);
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 8000 }));
        story.Credit(5000);
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 10000 }));
        Assert.That(story.Available, Is.EqualTo(3000));
    }

    [TestCase(0, 6000, 4000, 0, 0)]
    [TestCase(7000, 6000, 8000, 3000, 0)]
    [TestCase(12000, 6000, 8000, 5000, 3000)]
    public void C3_limits_stack_and_actuals_fill_in_rank_order(int credit, int first, int second, int third, int available)
    {
        var story = C3();
        if (credit > 0) story.Credit(credit);
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { first, second, third }));
        Assert.That(story.Limits.Sum(), Is.EqualTo(19000));
        Assert.That(story.Available, Is.EqualTo(available));
    }

    [TestCase(Measure.QueuedFreeze, Measure.Freeze)]
    [TestCase(Measure.Freeze, Measure.QueuedFreeze)]
    [TestCase(Measure.QueuedFreeze, Measure.QueuedFreeze)]
    public void C3b_rank_is_by_service_time_whichever_kind_of_freeze_was_ordered(Measure first, Measure second)
    {
        var story = new Story(10000);
        var one = story.Freeze("O1", 6000, "F10", l => l with { Measure = first });
        var two = story.Freeze("O2", 8000, "F11", l => l with { Measure = second });
        Assert.That((one.Rank, two.Rank), Is.EqualTo(((int?)1, (int?)2)));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 6000, 4000 }));
        story.Release("O3", "O1", with: l => l with { Measure = Measure.ReleaseQueued });
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 8000 }));
    }

    [Test]
    public void C4_an_empty_account_is_controlled_with_nothing_held()
    {
        var answer = new Story(0).Freeze("O1", 5000);
        Assert.That((answer.Controlled, answer.ActualMinor, answer.BeyondMinor, answer.Reason), Is.EqualTo((true, (long?)0, (long?)500000, (Reason?)null)));
    }

    [Test]
    public void C5_a_released_first_freeze_lets_the_others_fill_without_an_order()
    {
        var story = C3();
        var answer = story.Release("O4", "O1");
        Assert.That((answer.Controlled, answer.ReleasedMinor, answer.RequestedMinor, answer.Rank), Is.EqualTo((true, (long?)600000, (long?)0, (int?)null)));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 8000, 2000 }));
    }

    [Test]
    public void C5_C8_an_expired_first_freeze_lets_the_others_fill_once_its_last_day_is_over()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000, "F10", l => l with { To = Story.Start.AddDays(9) });
        story.Freeze("O2", 8000, "F11");
        story.Freeze("O3", 5000, "F12");
        story.GoTo(Story.Start.AddDays(9));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 6000, 4000, 0 }), "the last day counts");
        story.GoTo(Story.Start.AddDays(10));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 8000, 2000 }), "24:00 ends it, before the expiry line has run");
        story.Expire("O1", Story.Start.AddDays(9));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 8000, 2000 }));
        Assert.That(story.Book.Freezes[0].State, Is.EqualTo(Freezes.FreezeState.Expired));
    }

    [Test]
    public void C8_an_expiry_line_leaves_alone_what_was_renewed_or_has_ended()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000, "F10", l => l with { To = Story.Start.AddDays(9) });
        story.Renew("O2", "O1", Story.Start.AddDays(10));
        story.Expire("O1", Story.Start.AddDays(9));
        Assert.That(story.LastDecision, Has.Property("Refusal").Null.And.Property("Instructions").Empty.And.Property("Changes").Empty);
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 6000 }), "renewed by one day");
        story.Release("O3", "O1");
        story.Expire("O1", Story.Start.AddDays(10));
        Assert.That(story.LastDecision!.Changes, Is.Empty);
        Assert.That(story.Actuals, Is.EqualTo(NoAmounts));
    }

    [Test]
    public void C8_a_queued_freeze_keeps_the_orders_dates_whenever_it_takes_hold()
    {
        var story = new Story(6000);
        story.Freeze("O1", 6000, "F10");
        var answer = story.Freeze("O2", 6000, "F11", l => l with { To = Story.Start.AddDays(30) });
        Assert.That((answer.From, answer.To), Is.EqualTo(((DateOnly?)Story.Start, (DateOnly?)Story.Start.AddDays(30))));
        story.GoTo(Story.Start.AddDays(20)).Release("O3", "O1");
        Assert.That(story.Position.Freezes.Single().To, Is.EqualTo(Story.Start.AddDays(30)));
    }

    [Test]
    public void C6_a_part_release_takes_from_the_limit_and_the_queue_moves_up()
    {
        var story = C3();
        var answer = story.Release("O4", "O1", 3500);
        Assert.That((answer.ReleasedMinor, answer.RequestedMinor, answer.ActualMinor, answer.Rank), Is.EqualTo(((long?)350000, (long?)250000, (long?)250000, (int?)1)));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 2500, 7500, 0 }));
    }

    [Test]
    public void C6_a_release_of_exactly_the_limit_is_whole_and_more_is_refused()
    {
        var story = C3();
        Assert.That(story.Release("O4", "O1", 6000.01m).Reason, Is.EqualTo(Reason.ReleaseExceedsLimit));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 6000, 4000, 0 }));
        Assert.That(story.Release("O5", "O1", 6000).Controlled, Is.True);
        Assert.That(story.Book.Freezes[0].State, Is.EqualTo(Freezes.FreezeState.Released));
    }

    [Test]
    public void C7_a_released_queued_freeze_leaves_the_one_before_it_alone()
    {
        var story = C3();
        story.Release("O4", "O2", court: "F11");
        Assert.That(story.Position.Freezes.Select(f => (f.OrderNo, story.Units(f.ActualMinor))), Is.EqualTo(new (string, decimal?)[] { ("O1", 6000), ("O3", 4000) }));
    }
}
