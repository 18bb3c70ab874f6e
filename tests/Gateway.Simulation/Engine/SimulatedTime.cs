namespace Gateway.Simulation.Engine;

/// <summary>A process' clock: the world's, a little fast or slow. Its timers are appointments.</summary>
internal sealed class SimulatedTime(Agenda agenda, IOwner owner, TimeSpan skew) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => agenda.Now + skew;

    public override long GetTimestamp() => agenda.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(agenda, owner, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(Agenda agenda, IOwner owner, Action callback) : ITimer
    {
        private Appointment? _next;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Dispose();
            if (dueTime == Timeout.InfiniteTimeSpan) return true;
            _next = agenda.In(dueTime, owner, "timer", () =>
            {
                if (period > TimeSpan.Zero) Change(period, period);
                callback();
            });
            return true;
        }

        public void Dispose()
        {
            if (_next is not null) _next.Cancelled = true;
            _next = null;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
