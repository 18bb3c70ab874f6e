using Gateway.Bus.InProcess;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Bus.Tests;

public sealed class InProcessFixture : IBusFixture
{
    public static readonly BusOptions Options = new() { ControlConcurrency = 4, InquiryConcurrency = 4, Capacity = 1000, RedeliveryFirstMilliseconds = 1, RedeliveryMaximumSeconds = 1 };

    public Task<IWorkBus> OpenAsync() => Task.FromResult<IWorkBus>(new InProcessWorkBus(Options, TimeProvider.System, NullLogger<InProcessWorkBus>.Instance));
}

[TestFixture]
public sealed class InProcessBusCompliance : BusCompliance<InProcessFixture>;

/// <summary>What the in-process bus promises beyond the contract.</summary>
[TestFixture]
public sealed class InProcessBusTests
{
    private const int GuardMilliseconds = 60_000;

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_key_that_waits_already_is_not_queued_twice(CancellationToken guard)
    {
        await using var bus = Open(capacity: 10, concurrency: 1);
        for (var n = 0; n < 100; n++) await bus.PublishAsync([new(WorkTopic.Control, "a")], guard);
        await bus.PublishAsync([new(WorkTopic.Control, "last")], guard);

        var handled = new List<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        var consumer = bus.ConsumeAsync(WorkTopic.Control, (m, _) =>
        {
            handled.Add(m.Key);
            if (m.Key == "last") stop.Cancel();
            return Done;
        }, stop.Token);
        await consumer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Assert.That(handled, Is.EqualTo(new[] { "a", "last" }));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Publishing_waits_while_the_topic_is_full_and_goes_on_when_a_place_is_free(CancellationToken guard)
    {
        await using var bus = Open(capacity: 2);
        await bus.PublishAsync([new(WorkTopic.Control, "a"), new(WorkTopic.Control, "b")], guard);

        var third = bus.PublishAsync([new(WorkTopic.Control, "c")], guard);
        var known = bus.PublishAsync([new(WorkTopic.Control, "b")], guard);
        await known; // needs no place of its own
        Assert.That(third.IsCompleted, Is.False);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        var consumer = bus.ConsumeAsync(WorkTopic.Control, (_, _) => Done, stop.Token);
        await third;
        Assert.That(third.IsCompletedSuccessfully, Is.True);

        await stop.CancelAsync();
        await consumer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Publishing_that_waits_for_a_place_can_be_cancelled(CancellationToken guard)
    {
        await using var bus = Open(capacity: 1);
        await bus.PublishAsync([new(WorkTopic.Control, "a")], guard);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(guard);
        var waiting = bus.PublishAsync([new(WorkTopic.Control, "b")], cancel.Token);

        await cancel.CancelAsync();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Keys_are_handled_side_by_side(CancellationToken guard)
    {
        await using var bus = Open(capacity: 10);
        using var together = new Barrier(2);
        var met = new TaskCompletionSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        var consumer = bus.ConsumeAsync(WorkTopic.Control, async (_, cancel) =>
        {
            await Task.Run(() => together.SignalAndWait(cancel), cancel); // passes only when both keys are in hand
            met.TrySetResult();
            return null;
        }, stop.Token);

        await bus.PublishAsync([new(WorkTopic.Control, "a"), new(WorkTopic.Control, "b")], guard);

        await met.Task.WaitAsync(guard);
        Assert.That(met.Task.IsCompletedSuccessfully, Is.True);
        await stop.CancelAsync();
        await consumer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Task<TimeSpan?> Done => Task.FromResult<TimeSpan?>(null);

    private static InProcessWorkBus Open(int capacity, int concurrency = 2) => new(
        new BusOptions { ControlConcurrency = concurrency, Capacity = capacity }, TimeProvider.System, NullLogger<InProcessWorkBus>.Instance);
}
