namespace Gateway.Store.Retention;

/// <summary>Moves what is over out of the tables that daily work reads, into the archive, where it stays. Small batches, under a lease.</summary>
public interface IRetention
{
    /// <summary>
    /// One batch of closed orders, by their numbers: the FINAL receipt and all others acknowledged before the moment, nothing left to tell, no live freeze of theirs. What an order was, its lines,
    /// answers, decisions and receipts' bodies go into one record of the archive; its row stays as the entry under its number, so that repeats are recognised (C30) and all of it can be read as before.
    /// </summary>
    /// <param name="after">The last order that was looked at; 0: from the beginning.</param>
    /// <returns>How many were moved, and where to go on; null: that was the end.</returns>
    /// <exception cref="LeaseLostException">Another process does this by now.</exception>
    Task<(int Moved, long? Next)> ArchiveOrdersAsync(Lease lease, DateTimeOffset before, long after, int max, CancellationToken cancel);

    /// <summary>One batch of what no record needs: told notices (their receipts say it), and the content of the bank's own lines that were over before the moment.</summary>
    /// <returns>How much there was; fewer than <paramref name="max"/>: that was the end.</returns>
    /// <exception cref="LeaseLostException">Another process does this by now.</exception>
    Task<int> ClearAsync(Lease lease, DateTimeOffset before, int max, CancellationToken cancel);
}
