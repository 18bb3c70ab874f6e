namespace Gateway.Simulation.Engine;

/// <summary>All that is going to happen, by time and, at the same moment, in the order in which it was entered. Time goes on only by what happens.</summary>
internal sealed class Agenda(DateTimeOffset start, Trace trace)
{
    private readonly PriorityQueue<Appointment, (long Ticks, long Number)> _waiting = new();
    private long _number;

    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>How many events have happened.</summary>
    public long Steps { get; private set; }

    public Appointment In(TimeSpan delay, IOwner? owner, string what, Action run)
    {
        var appointment = new Appointment(owner, what, run);
        Enter(appointment, Now + delay);
        return appointment;
    }

    /// <summary>Something that was held back happens now.</summary>
    public void Again(Appointment appointment) => Enter(appointment, Now);

    /// <summary>The clock goes on without anything happening; what falls due meanwhile is late.</summary>
    public void Jump(TimeSpan by) => Now += by;

    public void Note(IOwner? who, string what) => trace.Add(Now, who?.Name ?? "", what);

    /// <summary>Lets the next thing happen; false: there is nothing any more.</summary>
    public bool Step()
    {
        while (_waiting.TryDequeue(out var next, out var at))
        {
            if (next.Cancelled || next.Owner is { Dead: true }) continue;
            if (next.Owner is { Paused: true } owner)
            {
                owner.Hold(next);
                continue;
            }

            if (at.Ticks > Now.UtcTicks) Now = new DateTimeOffset(at.Ticks, TimeSpan.Zero);
            Steps++;
            if (next.What.Length > 0) trace.Add(Now, next.Owner?.Name ?? "", next.What);
            next.Run();
            return true;
        }

        return false;
    }

    private void Enter(Appointment appointment, DateTimeOffset at) => _waiting.Enqueue(appointment, (at.UtcTicks, _number++));
}
