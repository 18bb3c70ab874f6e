using System.Threading.Channels;
using Gateway.Register.Orders;
using Gateway.Store.Batching;

namespace Gateway.Store.Tests.Batching;

/// <summary>How long a batch is gathered: not at all with few orders in hand, longer with many, and never for inquiries where controls are few.</summary>
[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BatchLoopTests : IAsyncDisposable
{
    const int GuardMilliseconds = 60_000;

    readonly StillClock _clock = new();
    readonly Channel<IReadOnlyList<string>> _batches = Channel.CreateUnbounded<IReadOnlyList<string>>();
    readonly OrderTraffic _traffic;
    readonly BatchLoop<string> _loop;

    public BatchLoopTests()
    {
        _traffic = new OrderTraffic(_clock);
        _loop = new BatchLoop<string>(1000, 256, _traffic, _clock, batch => _batches.Writer.WriteAsync(batch).AsTask());
    }

    public async ValueTask DisposeAsync()
    {
        _clock.Release();
        await _loop.DisposeAsync();
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task With_few_orders_in_hand_nothing_waits(CancellationToken guard)
    {
        Hold(OrderKind.Inquiry, 11);
        await _loop.AddAsync("a", Urgency.Ordinary, guard);
        Assert.That(await _batches.Reader.ReadAsync(guard), Is.EqualTo(new[] { "a" }), "while the clock stands still");
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task With_many_in_hand_what_comes_meanwhile_comes_along(CancellationToken guard)
    {
        Hold(OrderKind.Inquiry, 64);
        await _loop.AddAsync("a", Urgency.Ordinary, guard);
        await _clock.WaitedForAsync(guard);
        await _loop.AddAsync("b", Urgency.Ordinary, guard);
        Assert.That(_batches.Reader.TryRead(out _), Is.False, "it is gathered for 32 ms");
        _clock.Pass(TimeSpan.FromMilliseconds(32));
        Assert.That(await _batches.Reader.ReadAsync(guard), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Once_everything_that_could_come_is_there_it_goes(CancellationToken guard)
    {
        Hold(OrderKind.Inquiry, 20);
        await _loop.AddAsync("0", Urgency.Ordinary, guard);
        await _clock.WaitedForAsync(guard);
        for (var i = 1; i < 20; i++) await _loop.AddAsync($"{i}", Urgency.Ordinary, guard);
        _clock.Pass(TimeSpan.Zero);
        Assert.That(await _batches.Reader.ReadAsync(guard), Has.Count.EqualTo(20), "its time is not over");
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Between_two_waves_of_orders_it_is_gathered_as_long_as_within_them(CancellationToken guard)
    {
        Leave(Hold(OrderKind.Inquiry, 64));
        await _loop.AddAsync("a", Urgency.Ordinary, guard);
        await _clock.WaitedForAsync(guard);
        await _loop.AddAsync("b", Urgency.Ordinary, guard);
        _clock.Pass(TimeSpan.FromMilliseconds(32));
        Assert.That(await _batches.Reader.ReadAsync(guard), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Two_seconds_after_the_last_wave_nothing_waits(CancellationToken guard)
    {
        Leave(Hold(OrderKind.Inquiry, 64));
        _clock.Pass(TimeSpan.FromSeconds(2));
        await _loop.AddAsync("a", Urgency.Ordinary, guard);
        Assert.That(await _batches.Reader.ReadAsync(guard), Is.EqualTo(new[] { "a" }), "while the clock stands still");
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task One_control_among_many_inquiries_is_not_kept_for_them(CancellationToken guard)
    {
        Hold(OrderKind.Inquiry, 200);
        Hold(OrderKind.Control, 1);
        await _loop.AddAsync("control", Urgency.Control, guard);
        Assert.That(await _batches.Reader.ReadAsync(guard), Is.EqualTo(new[] { "control" }), "while the clock stands still");
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Where_controls_are_many_they_are_gathered_for_all(CancellationToken guard)
    {
        Hold(OrderKind.Inquiry, 48);
        Hold(OrderKind.Control, 16);
        await _loop.AddAsync("a", Urgency.Control, guard);
        await _clock.WaitedForAsync(guard);
        await _loop.AddAsync("b", Urgency.Control, guard);
        _clock.Pass(TimeSpan.FromMilliseconds(32));
        Assert.That(await _batches.Reader.ReadAsync(guard), Is.EqualTo(new[] { "a", "b" }));
    }

    IReadOnlyList<IDisposable> Hold(OrderKind kind, int orders) => [.. Enumerable.Range(0, orders).Select(_ => _traffic.Enter(kind))];

    static void Leave(IEnumerable<IDisposable> hands)
    {
        foreach (var hand in hands) hand.Dispose();
    }

    /// <summary>Stands still until told otherwise.</summary>
    sealed class StillClock : TimeProvider
    {
        readonly Lock _lock = new();
        readonly List<Alarm> _alarms = [];
        readonly Channel<bool> _asked = Channel.CreateUnbounded<bool>();
        TimeSpan _now;
        bool _released;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            lock (_lock) return _now.Ticks;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var alarm = new Alarm(() => callback(state));
            lock (_lock)
            {
                if (!_released) _alarms.Add(alarm);
            }

            _asked.Writer.TryWrite(true);
            if (_released) alarm.Ring();
            return alarm;
        }

        /// <summary>Until somebody waits for it.</summary>
        public async Task WaitedForAsync(CancellationToken cancel) => await _asked.Reader.ReadAsync(cancel);

        public void Pass(TimeSpan time)
        {
            List<Alarm> due;
            lock (_lock)
            {
                _now += time;
                due = [.. _alarms];
                _alarms.Clear();
            }

            foreach (var alarm in due) alarm.Ring();
        }

        public void Release()
        {
            _released = true;
            Pass(TimeSpan.FromHours(1));
        }

        sealed class Alarm(Action ring) : ITimer
        {
            public void Ring() => ring();

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
