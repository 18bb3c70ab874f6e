using System.Security.Cryptography;
using System.Text;
using Gateway.Store.Archive;
using Gateway.Store.Batching;
using Gateway.Store.Retention;

namespace Gateway.Store.Relational;

// What is over: moved into the archive, and read from there.
public abstract partial class RelationalStore : IRetention
{
    /// <inheritdoc/>
    public async Task<(int Moved, long? Next)> ArchiveOrdersAsync(Lease lease, DateTimeOffset before, long after, int max, CancellationToken cancel)
    {
        var (due, next) = await ReadAsync(s => RetentionSteps.DueAsync(s, before, after, max), cancel).ConfigureAwait(false);
        var contents = new Dictionary<long, (string Key, ArchivedOrder Content)>();
        var records = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var orderId in due)
        {
            var content = await ReadAsync(s => RetentionSteps.ReadAsync(s, orderId), cancel).ConfigureAwait(false);
            var record = Encoding.UTF8.GetBytes(StoreJson.Write(content));
            var key = ArchivedOrder.KeyPrefix + Convert.ToHexStringLower(SHA256.HashData(record));
            contents[orderId] = (key, content);
            records[key] = record;
        }

        var moved = due.Count == 0 ? 0 : await WriteWithAsync(records, (s, appended) => EmptyAsync(s, lease, contents, appended), Urgency.Ordinary, cancel).ConfigureAwait(false);
        return (moved, next);
    }

    /// <inheritdoc/>
    public Task<int> ClearAsync(Lease lease, DateTimeOffset before, int max, CancellationToken cancel) => WriteAsync(
        async session =>
        {
            await LeaseSteps.RequireAsync(session, lease).ConfigureAwait(false);
            return await RetentionSteps.ClearAsync(session, before, max).ConfigureAwait(false);
        },
        cancel);

    static async Task<int> EmptyAsync(
        WriteSession session, Lease lease, Dictionary<long, (string Key, ArchivedOrder Content)> contents, IReadOnlyDictionary<string, ArchiveLocation> appended)
    {
        await LeaseSteps.RequireAsync(session, lease).ConfigureAwait(false);
        var moved = 0;
        foreach (var (orderId, (key, content)) in contents)
        {
            var location = appended.Where(a => a.Key == key).ToDictionary(StringComparer.Ordinal);
            if (await RetentionSteps.EmptyAsync(session, orderId, key, content, location).ConfigureAwait(false)) moved++;
        }

        return moved;
    }

    async Task<ArchivedOrder> ReadArchivedAsync(string key, CancellationToken cancel)
    {
        var record = await ReadDocumentAsync(key, cancel).ConfigureAwait(false) ?? throw new ArchiveDamagedException($"The index lacks the order {key}.");
        return StoreJson.Read<ArchivedOrder>(Encoding.UTF8.GetString(record));
    }

    /// <summary>A receipt with its OFD and, where its order has moved, its body from the order's record.</summary>
    async Task<StoredReceipt> CompleteAsync(ReceiptRow row, CancellationToken cancel)
    {
        var large = await FindLargeAsync(row.OfdKey, cancel).ConfigureAwait(false);
        var ofd = large is not null ? [] : await ReadDocumentAsync(row.OfdKey, cancel).ConfigureAwait(false) ?? throw new ArchiveDamagedException($"The index lacks the receipt {row.OfdKey}.");
        return (await WithBodyAsync(row, cancel).ConfigureAwait(false)).With(ofd, _database.Cipher) with { Large = large };
    }

    async Task<ReceiptRow> WithBodyAsync(ReceiptRow row, CancellationToken cancel)
    {
        if (row.ArchivedKey is not { } key || row.Body.Length > 0) return row;
        var archived = await ReadArchivedAsync(key, cancel).ConfigureAwait(false);
        return row with { Body = archived.Receipts.FirstOrDefault(r => r.ChannelId == row.ChannelId && r.Sequence == row.Sequence)?.Body ?? [] };
    }
}
