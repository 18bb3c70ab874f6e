using Gateway.Store.Archive;

namespace Gateway.Store.Relational;

// Receipts: the rows here, the OFDs in the archive.
public abstract partial class RelationalStore
{
    /// <summary>So many bytes of OFDs are read for one page of receipts: a slow reader keeps no more of them in memory.</summary>
    const long ReceiptPageBytes = 4L << 20;

    /// <summary>OFDs that are read together: one by one, each would wait for a busy processor anew.</summary>
    const int ReceiptsAtOnce = 5;

    /// <inheritdoc/>
    public async Task<StoredReceipt> StoreReceiptAsync(NewReceipt receipt, CancellationToken cancel) =>
        (await StoreAsync(receipt, async (session, key, appended) => await ReceiptSteps.StoreAsync(session, receipt, key, appended).ConfigureAwait(false), cancel).ConfigureAwait(false))!;

    /// <inheritdoc/>
    public Task<StoredReceipt?> StoreInterimAsync(NewReceipt receipt, int openLines, CancellationToken cancel) =>
        StoreAsync(receipt, (session, key, appended) => ReceiptSteps.StoreInterimAsync(session, receipt, openLines, key, appended), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredReceipt>> ReadReceiptsAsync(string channelId, long fromSequence, int max, bool acknowledgedToo, CancellationToken cancel)
    {
        var rows = await ReadAsync(s => ReceiptSteps.ReadAsync(s, channelId, fromSequence, max, acknowledgedToo), cancel).ConfigureAwait(false);
        var receipts = new List<StoredReceipt>(rows.Count);
        var bytes = 0L;
        foreach (var some in rows.Chunk(ReceiptsAtOnce))
        {
            foreach (var (receipt, _) in await Task.WhenAll(some.Select(row => TryCompleteAsync(row, cancel))).ConfigureAwait(false))
            {
                // Numbers are handed out in order: those behind a damaged one wait until it was made anew.
                if (receipt is null || bytes >= ReceiptPageBytes) return receipts;
                bytes += receipt.Ofd.Length;
                receipts.Add(receipt);
            }
        }

        return receipts;
    }

    /// <inheritdoc/>
    public async Task<StoredReceipt?> FindReceiptAsync(string channelId, string orderNo, int? version, CancellationToken cancel)
    {
        var row = await ReadAsync(s => ReceiptSteps.FindAsync(s, channelId, orderNo, version), cancel).ConfigureAwait(false);
        return row is null ? null : await RequireAsync(row, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<StoredReceipt?> ReadReceiptAsync(string channelId, long sequence, CancellationToken cancel)
    {
        var row = await ReadAsync(s => ReceiptSteps.FindAsync(s, channelId, sequence), cancel).ConfigureAwait(false);
        return row is null ? null : await RequireAsync(row, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<long> ReadLastReceiptAsync(string channelId, CancellationToken cancel) => ReadAsync(s => ReceiptSteps.LastAsync(s, channelId), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> AcknowledgeAsync(string channelId, IReadOnlyList<long> sequences, CancellationToken cancel) =>
        WriteAsync(s => ReceiptSteps.AcknowledgeAsync(s, channelId, sequences), cancel);

    /// <summary>The OFD into the archive, then the step; null where the step took nothing.</summary>
    async Task<StoredReceipt?> StoreAsync(NewReceipt receipt, Func<WriteSession, string, IReadOnlyDictionary<string, ArchiveLocation>, Task<ReceiptRow?>> step, CancellationToken cancel)
    {
        // Court documents lie under their SM3; what the bank made lies under its SHA-256, marked so.
        var key = receipt.Large?.Key ?? OfdKeyOf(receipt.Ofd);
        var unwritten = receipt.Large is null ? new Dictionary<string, byte[]> { [key] = receipt.Ofd } : [];
        var row = await WriteWithAsync(unwritten, (s, appended) => step(s, key, appended), UrgencyOf(receipt.OrderKind), cancel).ConfigureAwait(false);
        if (row is null) return null;
        return row.OfdKey == key ? row.With(receipt.Ofd, _database.Cipher) with { Large = receipt.Large } : await CompleteAsync(row, cancel).ConfigureAwait(false);
    }
}
