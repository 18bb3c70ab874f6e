using Gateway.Ops.Health;
using Gateway.Store;

namespace Gateway.Ops.Tests;

/// <summary>A clock more than a second off the store's is not ready (16).</summary>
[TestFixture]
public sealed class ClockCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    [TestCase(0, null)]
    [TestCase(900, null)]
    [TestCase(-900, null)]
    [TestCase(1500, "is 1.4 s behind the store's")]
    [TestCase(-1500, "is 1.5 s ahead of the store's")]
    public void The_servers_clock_may_be_a_second_off_beside_the_time_of_the_question(int serverAheadMilliseconds, string? problem) =>
        Assert.That(ClockCheck.Problem(new StoreClock(Now.AddDays(-1), Now.AddMilliseconds(serverAheadMilliseconds)), Now, Now.AddMilliseconds(100)), Is.EqualTo(problem));

    [TestCase(0, null)]
    [TestCase(1000, null)]
    [TestCase(30_000, "is 30.0 s behind the latest arrival")]
    public void Where_the_database_has_no_clock_of_its_own_the_latest_arrival_shows_one_that_fell_behind(int arrivalAheadMilliseconds, string? problem) =>
        Assert.That(ClockCheck.Problem(new StoreClock(Now.AddMilliseconds(arrivalAheadMilliseconds), null), Now, Now), Is.EqualTo(problem));

    [Test]
    public void An_old_latest_arrival_says_nothing() => Assert.That(ClockCheck.Problem(new StoreClock(Now.AddYears(-1), null), Now, Now), Is.Null);
}
