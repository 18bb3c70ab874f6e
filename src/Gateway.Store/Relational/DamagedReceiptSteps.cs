using Gateway.Store.Archive;
using Gateway.Store.Damage;

namespace Gateway.Store.Relational;

/// <summary>Receipts whose document is damaged. Each step names the damaged document, so that it does nothing to a receipt that was mended meanwhile.</summary>
internal static class DamagedReceiptSteps
{
    const string It = "WHERE channel_id = @ChannelId AND sequence = @Sequence AND ofd_key = @Document";

    /// <param name="since">Since when its segment is known to be damaged; null: since now.</param>
    /// <returns>Whether it was not known yet.</returns>
    public static async Task<bool> MeetAsync(WriteSession session, ReceiptRow row, DateTimeOffset? since)
    {
        var met = await session.ExecuteAsync(
            $"UPDATE receipts SET damaged_at = @now {It} AND damaged_at IS NULL", new { row.ChannelId, row.Sequence, Document = row.OfdKey, now = (since ?? session.Now).UtcTicks }).ConfigureAwait(false) > 0;
        if (met) await AuditChain.AppendAsync(session, Audit.ReceiptDamaged(row.Key, row.ChannelId, row.Sequence, row.OfdKey)).ConfigureAwait(false);
        return met;
    }

    public static Task<IReadOnlyList<ReceiptRow>> ReadAsync(ReadSession session, int max) =>
        session.PageAsync<ReceiptRow>($"{ReceiptRow.Select} WHERE r.damaged_at IS NOT NULL ORDER BY r.lost, r.damaged_at", new { max });

    public static Task<int> ClearAsync(WriteSession session, DamagedReceipt receipt) => session.ExecuteAsync($"UPDATE receipts SET damaged_at = NULL, lost = 0 {It} AND damaged_at IS NOT NULL", receipt);

    public static async Task<bool> ReplaceAsync(WriteSession session, DamagedReceipt receipt, string key, IReadOnlyDictionary<string, ArchiveLocation> appended)
    {
        var replaced = await session.ExecuteAsync(
            $"UPDATE receipts SET ofd_key = @key, damaged_at = NULL, lost = 0 {It}", new { receipt.ChannelId, receipt.Sequence, receipt.Document, key }).ConfigureAwait(false) > 0;
        if (!replaced) return false;
        await DocumentIndex.AddAsync(session, appended).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.ReceiptRemade(receipt, key)).ConfigureAwait(false);
        return true;
    }

    public static async Task<bool> GiveUpAsync(WriteSession session, DamagedReceipt receipt)
    {
        var given = await session.ExecuteAsync($"UPDATE receipts SET lost = 1 {It} AND damaged_at IS NOT NULL AND lost = 0", receipt).ConfigureAwait(false) > 0;
        if (given) await AuditChain.AppendAsync(session, Audit.ReceiptLost(receipt)).ConfigureAwait(false);
        return given;
    }
}
