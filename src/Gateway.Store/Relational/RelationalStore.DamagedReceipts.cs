using System.Security.Cryptography;
using Gateway.Store.Archive;
using Gateway.Store.Batching;
using Gateway.Store.Damage;

namespace Gateway.Store.Relational;

// Receipts whose document the archive does not hold any more as it was written.
public abstract partial class RelationalStore : IDamagedReceipts
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<DamagedReceipt>> ReadDamagedAsync(int max, CancellationToken cancel) =>
        [.. (await ReadAsync(s => DamagedReceiptSteps.ReadAsync(s, max), cancel).ConfigureAwait(false)).Select(row => row.Damaged)];

    /// <inheritdoc/>
    public async Task<bool> LookAgainAsync(DamagedReceipt receipt, CancellationToken cancel)
    {
        if (await ReadAsync(s => ReceiptSteps.FindAsync(s, receipt.ChannelId, receipt.Sequence), cancel).ConfigureAwait(false) is not { } row || row.OfdKey != receipt.Document) return true;
        try
        {
            if ((await CompleteAsync(row, cancel).ConfigureAwait(false)).Large is { } large)
                await foreach (var piece in ReadLargeAsync(large.Key, 0, cancel).ConfigureAwait(false)) cancel.ThrowIfCancellationRequested();
        }
        catch (ArchiveDamagedException)
        {
            return false;
        }

        await WriteAsync(s => DamagedReceiptSteps.ClearAsync(s, receipt), cancel).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public async Task<byte[]> ReadBodyAsync(DamagedReceipt receipt, CancellationToken cancel)
    {
        var row = await ReadAsync(s => ReceiptSteps.FindAsync(s, receipt.ChannelId, receipt.Sequence), cancel).ConfigureAwait(false) ?? throw new InvalidOperationException($"There is no receipt {receipt.Sequence} of {receipt.ChannelId}.");
        return (await WithBodyAsync(row, cancel).ConfigureAwait(false)).With([], _database.Cipher).Body;
    }

    /// <inheritdoc/>
    public Task<bool> ReplaceAsync(DamagedReceipt receipt, byte[] ofd, LargeDocument? large, CancellationToken cancel)
    {
        var key = large?.Key ?? OfdKeyOf(ofd);
        return WriteWithAsync(
            large is null ? new Dictionary<string, byte[]> { [key] = ofd } : [], (s, appended) => DamagedReceiptSteps.ReplaceAsync(s, receipt, key, appended), Urgency.Ordinary, cancel);
    }

    /// <inheritdoc/>
    public Task<bool> GiveUpAsync(DamagedReceipt receipt, CancellationToken cancel) => WriteAsync(s => DamagedReceiptSteps.GiveUpAsync(s, receipt), cancel);

    /// <inheritdoc/>
    public async Task NoteDamageAsync(StoredReceipt receipt, CancellationToken cancel)
    {
        if (await ReadAsync(s => ReceiptSteps.FindAsync(s, receipt.ChannelId, receipt.Sequence), cancel).ConfigureAwait(false) is { } row) await NoteDamageAsync(row, new ArchiveDamagedException("a piece of it"), cancel).ConfigureAwait(false);
    }

    static string OfdKeyOf(byte[] ofd) => $"sha256-{Convert.ToHexStringLower(SHA256.HashData(ofd))}";

    /// <summary>The receipt, or what is wrong with its document; that is noted, so that a worker makes it anew.</summary>
    async Task<(StoredReceipt? Receipt, ArchiveDamagedException? Damage)> TryCompleteAsync(ReceiptRow row, CancellationToken cancel)
    {
        try
        {
            return (await CompleteAsync(row, cancel).ConfigureAwait(false), null);
        }
        catch (ArchiveDamagedException damage)
        {
            await NoteDamageAsync(row, damage, cancel).ConfigureAwait(false);
            return (null, damage);
        }
    }

    async Task<StoredReceipt> RequireAsync(ReceiptRow row, CancellationToken cancel)
    {
        var (receipt, damage) = await TryCompleteAsync(row, cancel).ConfigureAwait(false);
        return receipt ?? throw new ArchiveDamagedException(damage!.Message, damage);
    }

    async Task NoteDamageAsync(ReceiptRow row, ArchiveDamagedException damage, CancellationToken cancel)
    {
        if (row.DamagedAt is null && await WriteAsync(s => DamagedReceiptSteps.MeetAsync(s, row, damage.Since), cancel).ConfigureAwait(false)) _log.ReceiptDamaged(row.ChannelId, row.Sequence, damage.Message);
    }
}
