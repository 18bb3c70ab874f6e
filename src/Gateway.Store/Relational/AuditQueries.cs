using Gateway.Store.Auditing;

namespace Gateway.Store.Relational;

/// <summary>Looking through the audit chain. Every statement reads a range of the primary key.</summary>
internal static class AuditQueries
{
    /// <summary>So many entries one call looks through at most: some tens of milliseconds.</summary>
    internal const int Window = 50_000;

    const string Columns = "audit_no AS No, recorded_at AS RecordedAt, actor AS Actor, action AS Action, subject AS Subject, detail AS Detail, previous_hash AS PreviousHash, hash AS Hash";

    public static async Task<AuditPage> PageAsync(ReadSession session, AuditFilter filter, long before, int max)
    {
        var end = await session.FirstAsync<long>("SELECT last_audit_no FROM store_head WHERE head_id = 1").ConfigureAwait(false) + 1;
        var first = filter.From is { } from ? await FirstFromAsync(session, from, end).ConfigureAwait(false) : 1;
        before = Math.Min(before, filter.Until is { } until ? await FirstFromAsync(session, until, end).ConfigureAwait(false) : end);
        if (before <= first) return new AuditPage([], null, null);
        var low = Math.Max(first, before - Window);
        var rows = await session.PageAsync<AuditRow>(
            $"SELECT {Columns} FROM audit WHERE audit_no >= @low AND audit_no < @before{Begins("actor", filter.Actor)}{Begins("action", filter.Action)}{Begins("subject", filter.Subject)} ORDER BY audit_no DESC",
            new { low, before, max, actor = Pattern(filter.Actor), action = Pattern(filter.Action), subject = Pattern(filter.Subject) }).ConfigureAwait(false);
        var looked = rows.Count == max ? rows[^1].No : low;
        return new AuditPage([.. rows.Select(r => Record(session, r))], looked > first ? looked : null, Relational.Columns.Moment(await MomentAsync(session, looked).ConfigureAwait(false)));
    }

    public static async Task<AuditRecord?> FindAsync(ReadSession session, long number) =>
        await session.FirstAsync<AuditRow>($"SELECT {Columns} FROM audit WHERE audit_no = @number", new { number }).ConfigureAwait(false) is { } row ? Record(session, row) : null;

    /// <summary>The number of the first entry recorded at or after a moment, or <paramref name="end"/>: some twenty rows are read, however many there are.</summary>
    static async Task<long> FirstFromAsync(ReadSession session, DateTimeOffset moment, long end)
    {
        var (low, high) = (1L, end);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (await MomentAsync(session, middle).ConfigureAwait(false) < moment.UtcTicks) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    static Task<long> MomentAsync(ReadSession session, long number) => session.FirstAsync<long>("SELECT recorded_at FROM audit WHERE audit_no = @number", new { number });

    static string Begins(string column, string? text) => text is null ? "" : $" AND {column} LIKE @{column} ESCAPE '!'";

    /// <summary>What the text begins; signs that mean something to LIKE mean themselves.</summary>
    static string? Pattern(string? text) => text is null ? null : string.Concat(text.Select(c => c is '!' or '%' or '_' or '[' ? $"!{c}" : c.ToString())) + "%";

    static AuditRecord Record(ReadSession session, AuditRow row)
    {
        var detail = session.Cipher.OpenUnlessForged(SealedColumns.AuditDetail.Of(row.No), row.Detail);
        return new AuditRecord(row.No, Relational.Columns.Moment(row.RecordedAt), new AuditEntry(row.Actor, row.Action, row.Subject, detail ?? ""), detail is null, Convert.ToHexStringLower(row.Hash));
    }
}
