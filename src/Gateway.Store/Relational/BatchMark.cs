namespace Gateway.Store.Relational;

/// <summary>A process and the number of one of its batches, written in the batch's own transaction.</summary>
internal sealed record BatchMark(string WriterId, long Batch)
{
    public async Task WriteAsync(WriteSession session)
    {
        var row = new { WriterId, Batch, now = session.Now.UtcTicks };
        if (await session.ExecuteAsync("UPDATE writers SET last_batch = @Batch, written_at = @now WHERE writer_id = @WriterId", row).ConfigureAwait(false) == 0)
            await session.ExecuteAsync("INSERT INTO writers (writer_id, last_batch, written_at) VALUES (@WriterId, @Batch, @now)", row).ConfigureAwait(false);
    }

    /// <summary>Whether the batch was committed. In a write session: it begins only when a transaction that was lost on its way has ended, one way or the other.</summary>
    public async Task<bool> IsThereAsync(WriteSession session) =>
        await session.FirstAsync<long>("SELECT last_batch FROM writers WHERE writer_id = @WriterId", new { WriterId }).ConfigureAwait(false) >= Batch;
}
