using System.Globalization;
using Gateway.Ops.Csv;
using Gateway.Ops.Privacy;
using Gateway.Store.Auditing;

namespace Gateway.Ops.Auditing;

/// <summary>The audit chain as people read it: searched, one entry, and as a file.</summary>
public sealed class AuditDesk(IAuditLog log)
{
    /// <summary>Longest file, in entries: what a spreadsheet takes.</summary>
    public const int MaximumRows = 100_000;

    // A page may come back short, or empty, where little fits: some parts of the chain are looked through before a person is asked to go on.
    private const int PartsAtOnce = 10;
    private const int RowsAtOnce = 5_000;

    /// <summary>Entries that fit, newest first, before this number; fewer than <paramref name="max"/> where a long part of the chain was looked through for them.</summary>
    public async Task<AuditPage> ReadAsync(AuditFilter filter, long before, int max, CancellationToken cancel)
    {
        var found = new List<AuditRecord>();
        DateTimeOffset? lookedTo = null;
        long? next = before;
        for (var part = 0; part < PartsAtOnce && found.Count < max && next is { } from; part++)
        {
            var page = await log.ReadAuditAsync(filter, from, max - found.Count, cancel).ConfigureAwait(false);
            found.AddRange(page.Records);
            (next, lookedTo) = (page.Next, page.LookedTo ?? lookedTo);
        }

        return new AuditPage(found, next, lookedTo);
    }

    public Task<AuditRecord?> FindAsync(long number, CancellationToken cancel) => log.FindAuditAsync(number, cancel);

    /// <summary>What fits as CSV, newest first, with each entry's hash, so that it can be held against the chain; the last line says where more is left.</summary>
    public async Task<byte[]> ExportAsync(AuditFilter filter, Sight sight, TimeZoneInfo zone, CancellationToken cancel)
    {
        using var file = new StringWriter(CultureInfo.InvariantCulture);
        await file.WriteAsync(CsvWriter.Line(["number", "recorded", "actor", "action", "subject", "detail", "hash"])).ConfigureAwait(false);
        long? next = long.MaxValue;
        for (var rows = 0; next is { } from;)
        {
            var page = await log.ReadAuditAsync(filter, from, RowsAtOnce, cancel).ConfigureAwait(false);
            foreach (var record in page.Records) await file.WriteAsync(CsvWriter.Line(Fields(record, sight, zone))).ConfigureAwait(false);
            next = page.Next;
            rows += page.Records.Count;
            if (rows < MaximumRows || next is null) continue;
            await file.WriteAsync(CsvWriter.Line([$"entries before {next.Value.ToString(CultureInfo.InvariantCulture)} are not in this file: ask for a shorter time"])).ConfigureAwait(false);
            break;
        }

        return CsvText.Encode(file.ToString());
    }

    private static IEnumerable<string> Fields(AuditRecord record, Sight sight, TimeZoneInfo zone)
    {
        var detail = string.Join("; ", AuditWords.Detail(record.Entry, sight).Select(d => $"{d.Name}={d.Text}"));
        string[] fields =
        [
            record.Number.ToString(CultureInfo.InvariantCulture), TimeZoneInfo.ConvertTime(record.RecordedAt, zone).ToString("yyyy-MM-dd HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture),
            record.Entry.Actor, record.Entry.Action, AuditWords.Subject(record.Entry, sight), record.Altered ? "ALTERED" : detail, record.Hash,
        ];
        return fields.Select(CsvText.Harmless);
    }
}
