using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>Clause 16 and C28: when an order counts as served, and where it ranks.</summary>
internal sealed class ServiceTimeTests
{
    private static readonly DateTimeOffset Ten = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));

    // Sent and arrived in seconds from ten o'clock.
    [TestCase(null, true, 0, 0, TestName = "{m}: nothing stated")]
    [TestCase(-1, true, 0, -1, TestName = "{m}: stated and trusted")]
    [TestCase(-1, false, 0, 0, TestName = "{m}: stated, not trusted")]
    [TestCase(-600, true, 0, -600, TestName = "{m}: ten minutes old")]
    [TestCase(-601, true, 0, 0, TestName = "{m}: older than ten minutes")]
    [TestCase(0, true, 0, 0, TestName = "{m}: at the moment of arrival")]
    [TestCase(1, true, 0, 0, TestName = "{m}: from the future")]
    public void Clause_16_the_sent_time_counts_where_it_is_trusted_and_fresh(int? sent, bool trusted, int arrival, int served) =>
        Assert.That(ServiceTimes.Of(sent is { } s ? Ten.AddSeconds(s) : null, trusted, Ten.AddSeconds(arrival)), Is.EqualTo(Ten.AddSeconds(served)));

    [TestCase(5, 5, 0, 5, TestName = "{m}: nothing later was executed")]
    [TestCase(5, 9, 5, 5, TestName = "{m}: the executed one was served at the same moment")]
    [TestCase(4, 9, 5, 9, TestName = "{m}: the executed one was served later")]
    [TestCase(1, 2, 5, 5, TestName = "{m}: people looked at it while a later one was executed")]
    public void C28_it_ranks_by_service_or_by_arrival(int service, int arrival, int lastExecuted, int rank) =>
        Assert.That(ServiceTimes.RankOf(Ten.AddSeconds(service), Ten.AddSeconds(arrival), Ten.AddSeconds(lastExecuted)), Is.EqualTo(Ten.AddSeconds(rank)));

    [Test]
    public void C28_a_late_order_ranks_behind_a_claim_that_came_before_it_arrived_and_a_third_one_behind_both()
    {
        var story = new Story(10000);
        var first = story.Freeze("O1", 2000);
        story.Claim("P1", 5000);
        // Sent before O1, here only now.
        var late = Late(story, "O2", "F11", 4000, first.ServiceTime!.Value.AddSeconds(-1), story.Book.Freezes[0].RankTime);
        Assert.That((late.Rank, late.ActualMinor, late.BeyondMinor), Is.EqualTo(((int?)2, (long?)300000, (long?)100000)), "10 000 less O1's 2 000 and the claim's 5 000");

        // Sent between O1's service and O2's arrival: O2 was executed, with its arrival as its rank.
        var third = Late(story, "O3", "F12", 1000, first.ServiceTime.Value.AddSeconds(1), story.Book.Freezes[1].RankTime);
        Assert.That((third.Rank, third.ActualMinor), Is.EqualTo(((int?)3, (long?)0)));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 2000, 3000, 0 }));
    }

    private static Answers.LineAnswer Late(Story story, string order, string court, decimal amount, DateTimeOffset sent, DateTimeOffset lastExecuted)
    {
        var line = story.Case(order, court, new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = amount, To = Story.Start.AddDays(30) });
        return story.Send(line with { ServiceTime = sent, RankTime = ServiceTimes.RankOf(sent, story.Now, lastExecuted) });
    }
}
