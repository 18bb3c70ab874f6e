namespace Gateway.Store.Archive;

/// <summary>The archive does not hold what the index says: a segment is missing, cut short or altered. Restore the named segment from a backup.</summary>
public sealed class ArchiveDamagedException(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Since when this process knows that the segment is damaged.</summary>
    public DateTimeOffset? Since { get; init; }
}
