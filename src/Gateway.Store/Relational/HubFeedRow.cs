using Gateway.Register.Orders;
using Gateway.Store.Hub;

namespace Gateway.Store.Relational;

/// <summary>A row of hub_feeds.</summary>
internal sealed record HubFeedRow
{
    public const string Select = """
        SELECT f.feed_id AS FeedId, f.channel_id AS ChannelId, f.order_no AS OrderNo, f.order_version AS OrderVersion, f.receipt_sequence AS ReceiptSequence, f.kind AS Kind, f.state AS State,
               f.parts AS Parts, f.attempts AS Attempts, f.due_at AS DueAt, f.sent_at AS SentAt, f.ended_at AS EndedAt, f.packet AS Packet, f.words_json AS WordsJson
        FROM hub_feeds f
        """;

    public const string Insert = """
        INSERT INTO hub_feeds (feed_id, channel_id, order_no, order_version, receipt_sequence, kind, state, parts, attempts, due_at, sent_at, ended_at, packet, words_json)
        VALUES (@FeedId, @ChannelId, @OrderNo, @OrderVersion, @ReceiptSequence, @Kind, @State, @Parts, @Attempts, @DueAt, @SentAt, @EndedAt, @Packet, @WordsJson)
        """;

    public long FeedId { get; init; }
    public string ChannelId { get; init; } = "";
    public string OrderNo { get; init; } = "";
    public int OrderVersion { get; init; }
    public long ReceiptSequence { get; init; }
    public OrderKind Kind { get; init; }
    public HubFeedState State { get; init; }
    public int Parts { get; init; }
    public int Attempts { get; init; }
    public long DueAt { get; init; }
    public long? SentAt { get; init; }
    public long? EndedAt { get; init; }
    public string Packet { get; init; } = "";

    /// <summary>As the table holds it.</summary>
    public string WordsJson { get; init; } = "";

    public static HubFeedRow Of(ReadSession session, HubFeed feed) => new()
    {
        FeedId = feed.FeedId,
        ChannelId = feed.ChannelId,
        OrderNo = feed.OrderNo,
        OrderVersion = feed.Version,
        ReceiptSequence = feed.Sequence,
        Kind = feed.Kind,
        State = feed.State,
        Parts = feed.Parts,
        Attempts = feed.Attempts,
        DueAt = feed.DueAt.UtcTicks,
        SentAt = feed.SentAt?.UtcTicks,
        EndedAt = feed.EndedAt?.UtcTicks,
        Packet = feed.Packet,
        WordsJson = session.Cipher.Seal(SealedColumns.HubWords.Of(feed.FeedId), StoreJson.Write(feed.Words)),
    };

    public HubFeed Open(ReadSession session) => new(FeedId, ChannelId, OrderNo, OrderVersion, ReceiptSequence, Kind)
    {
        State = State,
        Parts = Parts,
        Attempts = Attempts,
        DueAt = Columns.Moment(DueAt),
        SentAt = SentAt is { } sent ? Columns.Moment(sent) : null,
        EndedAt = EndedAt is { } ended ? Columns.Moment(ended) : null,
        Packet = Packet,
        Words = StoreJson.Read<HubFeedWords>(session.Cipher.Open(SealedColumns.HubWords.Of(FeedId), WordsJson)),
    };
}
