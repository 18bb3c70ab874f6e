using Gateway.Bus;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

[TestFixture]
public sealed class WorkRetriesTests
{
    private static readonly WorkMessage Work = new(WorkTopic.Control, "6222000000000001");

    private readonly WorkerOptions _options = new() { RetryFirstMilliseconds = 1000, RetryMaximumSeconds = 10 };
    private FakeTime _time = null!;
    private WorkRetries _retries = null!;

    [SetUp]
    public void Begin()
    {
        _time = new FakeTime(Given.Start);
        _retries = new WorkRetries(_options, _time);
    }

    [Test]
    public void Each_rest_is_twice_as_long_up_to_the_longest()
    {
        int[] seconds = [1, 2, 4, 8, 10, 10];
        foreach (var length in seconds)
        {
            Assert.That(_retries.Failed(Work, hopeless: false).Length, Is.EqualTo(TimeSpan.FromSeconds(length)));
            _time.Advance(TimeSpan.FromSeconds(length) - TimeSpan.FromMilliseconds(1));
            Assert.That(_retries.RestOf(Work), Is.EqualTo(TimeSpan.FromMilliseconds(1)), $"a rest of {length} s is not over yet");
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.That(_retries.RestOf(Work), Is.Null, $"a rest of {length} s is over");
        }
    }

    [Test]
    public void What_is_hopeless_rests_longest_at_once() =>
        Assert.That(_retries.Failed(Work, hopeless: true), Is.EqualTo((1, TimeSpan.FromSeconds(10))));

    [Test]
    public void Work_that_got_on_begins_from_the_first_rest_again()
    {
        _retries.Failed(Work, hopeless: false);
        Assert.That(_retries.Failed(Work, hopeless: false).Attempts, Is.EqualTo(2));

        _retries.Passed(Work);

        Assert.That(_retries.RestOf(Work), Is.Null);
        Assert.That(_retries.Failed(Work, hopeless: false), Is.EqualTo((1, TimeSpan.FromSeconds(1))));
    }

    [Test]
    public void Work_is_parked_until_it_gets_on()
    {
        _retries.Failed(Work, hopeless: true);
        _retries.Parked(Work);
        _retries.Failed(Work, hopeless: true);
        Assert.That(_retries.IsParked(Work), Is.True);
        _retries.Passed(Work);
        Assert.That(_retries.IsParked(Work), Is.False);
    }
}
