using Gateway.Store.Archive;
using Gateway.Store.Privacy;

namespace Gateway.Store.Damage;

/// <summary>
/// Receipts whose document was asked for and is not in the archive as it was written. What they say stands in their rows, so their document can be made anew under the number that they have (I7);
/// until then the channel's stream waits at them, and where it cannot be, the stream passes them by.
/// </summary>
public interface IDamagedReceipts
{
    /// <summary>Those that may still be made anew first, then by how long they are known; at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<DamagedReceipt>> ReadDamagedAsync(int max, CancellationToken cancel);

    /// <summary>Reads the document once more; where somebody put its segment back, the receipt is like any other from then on.</summary>
    /// <returns>Whether it is whole.</returns>
    Task<bool> LookAgainAsync(DamagedReceipt receipt, CancellationToken cancel);

    /// <summary>What the receipt says: the message that was stored with it (protobuf bytes).</summary>
    /// <exception cref="ArchiveDamagedException">Its order is in the archive, and that record is damaged too.</exception>
    /// <exception cref="StoreKeyException">The row was altered.</exception>
    Task<byte[]> ReadBodyAsync(DamagedReceipt receipt, CancellationToken cancel);

    /// <summary>Puts a document that was made anew in the damaged one's place; number, content and acknowledgement stay. False: it was mended meanwhile.</summary>
    /// <param name="ofd">The document; empty where it is <paramref name="large"/>.</param>
    Task<bool> ReplaceAsync(DamagedReceipt receipt, byte[] ofd, LargeDocument? large, CancellationToken cancel);

    /// <summary>It cannot be made anew: its channel's stream passes it by. False: that is known already, or it was mended meanwhile.</summary>
    Task<bool> GiveUpAsync(DamagedReceipt receipt, CancellationToken cancel);
}
