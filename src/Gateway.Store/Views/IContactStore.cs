namespace Gateway.Store.Views;

/// <summary>When channels were last heard of.</summary>
public interface IContactStore
{
    /// <summary>When each channel was last heard of, of those that ever were.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadContactsAsync(CancellationToken cancel);

    /// <summary>Channels were heard of; an earlier moment than the one that is kept changes nothing.</summary>
    Task RecordContactsAsync(IReadOnlyDictionary<string, DateTimeOffset> heard, CancellationToken cancel);
}
