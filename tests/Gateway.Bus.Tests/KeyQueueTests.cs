using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Bus.Tests;

/// <summary>How messages with tickets are finished.</summary>
[TestFixture]
public sealed class KeyQueueTests
{
    private const int GuardMilliseconds = 60_000;

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_hot_key_keeps_one_message_and_not_thousands_and_the_run_finishes_what_came_before_it(CancellationToken guard)
    {
        using var queue = Open();
        var ledger = new PartitionLedger(0);
        for (var offset = 0; offset < 1000; offset++) Assert.That(queue.TryEnter("a", ledger.Receive(offset, 0)), Is.True);
        Assert.That((queue.Count, ledger.Position), Is.EqualTo((1, 999)), "the last one stands for all");

        await RunUntilAsync(queue, (_, _) => Task.FromResult<TimeSpan?>(null), () => queue.Count == 0, guard);

        Assert.That(ledger.Position, Is.EqualTo(1000));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_run_belongs_to_the_trace_of_the_first_message_that_it_stands_for_and_keeps_it_when_it_comes_again(CancellationToken guard)
    {
        using var queue = Open();
        var ledger = new PartitionLedger(0);
        queue.TryEnter("a", ledger.Receive(0, 0));
        queue.TryEnter("a", ledger.Receive(1, 0) with { TraceParent = "first" });
        queue.TryEnter("a", ledger.Receive(2, 0) with { TraceParent = "second" });
        List<string?> traces = [];

        await RunUntilAsync(queue, (message, _) =>
        {
            traces.Add(message.TraceParent);
            if (traces.Count == 1) throw new IOException("once more");
            if (traces.Count == 2) queue.TryEnter("a", ledger.Receive(3, 0));
            return Task.FromResult<TimeSpan?>(null);
        }, () => traces.Count == 3, guard);

        Assert.That(traces, Is.EqualTo(new[] { "first", "first", null }));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task What_came_during_the_run_is_not_finished_by_it(CancellationToken guard)
    {
        using var queue = Open();
        var ledger = new PartitionLedger(0);
        queue.TryEnter("a", ledger.Receive(0, 0));
        List<long> positions = [];

        await RunUntilAsync(queue, (_, _) =>
        {
            positions.Add(ledger.Position);
            if (positions.Count == 1) queue.TryEnter("a", ledger.Receive(1, 0));
            return Task.FromResult<TimeSpan?>(null);
        }, () => queue.Count == 0, guard);

        Assert.That(positions, Is.EqualTo(new[] { 0L, 1L }));
    }

    [Test]
    public void With_no_place_left_further_keys_are_not_taken_but_known_ones_are()
    {
        using var queue = Open(capacity: 1);
        var ledger = new PartitionLedger(0);
        Assert.That(queue.TryEnter("a", ledger.Receive(0, 0)), Is.True);
        Assert.That(queue.TryEnter("b", ledger.Receive(1, 0)), Is.False);
        Assert.That(queue.TryEnter("a", ledger.Receive(2, 0)), Is.True);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task What_rests_beyond_its_bound_keeps_its_place(CancellationToken guard)
    {
        using var queue = new KeyQueue(
            WorkTopic.Control, new BusOptions { Capacity = 3, RestingMaximum = 1 }, TimeProvider.System, NullLogger.Instance, _ => Task.CompletedTask, default);
        var ledger = new PartitionLedger(0);
        foreach (var n in Enumerable.Range(0, 3)) queue.TryEnter($"{n}", ledger.Receive(n, TimeProvider.System.GetTimestamp()));
        var runs = 0;

        await RunUntilAsync(queue, (_, _) =>
        {
            runs++;
            return Task.FromResult<TimeSpan?>(TimeSpan.FromHours(1));
        }, () => runs == 3 && queue.Count == 2, guard);

        Assert.That(queue.TryEnter("3", ledger.Receive(3, 0)), Is.True);
        Assert.That(queue.TryEnter("4", ledger.Receive(4, 0)), Is.False);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Of_a_partition_that_goes_nothing_is_begun_any_more_and_what_is_in_hand_is_told_to_end_and_left_unfinished(CancellationToken guard)
    {
        using var queue = Open(concurrency: 1);
        var (going, staying) = (new PartitionLedger(0), new PartitionLedger(1));
        List<string> begun = [];
        queue.TryEnter("in hand", going.Receive(0, 0));
        queue.TryEnter("waits", going.Receive(1, 0));
        queue.TryEnter("stays", staying.Receive(0, 0));

        await RunUntilAsync(queue, async (m, cancel) =>
        {
            begun.Add(m.Key);
            if (m.Key != "in hand") return null;
            going.Release(() => { });
            queue.Release(going);
            await Task.Delay(Timeout.Infinite, cancel);
            return null;
        }, () => queue.Count == 0, guard);

        Assert.That(begun, Is.EqualTo(new[] { "in hand", "stays" }));
        Assert.That((going.Position, going.IsIdle, staying.Position), Is.EqualTo((0, true, 1)));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_message_of_work_that_rests_for_long_gives_way_to_a_new_one(CancellationToken guard)
    {
        List<string> republished = [];
        using var queue = Open(republish: key =>
        {
            republished.Add(key);
            return Task.CompletedTask;
        });
        var ledger = new PartitionLedger(0);
        var longAgo = TimeProvider.System.GetTimestamp() - (TimeSpan.FromMinutes(11).Ticks * TimeProvider.System.TimestampFrequency / TimeSpan.TicksPerSecond);
        queue.TryEnter("rests", ledger.Receive(0, longAgo));
        queue.TryEnter("new", ledger.Receive(1, TimeProvider.System.GetTimestamp()));

        await RunUntilAsync(queue, (_, _) => Task.FromResult<TimeSpan?>(TimeSpan.FromHours(1)), () => ledger.Position == 1, guard);

        Assert.That(republished, Is.EqualTo(new[] { "rests" }));
        Assert.That(queue.Count, Is.Zero, "both still rest, and keep nobody waiting");
    }

    private static KeyQueue Open(int capacity = 100, int concurrency = 1, Func<string, Task>? republish = null) => new(
        WorkTopic.Control, new BusOptions { Capacity = capacity, ControlConcurrency = concurrency }, TimeProvider.System, NullLogger.Instance, republish ?? (_ => Task.CompletedTask), default);

    private static async Task RunUntilAsync(KeyQueue queue, WorkHandler handle, Func<bool> reached, CancellationToken guard)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        var running = queue.RunAsync(handle, stop.Token);
        while (!reached())
        {
            guard.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await stop.CancelAsync();
        await running;
    }
}
