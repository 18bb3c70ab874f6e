using System.Collections.Concurrent;

namespace Gateway.Bus.Tests;

/// <summary>Opens an empty bus for one test.</summary>
public interface IBusFixture
{
    Task<IWorkBus> OpenAsync();
}

/// <summary>The contract of every bus.</summary>
public abstract class BusCompliance<TFixture>
    where TFixture : IBusFixture, new()
{
    private const int GuardMilliseconds = 60_000;

    private IWorkBus _bus = null!;

    [SetUp]
    public async Task Open() => _bus = await new TFixture().OpenAsync();

    [TearDown]
    public async Task Close() => await _bus.DisposeAsync();

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_message_reaches_the_handler_of_its_topic(CancellationToken guard)
    {
        var got = new TaskCompletionSource<WorkMessage>();
        await using var consumer = Consume(WorkTopic.Control, (m, _) => Complete(got, m), guard);
        await using var other = Consume(WorkTopic.Inquiry, (_, _) => throw new InvalidOperationException("wrong topic"), guard);

        await _bus.PublishAsync([new(WorkTopic.Control, "6222001")], guard);

        Assert.That(await got.Task.WaitAsync(guard), Is.EqualTo(new WorkMessage(WorkTopic.Control, "6222001")));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task What_was_published_before_anyone_consumes_is_not_lost(CancellationToken guard)
    {
        await _bus.PublishAsync([new(WorkTopic.Control, "a"), new(WorkTopic.Control, "b")], guard);

        var both = new CountdownEvent(2);
        await using var consumer = Consume(WorkTopic.Control, (_, _) => { both.Signal(); return Task.CompletedTask; }, guard);

        Assert.That(await Task.Run(() => both.Wait(GuardMilliseconds, guard), guard), Is.True);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_message_that_comes_while_its_key_is_handled_makes_it_run_again(CancellationToken guard)
    {
        var running = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var again = new TaskCompletionSource();
        var runs = 0;
        await using var consumer = Consume(WorkTopic.Control, async (_, cancel) =>
        {
            if (Interlocked.Increment(ref runs) > 1)
            {
                again.TrySetResult();
                return;
            }

            running.SetResult();
            await goOn.Task.WaitAsync(cancel);
        }, guard);
        await _bus.PublishAsync([new(WorkTopic.Control, "a")], guard);
        await running.Task.WaitAsync(guard);

        await _bus.PublishAsync([new(WorkTopic.Control, "a")], guard);
        goOn.SetResult();

        await again.Task.WaitAsync(guard);
        Assert.That(runs, Is.EqualTo(2));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_message_whose_handler_threw_comes_again_and_other_keys_go_on_meanwhile(CancellationToken guard)
    {
        var failures = 0;
        var otherDone = new TaskCompletionSource();
        var done = new TaskCompletionSource();
        await using var consumer = Consume(WorkTopic.Control, (m, _) =>
        {
            if (m.Key == "good") return Complete(otherDone);
            // Fails until the other key got through: it must not be in its way.
            if (!otherDone.Task.IsCompleted)
            {
                Interlocked.Increment(ref failures);
                throw new InvalidOperationException("not yet");
            }

            return Complete(done);
        }, guard);

        await _bus.PublishAsync([new(WorkTopic.Control, "bad"), new(WorkTopic.Control, "good")], guard);

        await otherDone.Task.WaitAsync(guard);
        await done.Task.WaitAsync(guard);
        Assert.That(done.Task.IsCompletedSuccessfully, Is.True);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Work_that_rests_comes_again_when_its_rest_is_over_and_other_keys_do_not_wake_it(CancellationToken guard)
    {
        var runs = 0;
        var rested = new TaskCompletionSource();
        var other = new TaskCompletionSource();
        var again = new TaskCompletionSource();
        await using var consumer = ConsumeResting(WorkTopic.Control, (m, _) =>
        {
            if (m.Key == "other")
            {
                other.TrySetResult();
                return Task.FromResult<TimeSpan?>(null);
            }

            if (Interlocked.Increment(ref runs) == 1)
            {
                rested.SetResult();
                return Task.FromResult<TimeSpan?>(TimeSpan.FromSeconds(1));
            }

            again.SetResult();
            return Task.FromResult<TimeSpan?>(null);
        }, guard);
        await _bus.PublishAsync([new(WorkTopic.Control, "a")], guard);
        await rested.Task.WaitAsync(guard);

        await _bus.PublishAsync([new(WorkTopic.Control, "other")], guard);

        await other.Task.WaitAsync(guard);
        await again.Task.WaitAsync(guard);
        Assert.That(runs, Is.EqualTo(2));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_further_message_wakes_work_that_rests(CancellationToken guard)
    {
        var rested = new TaskCompletionSource();
        var again = new TaskCompletionSource();
        await using var consumer = ConsumeResting(WorkTopic.Control, (_, _) =>
        {
            if (!rested.TrySetResult()) again.TrySetResult();
            return Task.FromResult<TimeSpan?>(again.Task.IsCompleted ? null : TimeSpan.FromHours(1));
        }, guard);
        await _bus.PublishAsync([new(WorkTopic.Control, "a")], guard);
        await rested.Task.WaitAsync(guard);

        await _bus.PublishAsync([new(WorkTopic.Control, "a")], guard);

        await again.Task.WaitAsync(guard);
        Assert.That(again.Task.IsCompletedSuccessfully, Is.True);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Work_that_rests_when_its_consumer_ends_goes_to_the_next_one(CancellationToken guard)
    {
        var rested = new TaskCompletionSource();
        await using (ConsumeResting(WorkTopic.Control, (_, _) =>
        {
            rested.TrySetResult();
            return Task.FromResult<TimeSpan?>(TimeSpan.FromSeconds(2));
        }, guard))
        {
            await _bus.PublishAsync([new(WorkTopic.Control, "a")], guard);
            await rested.Task.WaitAsync(guard);
        }

        var got = new TaskCompletionSource<WorkMessage>();
        await using var second = Consume(WorkTopic.Control, (m, _) => Complete(got, m), guard);

        Assert.That((await got.Task.WaitAsync(guard)).Key, Is.EqualTo("a"));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Handlers_of_inquiries_that_hang_do_not_hold_up_a_control(CancellationToken guard)
    {
        using var hang = new CancellationTokenSource();
        var got = new TaskCompletionSource();
        var inquiries = Consume(WorkTopic.Inquiry, (_, _) => Task.Delay(Timeout.Infinite, hang.Token), guard);
        await using var control = Consume(WorkTopic.Control, (_, _) => Complete(got), guard);
        await _bus.PublishAsync([.. Enumerable.Range(0, 200).Select(n => new WorkMessage(WorkTopic.Inquiry, $"party {n}"))], guard);

        await _bus.PublishAsync([new(WorkTopic.Control, "6222001")], guard);

        await got.Task.WaitAsync(guard);
        Assert.That(got.Task.IsCompletedSuccessfully, Is.True);
        await inquiries.StopAsync(hang);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_message_whose_handler_was_cancelled_goes_to_the_next_consumer(CancellationToken guard)
    {
        var running = new TaskCompletionSource();
        var first = Consume(WorkTopic.Control, async (_, cancel) =>
        {
            running.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        }, guard);
        await _bus.PublishAsync([new(WorkTopic.Control, "a")], guard);
        await running.Task.WaitAsync(guard);
        await first.DisposeAsync();

        var got = new TaskCompletionSource<WorkMessage>();
        await using var second = Consume(WorkTopic.Control, (m, _) => Complete(got, m), guard);

        Assert.That((await got.Task.WaitAsync(guard)).Key, Is.EqualTo("a"));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_consumer_that_is_cancelled_ends_only_when_the_handler_in_hand_has(CancellationToken guard)
    {
        var running = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var finished = false;
        var consumer = Consume(WorkTopic.Control, async (_, _) =>
        {
            running.SetResult();
            await goOn.Task; // finishes its work in spite of the cancellation
            finished = true;
        }, guard);
        await _bus.PublishAsync([new(WorkTopic.Control, "a")], guard);
        await running.Task.WaitAsync(guard);

        var stopping = consumer.DisposeAsync();
        Assert.That(stopping.IsCompleted, Is.False);
        goOn.SetResult();
        await stopping;

        Assert.That(finished, Is.True);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Under_load_no_key_is_handled_twice_at_a_time_and_no_work_is_left(CancellationToken guard)
    {
        const int Keys = 20, PerKey = 200;
        var open = new ConcurrentDictionary<string, int>();
        var busy = new ConcurrentDictionary<string, int>();
        var overlaps = 0;
        var left = Keys * PerKey;
        var allDone = new TaskCompletionSource();
        async Task Handle(WorkMessage message, CancellationToken cancel)
        {
            if (busy.AddOrUpdate(message.Key, 1, (_, n) => n + 1) > 1) Interlocked.Increment(ref overlaps);
            await Task.Yield();
            var took = open.TryGetValue(message.Key, out var n) && open.TryUpdate(message.Key, 0, n) ? n : 0;
            await Task.Yield();
            busy.AddOrUpdate(message.Key, 0, (_, n) => n - 1);
            if (Interlocked.Add(ref left, -took) == 0) allDone.TrySetResult();
        }

        await using var one = Consume(WorkTopic.Control, Handle, guard);
        await using var two = Consume(WorkTopic.Control, Handle, guard);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(publisher => Task.Run(async () =>
        {
            for (var n = publisher; n < Keys * PerKey; n += 8)
            {
                var key = $"key {n % Keys}";
                open.AddOrUpdate(key, 1, (_, count) => count + 1);
                await _bus.PublishAsync([new(WorkTopic.Control, key)], guard);
            }
        }, guard)));

        await allDone.Task.WaitAsync(guard);
        Assert.That(overlaps, Is.Zero);
    }

    /// <summary>A consumer in the background; disposing it cancels it and waits for its end.</summary>
    private protected Consumer Consume(WorkTopic topic, Func<WorkMessage, CancellationToken, Task> handle, CancellationToken guard) => ConsumeResting(topic, async (m, cancel) =>
    {
        await handle(m, cancel);
        return null;
    }, guard);

    /// <summary>The same with a handler that may let its work rest.</summary>
    private protected Consumer ConsumeResting(WorkTopic topic, WorkHandler handle, CancellationToken guard)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        return new Consumer(_bus.ConsumeAsync(topic, handle, stop.Token), stop);
    }

    private protected IWorkBus Bus => _bus;

    private static Task Complete(TaskCompletionSource source)
    {
        source.TrySetResult();
        return Task.CompletedTask;
    }

    private static Task Complete<T>(TaskCompletionSource<T> source, T value)
    {
        source.TrySetResult(value);
        return Task.CompletedTask;
    }

    private protected sealed class Consumer(Task running, CancellationTokenSource stop) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await StopAsync(stop);

        /// <summary>Cancels the consumer's own token, then another that its handlers wait on, and waits for the end.</summary>
        public async Task StopAsync(CancellationTokenSource handlers)
        {
            await stop.CancelAsync();
            await handlers.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.That(running.IsCanceled, Is.True, "a consumer ends by cancellation alone");
        }
    }
}
