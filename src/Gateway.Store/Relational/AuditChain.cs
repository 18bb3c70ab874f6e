using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gateway.Store.Auditing;
using Gateway.Store.Privacy;

namespace Gateway.Store.Relational;

/// <summary>
/// The audit chain (I8). Each entry's hash is SHA-256 over the previous hash (32 bytes; zeros before the first) followed by number, moment (UTC, round-trip form),
/// actor, action, subject and detail, each as "byte length:UTF-8 text". The head row remembers the last number and hash, so that a cut tail shows.
/// </summary>
internal static class AuditChain
{
    const int PageLength = 1000;

    public static Task AppendAsync(WriteSession session, AuditEntry entry)
    {
        var row = new AuditRow
        {
            No = session.Head.LastAuditNo + 1,
            RecordedAt = session.Now.UtcTicks,
            Actor = entry.Actor,
            Action = entry.Action,
            Subject = entry.Subject,
            Detail = entry.Detail,
            PreviousHash = session.Head.LastAuditHash,
        };
        session.AddAudit(row with { Hash = HashOf(row) });
        return Task.CompletedTask;
    }

    /// <summary>The number of the first entry that is missing, altered or out of the chain; null: all verify. Reads in pages, so that the log can be folded in meanwhile.</summary>
    public static async Task<long?> VerifyAsync(StoreDatabase database, IProgress<AuditProgress>? progress, CancellationToken cancel)
    {
        StoreHead head;
        await using (var session = await database.BeginReadAsync(cancel).ConfigureAwait(false))
        {
            head = (await session.FirstAsync<StoreHead>(StoreHead.Select).ConfigureAwait(false))!;
        }

        var number = 0L;
        var hash = new byte[SHA256.HashSizeInBytes];
        while (number < head.LastAuditNo)
        {
            var page = await ReadPageAsync(database, number, head.LastAuditNo, cancel).ConfigureAwait(false);
            if (page.Count == 0) return number + 1;
            foreach (var row in page)
            {
                if (row.No != number + 1 || !row.PreviousHash.AsSpan().SequenceEqual(hash) || !Verifies(database.Cipher, row)) return number + 1;
                (number, hash) = (row.No, row.Hash);
            }

            progress?.Report(new AuditProgress(number, head.LastAuditNo));
        }

        return hash.AsSpan().SequenceEqual(head.LastAuditHash) ? null : head.LastAuditNo;
    }

    /// <summary>A detail that does not open was altered, like any other that does not verify.</summary>
    static bool Verifies(RowCipher cipher, AuditRow row) =>
        cipher.OpenUnlessForged(SealedColumns.AuditDetail.Of(row.No), row.Detail) is { } detail && row.Hash.AsSpan().SequenceEqual(HashOf(row with { Detail = detail }));

    static async Task<IReadOnlyList<AuditRow>> ReadPageAsync(StoreDatabase database, long after, long last, CancellationToken cancel)
    {
        await using var session = await database.BeginReadAsync(cancel).ConfigureAwait(false);
        return await session.PageAsync<AuditRow>(
            """
            SELECT audit_no AS No, recorded_at AS RecordedAt, actor AS Actor, action AS Action, subject AS Subject, detail AS Detail, previous_hash AS PreviousHash, hash AS Hash
            FROM audit WHERE audit_no > @after AND audit_no <= @last ORDER BY audit_no
            """,
            new { after, last, max = PageLength }).ConfigureAwait(false);
    }

    static byte[] HashOf(AuditRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(row.PreviousHash);
        string[] fields =
        [
            row.No.ToString(CultureInfo.InvariantCulture),
            Columns.Moment(row.RecordedAt).ToString("O", CultureInfo.InvariantCulture),
            row.Actor, row.Action, row.Subject, row.Detail,
        ];
        foreach (var field in fields)
        {
            var text = Encoding.UTF8.GetBytes(field);
            hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text.Length}:")));
            hash.AppendData(text);
        }

        return hash.GetHashAndReset();
    }
}
