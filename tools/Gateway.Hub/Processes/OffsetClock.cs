namespace Gateway.Hub.Processes;

/// <summary>The machine's clock, moved by an offset that hub, gateway and core simulator share.</summary>
internal sealed class OffsetClock : TimeProvider
{
    /// <summary>Whole milliseconds ahead of the machine's clock.</summary>
    public long OffsetMilliseconds { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMilliseconds(OffsetMilliseconds);
}
