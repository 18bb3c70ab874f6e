namespace Gateway.Store.Retention;

/// <summary>The archive's record of a closed order: everything that its rows held. Written as JSON with members by name; later builds read it, so names stay.</summary>
internal sealed record ArchivedOrder(OrderFile File, string? NotesJson, IReadOnlyList<ArchivedLine> Lines, IReadOnlyList<ArchivedReceipt> Receipts)
{
    public const string KeyPrefix = "order-";
}

/// <summary>A line as it was ordered, with the decisions that were written before their instructions were carried out, as JSON.</summary>
internal sealed record ArchivedLine(long LineId, string LineNo, string LineJson, IReadOnlyList<string> Decisions);

/// <summary>The stream's channel is another than the order's where a transfer made it so (C16).</summary>
internal sealed record ArchivedReceipt(string ChannelId, long Sequence, byte[] Body);
