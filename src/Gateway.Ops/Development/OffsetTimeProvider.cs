namespace Gateway.Ops.Development;

/// <summary>The machine's clock with an offset that can be set; timers run in real time. For development and scenarios only.</summary>
public sealed class OffsetTimeProvider : TimeProvider
{
    private long _offsetTicks;

    /// <summary>How far this clock is ahead of the machine's; negative: behind.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));
        set => Interlocked.Exchange(ref _offsetTicks, value.Ticks);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
