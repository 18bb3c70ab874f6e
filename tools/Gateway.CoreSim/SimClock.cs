namespace Gateway.CoreSim;

/// <summary>The machine's clock plus an offset that scenarios set; timers run in real time. The simulated bank's day is that of UTC+8.</summary>
internal sealed class SimClock : TimeProvider
{
    static readonly TimeSpan BankZone = TimeSpan.FromHours(8);
    long _offsetMilliseconds;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddMilliseconds(Volatile.Read(ref _offsetMilliseconds));

    /// <summary>The bank's present day.</summary>
    public DateOnly Today => DayOf(GetUtcNow());

    public void SetOffset(long milliseconds) => Volatile.Write(ref _offsetMilliseconds, milliseconds);

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(BankZone).DateTime);

    /// <summary>Midnight at the begin of a day in the bank's zone.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), BankZone);
}
