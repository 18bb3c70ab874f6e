using System.Threading.Channels;
using Gateway.Bus;
using Gateway.Store;
using Gateway.Worker.Receipts;
using Gateway.Worker.Relaying;
using Gateway.Worker.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Worker.Tests;

/// <summary>Outbox to bus: nothing is lost, and no topic holds up the other.</summary>
[TestFixture]
public sealed class RelayTests
{
    private const string Account = "6222000000000001";
    private const int GuardMilliseconds = 60_000;

    private sealed class FakeBus : IWorkBus
    {
        private readonly Channel<WorkMessage> _published = Channel.CreateUnbounded<WorkMessage>();

        public bool Durable { get; init; }

        /// <summary>Runs before messages are taken; may wait or throw.</summary>
        public Func<WorkMessage, CancellationToken, Task> Gate { get; set; } = (_, _) => Task.CompletedTask;

        public ChannelReader<WorkMessage> Published => _published.Reader;

        public async Task PublishAsync(IReadOnlyList<WorkMessage> messages, CancellationToken cancel)
        {
            foreach (var message in messages)
            {
                await Gate(message, cancel);
                _published.Writer.TryWrite(message);
            }
        }

        public Task ConsumeAsync(WorkTopic topic, WorkHandler handle, CancellationToken cancel) => Task.Delay(Timeout.Infinite, cancel);

        public Task<string?> ProblemAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task An_accepted_order_goes_to_the_bus_and_leaves_the_outbox(CancellationToken guard)
    {
        await using var bench = await Bench.OpenAsync();
        var bus = new FakeBus { Durable = true };
        using var relay = Open(bench, bus, out var signal);
        await relay.StartAsync(guard);

        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        signal.Pulse();

        Assert.That(await bus.Published.ReadAsync(guard), Is.EqualTo(new WorkMessage(WorkTopic.Control, Account)));
        await UntilAsync(async () => (await bench.Store.ReadStatisticsAsync(guard)).UnsentOutbox == 0, guard);
        await relay.StopAsync(guard);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_row_of_another_process_is_found_without_a_signal(CancellationToken guard)
    {
        await using var bench = await Bench.OpenAsync();
        var bus = new FakeBus { Durable = true };
        using var relay = Open(bench, bus, out _);
        await relay.StartAsync(guard);
        await bench.AcceptAsync(Given.Inquiry("Q1"));

        var found = bus.Published.ReadAsync(guard).AsTask();
        while (!found.IsCompleted)
        {
            guard.ThrowIfCancellationRequested();
            bench.Time.Advance(TimeSpan.FromMilliseconds(bench.Options.RelayPollMilliseconds));
            await Task.Yield();
        }

        Assert.That(await found, Is.EqualTo(new WorkMessage(WorkTopic.Inquiry, PartyKeys.Of(Given.Zhang))));
        await relay.StopAsync(guard);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Inquiries_that_the_bus_does_not_take_do_not_hold_back_a_freeze(CancellationToken guard)
    {
        await using var bench = await Bench.OpenAsync();
        for (var n = 0; n < 20; n++) await bench.AcceptAsync(Given.Inquiry($"Q{n}"));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        var bus = new FakeBus { Durable = true, Gate = (m, cancel) => m.Topic == WorkTopic.Inquiry ? Task.Delay(Timeout.Infinite, cancel) : Task.CompletedTask };
        using var relay = Open(bench, bus, out _);

        await relay.StartAsync(guard);

        Assert.That((await bus.Published.ReadAsync(guard)).Key, Is.EqualTo(Account));
        await relay.StopAsync(guard);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task What_the_bus_did_not_take_is_sent_again(CancellationToken guard)
    {
        await using var bench = await Bench.OpenAsync();
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        var failures = 0;
        var bus = new FakeBus { Durable = true, Gate = (_, _) => ++failures == 1 ? throw new IOException("the broker is away") : Task.CompletedTask };
        using var relay = Open(bench, bus, out _);
        await relay.StartAsync(guard);

        var got = bus.Published.ReadAsync(guard).AsTask();
        while (!got.IsCompleted)
        {
            guard.ThrowIfCancellationRequested();
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.That((await got).Key, Is.EqualTo(Account));
        await relay.StopAsync(guard);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_bus_that_forgets_is_refilled_at_start_with_everything_unfinished(CancellationToken guard)
    {
        await using var bench = await Bench.OpenAsync();
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.Store.MarkSentAsync([.. (await bench.Store.ReadOutboxAsync("control", 10, guard)).Select(r => r.Id)], guard); // on the bus of a process that died
        var bus = new FakeBus { Durable = false };
        using var relay = Open(bench, bus, out _);

        await relay.StartAsync(guard);

        Assert.That((await bus.Published.ReadAsync(guard)).Key, Is.EqualTo(Account));
        await relay.StopAsync(guard);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task What_a_durable_bus_lost_is_sent_again_after_a_while(CancellationToken guard)
    {
        await using var bench = await Bench.OpenAsync();
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.Store.MarkSentAsync([.. (await bench.Store.ReadOutboxAsync("control", 10, guard)).Select(r => r.Id)], guard);
        var bus = new FakeBus { Durable = true };
        using var relay = Open(bench, bus, out _);
        await relay.StartAsync(guard);

        var again = bus.Published.ReadAsync(guard).AsTask();
        var waited = TimeSpan.Zero;
        while (!again.IsCompleted)
        {
            guard.ThrowIfCancellationRequested();
            bench.Time.Advance(TimeSpan.FromSeconds(10));
            waited += TimeSpan.FromSeconds(10);
            await Task.Yield();
        }

        Assert.That(await again, Is.EqualTo(new WorkMessage(WorkTopic.Control, Account)));
        Assert.That(waited, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(bench.Options.SweepMinutes)));
        await relay.StopAsync(guard);
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_parked_account_is_tried_at_start_though_the_bus_forgot_nothing(CancellationToken guard)
    {
        await using var bench = await Bench.OpenAsync();
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.Store.MarkSentAsync([.. (await bench.Store.ReadOutboxAsync("control", 10, guard)).Select(r => r.Id)], guard);
        await bench.Store.SetParkedAsync(Account, "core: NotSent DOWN", guard);
        var bus = new FakeBus { Durable = true };
        using var relay = Open(bench, bus, out _);

        await relay.StartAsync(guard);

        Assert.That((await bus.Published.ReadAsync(guard)).Key, Is.EqualTo(Account));
        await relay.StopAsync(guard);
    }

    private static Relay Open(Bench bench, IWorkBus bus, out WorkSignal signal)
    {
        signal = new WorkSignal();
        return new Relay(bench.Store, (ILeases)bench.Store, bus, signal, bench.Options, new WorkerMetrics(bench.Rests), bench.Time, NullLogger<Relay>.Instance);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken guard)
    {
        while (!await condition()) guard.ThrowIfCancellationRequested();
    }
}
