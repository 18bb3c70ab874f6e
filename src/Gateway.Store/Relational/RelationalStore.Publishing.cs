using Gateway.Store.Publishing;

namespace Gateway.Store.Relational;

// What the bank's own consumers are told.
public abstract partial class RelationalStore : IPublishing
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadChannelsAsync(CancellationToken cancel) => ReadAsync(PublishingQueries.ChannelsAsync, cancel);

    /// <inheritdoc/>
    public Task<long> ReadPublishedAsync(string stream, string channel, CancellationToken cancel) => ReadAsync(s => PublishingQueries.PublishedAsync(s, stream, channel), cancel);

    /// <inheritdoc/>
    public Task MarkPublishedAsync(Lease lease, string stream, string channel, long to, CancellationToken cancel) => WriteAsync(s => PublishingQueries.MarkAsync(s, lease, stream, channel, to), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PublicEntry>> ReadEntriesAsync(long after, int max, CancellationToken cancel) => ReadAsync(s => PublishingQueries.EntriesAsync(s, after, max), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PublicReceipt>> ReadReceiptHeadsAsync(string channel, long after, int max, CancellationToken cancel) =>
        ReadAsync(s => PublishingQueries.ReceiptsAsync(s, channel, after, max), cancel);
}
