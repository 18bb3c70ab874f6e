using Gateway.Register.Answers;
using Gateway.Register.Orders;
using Gateway.Store.Publishing;

namespace Gateway.Store.Relational;

/// <summary>What the bank's own consumers are told, and how far.</summary>
internal static class PublishingQueries
{
    public static Task<IReadOnlyList<string>> ChannelsAsync(ReadSession session) => session.ListAsync<string>("SELECT channel_id FROM channels ORDER BY channel_id");

    public static async Task<long> PublishedAsync(ReadSession session, string stream, string channel) =>
        await session.FirstAsync<long?>("SELECT last_no FROM published WHERE stream = @stream AND channel_id = @channel", new { stream, channel }).ConfigureAwait(false) ?? 0;

    public static async Task MarkAsync(WriteSession session, Lease lease, string stream, string channel, long to)
    {
        await LeaseSteps.RequireAsync(session, lease).ConfigureAwait(false);
        var row = new { stream, channel, to };
        if (await session.ExecuteAsync("UPDATE published SET last_no = @to WHERE stream = @stream AND channel_id = @channel", row).ConfigureAwait(false) == 0)
            await session.ExecuteAsync("INSERT INTO published (stream, channel_id, last_no) VALUES (@stream, @channel, @to)", row).ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<PublicEntry>> EntriesAsync(ReadSession session, long after, int max)
    {
        var rows = await session.PageAsync<AuditRow>(
            """
            SELECT audit_no AS No, recorded_at AS RecordedAt, actor AS Actor, action AS Action, subject AS Subject, detail AS Detail, previous_hash AS PreviousHash, hash AS Hash
            FROM audit WHERE audit_no > @after ORDER BY audit_no
            """,
            new { after, max }).ConfigureAwait(false);
        var entries = new List<PublicEntry>(rows.Count);
        foreach (var row in rows)
        {
            var account = await AccountAsync(session, row).ConfigureAwait(false);
            entries.Add(new PublicEntry(row.No, Columns.Moment(row.RecordedAt), row.Actor, row.Action, row.Subject, session.Cipher.Open(SealedColumns.AuditDetail.Of(row.No), row.Detail), account));
        }

        return entries;
    }

    public static async Task<IReadOnlyList<PublicReceipt>> ReceiptsAsync(ReadSession session, string channel, long after, int max)
    {
        var rows = await session.PageAsync<Head>(
            """
            SELECT r.sequence AS Sequence, r.kind AS Kind, r.created_at AS CreatedAt, o.order_id AS OrderId, o.channel_id AS ChannelId, o.order_no AS OrderNo, o.version AS Version, o.kind AS OrderKind
            FROM receipts r JOIN orders o ON o.order_id = r.order_id WHERE r.channel_id = @channel AND r.sequence > @after ORDER BY r.sequence
            """,
            new { channel, after, max }).ConfigureAwait(false);
        var receipts = new List<PublicReceipt>(rows.Count);
        foreach (var row in rows)
        {
            var lines = await session.ListAsync<LineHead>(
                "SELECT line_id AS LineId, line_no AS \"LineNo\", account AS Account, measure AS Measure, answer_json AS AnswerJson FROM lines WHERE order_id = @OrderId ORDER BY line_id", new { row.OrderId }).ConfigureAwait(false);
            receipts.Add(new PublicReceipt(
                channel, row.Sequence, new OrderKey(row.ChannelId, row.OrderNo, row.Version), row.OrderKind, row.Kind, Columns.Moment(row.CreatedAt),
                [.. lines.Select(l => new PublicLine(l.LineNo, l.Account, l.Measure, l.AnswerJson is null ? null : StoreJson.Read<LineAnswer>(session.Cipher.Open(SealedColumns.LineAnswer.Of(l.LineId), l.AnswerJson))))]));
        }

        return receipts;
    }

    /// <summary>The account that an entry is about: its subject names it, or a line, a freeze or a task of it.</summary>
    static async Task<string> AccountAsync(ReadSession session, AuditRow row)
    {
        var kind = row.Action.Split('.')[0];
        if (kind == "account") return row.Subject;
        if (kind == "desk") return await session.FirstAsync<string>("SELECT account FROM desk_tasks WHERE task_id = @id", new { id = Number(row.Subject) }).ConfigureAwait(false) ?? "";
        if (kind == "expiry") return await OfFreezeAsync(session, row.Subject).ConfigureAwait(false);
        if (kind != "line") return "";
        if (row.Subject.StartsWith("expire:", StringComparison.Ordinal)) return await OfFreezeAsync(session, row.Subject["expire:".Length..]).ConfigureAwait(false);
        if (row.Subject.StartsWith("desk:", StringComparison.Ordinal))
            return await session.FirstAsync<string>("SELECT account FROM desk_tasks WHERE task_id = @id", new { id = Number(row.Subject.Split('.')[0]) }).ConfigureAwait(false) ?? "";
        // channel:number:version:line, or name:id of the bank's own; only the number may have colons in it.
        var parts = row.Subject.Split(':');
        if (parts.Length == 2) return await session.FirstAsync<string>("SELECT account FROM lines WHERE line_id = @id", new { id = Number(row.Subject) }).ConfigureAwait(false) ?? "";
        if (parts.Length < 4 || !int.TryParse(parts[^2], System.Globalization.CultureInfo.InvariantCulture, out var version)) return "";
        return await session.FirstAsync<string>(
            """
            SELECT l.account FROM lines l JOIN orders o ON o.order_id = l.order_id
            WHERE o.channel_id = @channel AND o.order_no = @orderNo AND o.version = @version AND l.line_no = @line
            """,
            new { channel = parts[0], orderNo = string.Join(':', parts[1..^2]), version, line = parts[^1] }).ConfigureAwait(false) ?? "";
    }

    static async Task<string> OfFreezeAsync(ReadSession session, string freezeId) =>
        await session.FirstAsync<string>("SELECT account FROM freezes WHERE freeze_id = @freezeId", new { freezeId }).ConfigureAwait(false)
        ?? await session.FirstAsync<string>("SELECT account FROM other_freezes WHERE hold_id = @freezeId", new { freezeId }).ConfigureAwait(false) ?? "";

    static long Number(string subject) => long.TryParse(subject[(subject.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;

    sealed record Head
    {
        public long Sequence { get; init; }
        public ReceiptKind Kind { get; init; }
        public long CreatedAt { get; init; }
        public long OrderId { get; init; }
        public string ChannelId { get; init; } = "";
        public string OrderNo { get; init; } = "";
        public int Version { get; init; }
        public OrderKind OrderKind { get; init; }
    }

    sealed record LineHead
    {
        public long LineId { get; init; }
        public string LineNo { get; init; } = "";
        public string Account { get; init; } = "";
        public Measure Measure { get; init; }
        public string? AnswerJson { get; init; }
    }
}
