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
    public async Task Each_rest_is_twice_as_long_up_to_the_longest()
    {
        int[] seconds = [1, 2, 4, 8, 10, 10];
        foreach (var length in seconds)
        {
            _retries.Failed(Work, hopeless: false);
            _time.Advance(TimeSpan.FromSeconds(length) - TimeSpan.FromMilliseconds(1));
            Assert.That(await CalledAsync(), Is.Empty, $"a rest of {length} s is not over yet");
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.That(await CalledAsync(), Is.EqualTo(new[] { Work }), $"a rest of {length} s is over");
        }
    }

    [Test]
    public async Task What_is_hopeless_rests_longest_at_once()
    {
        _retries.Failed(Work, hopeless: true);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.That(await CalledAsync(), Is.Empty);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await CalledAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Work_rests_until_it_is_called_and_is_called_once()
    {
        _retries.Failed(Work, hopeless: false);
        Assert.That(_retries.IsResting(Work), Is.True);
        _time.Advance(TimeSpan.FromSeconds(1));
        await CalledAsync();
        Assert.That(_retries.IsResting(Work), Is.False);
        _time.Advance(TimeSpan.FromSeconds(100));
        Assert.That(await CalledAsync(), Is.Empty);
    }

    [Test]
    public void Work_that_got_on_begins_from_the_first_rest_again()
    {
        Assert.That(_retries.Failed(Work, hopeless: false), Is.EqualTo(1));
        Assert.That(_retries.Failed(Work, hopeless: false), Is.EqualTo(2));
        _retries.Passed(Work);
        Assert.That(_retries.IsResting(Work), Is.False);
        Assert.That(_retries.Failed(Work, hopeless: false), Is.EqualTo(1));
    }

    [Test]
    public async Task A_call_that_failed_is_made_again()
    {
        _retries.Failed(Work, hopeless: false);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(async () => await _retries.RunAsync(_ => throw new IOException("the bus is away"), default), Throws.InstanceOf<IOException>());
        Assert.That(await CalledAsync(), Is.EqualTo(new[] { Work }));
    }

    [Test, CancelAfter(60_000)]
    public async Task A_rest_that_begins_while_all_sleep_is_not_overslept(CancellationToken guard)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        var called = new TaskCompletionSource();
        var loop = _retries.RunAsync(_ => { called.TrySetResult(); return Task.CompletedTask; }, stop.Token);

        _retries.Failed(Work, hopeless: false);
        while (!called.Task.IsCompleted)
        {
            guard.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMilliseconds(100)); // whenever the loop's timer is set, it comes to its end
            await Task.Yield();
        }

        await stop.CancelAsync();
        Assert.That(async () => await loop, Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>What is due now.</summary>
    private async Task<IReadOnlyList<WorkMessage>> CalledAsync()
    {
        using var stop = new CancellationTokenSource();
        var called = new List<WorkMessage>();
        var loop = _retries.RunAsync(due => { called.AddRange(due); return Task.CompletedTask; }, stop.Token);
        await stop.CancelAsync(); // the first look is made before anything is waited for
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return called;
    }
}
