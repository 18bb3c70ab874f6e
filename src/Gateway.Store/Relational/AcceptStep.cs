using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store.Archive;
using Gateway.Store.Emergency;

namespace Gateway.Store.Relational;

/// <summary>Making an order durable (DESIGN 2.5): repeat or conflict first, then order, lines, outbox and audit.</summary>
internal static class AcceptStep
{
    public static async Task<AcceptResult> RunAsync(WriteSession session, AcceptOrder accept, IReadOnlyDictionary<string, ArchiveLocation> appended)
    {
        var newest = await OrderQueries.NewestAsync(session, accept.ChannelId, accept.Order.OrderNo).ConfigureAwait(false);
        if (newest is not null)
        {
            var known = newest.Known;
            if (known.ContentDigest != accept.ContentDigest) return new AcceptResult(AcceptKind.Conflict, known);
            var mended = known.Curable && known.DocumentsDigest != accept.DocumentsDigest && accept.ExpectedVersion == known.Key.Version + 1;
            if (!mended) return new AcceptResult(AcceptKind.Repeat, known);
        }
        else if (accept.ExpectedVersion != 1)
        {
            throw new ArgumentException($"The first version of an order is 1, not {accept.ExpectedVersion}.", nameof(accept));
        }

        await DocumentIndex.AddAsync(session, appended).ConfigureAwait(false);
        var notes = await NotesAsync(session, accept).ConfigureAwait(false);
        var arrival = session.NextArrival();
        if (accept.DocumentRefusal is null)
            await DocumentIndex.MarkAcceptedAsync(session, [.. accept.Order.Documents.Select(d => d.SealSm3 ?? d.Sm3).Distinct(StringComparer.Ordinal)], arrival).ConfigureAwait(false);
        var row = new OrderRow
        {
            OrderId = session.NextOrderId(),
            ChannelId = accept.ChannelId,
            OrderNo = accept.Order.OrderNo,
            Version = accept.ExpectedVersion,
            Kind = accept.Order.Kind,
            PartyKey = session.Cipher.PartyKeyOf(accept.Order.Party),
            ContentDigest = accept.ContentDigest,
            DocumentsDigest = accept.DocumentsDigest,
            DocumentRefusal = accept.DocumentRefusal?.ToString(),
            DocumentRefusalDetail = accept.DocumentRefusalDetail,
            ArrivedAt = arrival.UtcTicks,
            ServiceTime = (accept.ServedAt ?? ServiceTimes.Of(accept.Order.SentTime, accept.TrustSentTime, arrival)).UtcTicks,
            State = OrderState.Accepted,
            OpenLines = accept.Order.Kind == OrderKind.Control ? accept.Order.Lines.Count : 0,
            OrderJson = StoreJson.Write(accept.Order),
            NotesJson = notes.Count == 0 ? null : StoreJson.Write(notes),
            TraceParent = accept.TraceParent,
            CourtCode = accept.Order.CourtCode,
            CaseNo = accept.Order.CaseNo,
        };
        await InsertOrderAsync(session, row).ConfigureAwait(false);
        if (accept.Order.Kind == OrderKind.Control) await InsertLinesAsync(session, row, accept.Order).ConfigureAwait(false);
        else await OutboxSteps.AddAsync(session, OutboxSteps.Inquiry, row.PartyKey, row.TraceParent).ConfigureAwait(false);
        await AuditChain.AppendAsync(
            session, Audit.Accepted(row.Key, accept.Order, accept.ContentDigest, accept.DocumentsDigest, accept.DocumentRefusal, notes)).ConfigureAwait(false);
        return new AcceptResult(AcceptKind.Accepted, row.Known);
    }

    /// <summary>Whether the number of a paper order is in use on its channel.</summary>
    public static async Task<bool> IsEnteredAsync(ReadSession session, string subjectJson)
    {
        var offline = StoreJson.Read<OfflineOrder>(subjectJson);
        return await OrderQueries.NewestAsync(session, offline.ChannelId, offline.Order.OrderNo).ConfigureAwait(false) is not null;
    }

    /// <summary>Two people confirmed a paper order (22): from here on it is an order like any other, served when they say it was; its scans lie in the archive already.</summary>
    public static async Task RunOfflineAsync(WriteSession session, DeskTaskRow task)
    {
        var offline = StoreJson.Read<OfflineOrder>(task.ActJson!);
        var accept = new AcceptOrder(offline.ChannelId, offline.Order, 1, offline.ContentDigest, offline.DocumentsDigest, null, "", TrustSentTime: false, new Dictionary<string, byte[]>()) { ServedAt = offline.ServedAt };
        await RunAsync(session, accept, new Dictionary<string, ArchiveLocation>()).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.OfflineEntered(task.TaskId, offline)).ConfigureAwait(false);
    }

    /// <summary>Rule 3. An order whose documents are refused says nothing of its court and officer.</summary>
    static async Task<IReadOnlyList<OrderNote>> NotesAsync(WriteSession session, AcceptOrder accept)
    {
        if (accept.DocumentRefusal is not null) return [];
        var notes = accept.Notes.ToList();
        if (!accept.ReviewNewCourt) await CourtSteps.EnterAsync(session, accept.ChannelId, accept.Order).ConfigureAwait(false);
        else if (await CourtSteps.NoteAsync(session, accept.Order).ConfigureAwait(false) is { } court) notes.Add(court);
        if (!accept.ReviewNewOfficer) await OfficerSteps.EnterAsync(session, accept.Order, "首次出现，身份由网络查控系统确认").ConfigureAwait(false);
        else if (await OfficerSteps.NoteAsync(session, accept.Order).ConfigureAwait(false) is { } officer) notes.Add(officer);
        return notes;
    }

    static Task<int> InsertOrderAsync(WriteSession session, OrderRow row) =>
        session.ExecuteAsync(
            """
            INSERT INTO orders (order_id, channel_id, order_no, version, kind, party_key, content_digest, documents_digest, document_refusal, document_refusal_detail,
                                arrived_at, service_time, state, open_lines, complete, curable, order_json, notes_json, trace_parent, court_code, case_no)
            VALUES (@OrderId, @ChannelId, @OrderNo, @Version, @Kind, @PartyKey, @ContentDigest, @DocumentsDigest, @DocumentRefusal, @DocumentRefusalDetail,
                    @ArrivedAt, @ServiceTime, @State, @OpenLines, 0, 0, @OrderJson, @NotesJson, @TraceParent, @CourtCode, @CaseNo)
            """,
            row.Sealed(session.Cipher));

    static async Task InsertLinesAsync(WriteSession session, OrderRow order, Order content)
    {
        if (content.Lines.Count == 0) throw new ArgumentException("A control order has at least one line.", nameof(content));
        foreach (var account in content.Lines.Select(l => l.Account).Distinct(StringComparer.Ordinal))
        {
            await AccountSteps.EnsureAsync(session, account).ConfigureAwait(false);
            await OutboxSteps.AddAsync(session, OutboxSteps.Control, account, order.TraceParent).ConfigureAwait(false);
        }

        foreach (var line in content.Lines)
            await LineRow.Of(session.NextLineId(), line, order.ServiceTime, order.OrderId).InsertAsync(session).ConfigureAwait(false);
    }
}
