using Gateway.Register.Orders;
using Gateway.Store.Desk;
using Gateway.Store.Objections;
using Gateway.Store.Privacy;

namespace Gateway.Store.Relational;

/// <summary>The bank's objections: entered once two people agreed, closed once two people recorded what became of them.</summary>
internal static class ObjectionSteps
{
    const string Select = """
        SELECT b.objection_id AS ObjectionId, o.channel_id AS ChannelId, o.order_no AS OrderNo, o.version AS Version, b.line_no AS "LineNo", b.objection_text AS ObjectionText, b.maker AS Maker, b.checker AS Checker,
               b.raised_at AS RaisedAt, b.reply_until AS ReplyUntil, b.receipt_sequence AS Sequence, b.state AS State, b.outcome_document AS OutcomeDocument, b.outcome_day AS OutcomeDay
        FROM objections b JOIN orders o ON o.order_id = b.order_id
        """;

    public static async Task<IReadOnlyList<Objection>> ReadAsync(ReadSession session, bool closedToo) =>
        [.. (await session.ListAsync<ObjectionRow>($"{Select}{(closedToo ? "" : " WHERE b.state = 'Open'")} ORDER BY b.objection_id").ConfigureAwait(false)).Select(r => r.Of(session.Cipher))];

    public static async Task<IReadOnlyList<Objection>> UnsealedAsync(ReadSession session, long after, int max) =>
        [.. (await session.PageAsync<ObjectionRow>(
            $"{Select} WHERE b.state = 'Open' AND b.receipt_sequence IS NULL AND b.objection_id > @after ORDER BY b.objection_id", new { after, max }).ConfigureAwait(false)).Select(r => r.Of(session.Cipher))];

    /// <summary>Why it cannot be raised or closed; null: it can.</summary>
    public static async Task<DeskFault?> FaultAsync(ReadSession session, DeskTaskKind kind, string subjectJson, DeskProposal? proposal)
    {
        if (kind == DeskTaskKind.Objection)
        {
            var subject = StoreJson.Read<ObjectionSubject>(subjectJson);
            return await OrderQueries.FindAsync(session, subject.Order).ConfigureAwait(false) is null ? DeskFault.NoSuchOrder : null;
        }

        var outcome = StoreJson.Read<ObjectionOutcomeSubject>(subjectJson);
        // What a court decided is shown by its document.
        if (outcome.Outcome != ObjectionState.Withdrawn && proposal is { EvidenceKey.Length: 0 }) return DeskFault.EvidenceMissing;
        return await session.FirstAsync<long>("SELECT COUNT(*) FROM objections WHERE objection_id = @ObjectionId AND state = 'Open'", new { outcome.ObjectionId }).ConfigureAwait(false) == 1
            ? null : DeskFault.ObjectionClosed;
    }

    public static async Task CarryOutAsync(WriteSession session, DeskTaskRow task, string checker)
    {
        if (task.TaskKind == DeskTaskKind.Objection) await RaiseAsync(session, task, checker).ConfigureAwait(false);
        else await CloseAsync(session, task).ConfigureAwait(false);
    }

    /// <summary>The letter is in the channel's stream: the court's time to reply begins.</summary>
    public static Task<int> SealedAsync(WriteSession session, long objectionId, long sequence, DateOnly replyUntil) =>
        session.ExecuteAsync("UPDATE objections SET receipt_sequence = @sequence, reply_until = @replyUntil WHERE objection_id = @objectionId", new { objectionId, sequence, replyUntil = Columns.Day(replyUntil) });

    static async Task RaiseAsync(WriteSession session, DeskTaskRow task, string checker)
    {
        var subject = StoreJson.Read<ObjectionSubject>(task.ActJson!);
        var order = (await OrderQueries.FindAsync(session, subject.Order).ConfigureAwait(false))!;
        var id = await session.FirstAsync<long>("SELECT COALESCE(MAX(objection_id), 0) + 1 FROM objections").ConfigureAwait(false);
        await session.ExecuteAsync(
            """
            INSERT INTO objections (objection_id, order_id, line_no, objection_text, raised_by_task, maker, checker, raised_at, state)
            VALUES (@id, @OrderId, @LineNo, @Text, @TaskId, @Maker, @checker, @at, 'Open')
            """,
            new { id, order.OrderId, subject.LineNo, Text = session.Cipher.Seal(SealedColumns.Objection.Of(id), subject.Text), task.TaskId, task.Maker, checker = checker.Trim(), at = session.Now.UtcTicks }).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.ObjectionRaised(id, task.TaskId, subject)).ConfigureAwait(false);
    }

    static async Task CloseAsync(WriteSession session, DeskTaskRow task)
    {
        var subject = StoreJson.Read<ObjectionOutcomeSubject>(task.ActJson!);
        await session.ExecuteAsync(
            "UPDATE objections SET state = @state, outcome_by_task = @TaskId, outcome_document = @DocumentNo, outcome_day = @day WHERE objection_id = @ObjectionId AND state = 'Open'",
            new { state = subject.Outcome.ToString(), task.TaskId, subject.DocumentNo, day = Columns.Day(subject.On), subject.ObjectionId }).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.ObjectionClosed(task.TaskId, subject)).ConfigureAwait(false);
    }

    sealed record ObjectionRow
    {
        public long ObjectionId { get; init; }
        public string ChannelId { get; init; } = "";
        public string OrderNo { get; init; } = "";
        public int Version { get; init; }
        public string LineNo { get; init; } = "";
        public string ObjectionText { get; init; } = "";
        public string Maker { get; init; } = "";
        public string Checker { get; init; } = "";
        public long RaisedAt { get; init; }
        public string? ReplyUntil { get; init; }
        public long? Sequence { get; init; }
        public string State { get; init; } = "";
        public string? OutcomeDocument { get; init; }
        public string? OutcomeDay { get; init; }

        public Objection Of(RowCipher cipher) => new(
            ObjectionId, new OrderKey(ChannelId, OrderNo, Version), LineNo, cipher.Open(SealedColumns.Objection.Of(ObjectionId), ObjectionText), Maker, Checker, Columns.Moment(RaisedAt), ReplyUntil is { } until ? Columns.Day(until) : null, Sequence,
            Enum.Parse<ObjectionState>(State), OutcomeDocument ?? "", OutcomeDay is { } day ? Columns.Day(day) : null);
    }
}
