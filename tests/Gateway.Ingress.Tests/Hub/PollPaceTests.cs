using Gateway.Ingress.Hub;

namespace Gateway.Ingress.Tests.Hub;

public sealed class PollPaceTests
{
    [Test]
    public void Each_failure_doubles_the_wait_up_to_its_bound_and_a_success_ends_it()
    {
        var pace = new PollPace(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(300), 0, new Random(1));
        var waits = Enumerable.Range(0, 7).Select(_ => pace.Failed().TotalSeconds).ToList();
        Assert.That(waits, Is.EqualTo(new[] { 20d, 40, 80, 160, 300, 300, 300 }));
        Assert.That((pace.Succeeded().TotalSeconds, pace.Failed().TotalSeconds), Is.EqualTo((10d, 20d)));
    }

    [Test]
    public void No_number_of_failures_is_too_many()
    {
        var pace = new PollPace(TimeSpan.FromHours(10), TimeSpan.FromHours(1), 0, new Random(1));
        Assert.That(Enumerable.Range(0, 1000).Select(_ => pace.Failed()).Distinct(), Is.EqualTo(new[] { TimeSpan.FromHours(10) }), "a wait is never shorter than the period");
    }

    [Test]
    public void Waits_are_spread_around_the_period()
    {
        var pace = new PollPace(TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(300), 20, new Random(7));
        var waits = Enumerable.Range(0, 1000).Select(_ => pace.Succeeded().TotalSeconds).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(waits, Is.All.InRange(80, 120));
            Assert.That((waits.Min() < 85, waits.Max() > 115), Is.EqualTo((true, true)));
        });
    }
}
