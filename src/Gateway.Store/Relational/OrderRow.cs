using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store.Privacy;

namespace Gateway.Store.Relational;

/// <summary>A row of orders, without the order itself (order_json) unless the query asks for it.</summary>
internal sealed record OrderRow
{
    /// <summary>Everything but order_json.</summary>
    public const string Columns = """
        order_id AS OrderId, channel_id AS ChannelId, order_no AS OrderNo, version AS Version, kind AS Kind, content_digest AS ContentDigest,
        documents_digest AS DocumentsDigest, document_refusal AS DocumentRefusal, document_refusal_detail AS DocumentRefusalDetail,
        arrived_at AS ArrivedAt, service_time AS ServiceTime, state AS State, open_lines AS OpenLines, complete AS Complete, curable AS Curable, notes_json AS NotesJson, archived_key AS ArchivedKey,
        in_review AS InReview, review_verdict AS ReviewVerdict, review_note AS ReviewNote, trace_parent AS TraceParent, court_code AS CourtCode, case_no AS CaseNo
        """;

    public long OrderId { get; init; }
    public string ChannelId { get; init; } = "";
    public string OrderNo { get; init; } = "";
    public int Version { get; init; }
    public OrderKind Kind { get; init; }
    /// <summary>Only written; a party's open inquiries are found by it.</summary>
    public string PartyKey { get; init; } = "";
    public string ContentDigest { get; init; } = "";
    public string DocumentsDigest { get; init; } = "";
    public string? DocumentRefusal { get; init; }
    public string DocumentRefusalDetail { get; init; } = "";
    public long ArrivedAt { get; init; }
    public long ServiceTime { get; init; }
    public OrderState State { get; init; }
    public int OpenLines { get; init; }
    public bool Complete { get; init; }
    public bool Curable { get; init; }
    public string OrderJson { get; init; } = "";
    public string? NotesJson { get; init; }
    /// <summary>An inquiry waits for people; what they decided of it, and their note.</summary>
    public bool InReview { get; init; }
    public string? ReviewVerdict { get; init; }
    public string? ReviewNote { get; init; }
    public string? TraceParent { get; init; }
    /// <summary>Whose order it is, and of which case: orders are looked for by them.</summary>
    public string CourtCode { get; init; } = "";
    public string CaseNo { get; init; } = "";
    /// <summary>The archive's record with everything else, once the order has moved there.</summary>
    public string? ArchivedKey { get; init; }

    /// <summary>As the table holds it.</summary>
    public OrderRow Sealed(RowCipher cipher) => this with
    {
        OrderJson = cipher.Seal(SealedColumns.Order.Of(OrderId), OrderJson),
        NotesJson = cipher.SealOrNull(SealedColumns.OrderNotes.Of(OrderId), NotesJson),
        DocumentRefusalDetail = cipher.Seal(SealedColumns.OrderRefusal.Of(OrderId), DocumentRefusalDetail),
    };

    /// <summary>As it was before <see cref="Sealed"/>.</summary>
    public OrderRow Opened(RowCipher cipher) => this with
    {
        OrderJson = cipher.Open(SealedColumns.Order.Of(OrderId), OrderJson),
        NotesJson = cipher.OpenOrNull(SealedColumns.OrderNotes.Of(OrderId), NotesJson),
        DocumentRefusalDetail = cipher.Open(SealedColumns.OrderRefusal.Of(OrderId), DocumentRefusalDetail),
        ReviewNote = cipher.OpenOrNull(SealedColumns.OrderReviewNote.Of(OrderId), ReviewNote),
    };

    public IReadOnlyList<OrderNote> Notes => NotesJson is null ? [] : StoreJson.Read<List<OrderNote>>(NotesJson);

    public OrderKey Key => new(ChannelId, OrderNo, Version);

    public Reason? Refusal => Relational.Columns.Named<Reason>(DocumentRefusal);

    public DateTimeOffset Served => Relational.Columns.Moment(ServiceTime);

    public DateTimeOffset Arrived => Relational.Columns.Moment(ArrivedAt);

    /// <summary>Curable only once the refusal was answered: before that there is no answer that other documents could follow (C30).</summary>
    public KnownOrder Known => new(Key, ContentDigest, DocumentsDigest, Arrived, Served, State, Refusal, Curable && State >= OrderState.Answered);
}
