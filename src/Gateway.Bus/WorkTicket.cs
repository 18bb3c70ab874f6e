namespace Gateway.Bus;

/// <summary>A message of a partition on its way through this process.</summary>
/// <param name="Ledger">Its partition.</param>
/// <param name="Offset">Its place there.</param>
/// <param name="Since">When it came, a timestamp of the time provider.</param>
internal sealed record WorkTicket(PartitionLedger Ledger, long Offset, long Since)
{
    /// <summary>The trace that the message belongs to; null: none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Nobody needs this message any more.</summary>
    public void Finish() => Ledger.Finish(Offset);
}
