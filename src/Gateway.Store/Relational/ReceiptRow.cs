using Gateway.Register.Orders;
using Gateway.Store.Damage;
using Gateway.Store.Privacy;

namespace Gateway.Store.Relational;

/// <summary>A row of receipts with its order's key; the OFD lies in the archive under OfdKey.</summary>
internal sealed record ReceiptRow
{
    public const string Select = """
        SELECT r.channel_id AS ChannelId, r.sequence AS Sequence, r.order_id AS OrderId, r.kind AS Kind, r.ofd_key AS OfdKey, r.body AS Body,
               r.created_at AS CreatedAt, r.acknowledged_at AS AcknowledgedAt, o.channel_id AS OrderChannelId, o.order_no AS OrderNo, o.version AS Version, o.archived_key AS ArchivedKey, o.trace_parent AS TraceParent,
               r.damaged_at AS DamagedAt, r.lost AS Lost
        FROM receipts r JOIN orders o ON o.order_id = r.order_id
        """;

    public string ChannelId { get; init; } = "";
    public long Sequence { get; init; }
    public long OrderId { get; init; }
    public ReceiptKind Kind { get; init; }
    public string OfdKey { get; init; } = "";
    /// <summary>As the table holds it.</summary>
    public byte[] Body { get; init; } = [];
    public long CreatedAt { get; init; }
    public long? AcknowledgedAt { get; init; }
    /// <summary>Another one than the stream's where a transfer made it so (C16).</summary>
    public string OrderChannelId { get; init; } = "";
    public string OrderNo { get; init; } = "";
    public int Version { get; init; }
    /// <summary>Where the body is, once the order has moved into the archive.</summary>
    public string? ArchivedKey { get; init; }

    /// <summary>The order's trace.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Since when its document is known to be damaged; null: it is not.</summary>
    public long? DamagedAt { get; init; }

    /// <summary>It could not be made anew.</summary>
    public bool Lost { get; init; }

    public OrderKey Key => new(OrderChannelId, OrderNo, Version);

    public StoredReceipt With(byte[] ofd, RowCipher cipher) => new(
        ChannelId, Sequence, Key, Kind, ofd, cipher.Open(SealedColumns.Receipt.Of(ChannelId, Sequence), Body), Columns.Moment(CreatedAt), AcknowledgedAt is not null)
    { TraceParent = TraceParent };

    public DamagedReceipt Damaged => new(ChannelId, Sequence, Key, Kind, OfdKey, Columns.Moment(CreatedAt), Columns.Moment(DamagedAt ?? 0), Lost);
}
