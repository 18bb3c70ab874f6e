namespace Gateway.Store.Privacy;

/// <summary>The data keys of a running store.</summary>
public interface IStoreKeys
{
    /// <summary>How long after a new key was added to the file at most every process seals with it: each reads the file in half of that time.</summary>
    TimeSpan NoticedWithin { get; }

    /// <summary>Reads the key file again: a key that was added to its end seals from now on.</summary>
    /// <returns>The name of the key that seals; empty: encryption is off.</returns>
    /// <exception cref="StoreKeyException">The file is not as it should be: the keys from before go on.</exception>
    Task<string> RefreshKeysAsync(CancellationToken cancel);

    /// <summary>
    /// Seals anew, with the newest key, whatever was sealed with an older one or not at all, in small transactions beside the running service; then gives the older keys up.
    /// Waits first until every process seals with the newest key. Interrupted, it is called again. Two at a time do no harm.
    /// </summary>
    /// <param name="progress">Called with each column, and with "archive", once it is done, and how many values that were.</param>
    Task<ReencryptResult> ReencryptAsync(Action<string, long> progress, CancellationToken cancel);
}

/// <summary>What a change of key came to.</summary>
/// <param name="Values">So many values were sealed anew.</param>
/// <param name="RetiredKeys">These may be taken out of the key file.</param>
/// <param name="SegmentsRemoved">Files of the archive that held nothing any more.</param>
/// <param name="SegmentsLeft">Files that hold nothing any more and may not be removed yet, because a process may still write to them.</param>
public sealed record ReencryptResult(long Values, IReadOnlyList<string> RetiredKeys, int SegmentsRemoved, int SegmentsLeft);
