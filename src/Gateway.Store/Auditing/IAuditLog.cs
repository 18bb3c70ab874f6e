namespace Gateway.Store.Auditing;

/// <summary>The audit chain (I8) for people to read. Its entries are numbered without gap, in the order of their moments, so that a time is found without an index that every write would pay for.</summary>
public interface IAuditLog
{
    /// <summary>Entries that fit, newest first. One call looks through a bounded part of the chain, whatever is looked for: <see cref="AuditPage.Next"/> says where to go on.</summary>
    /// <param name="before">Entries before this number; long.MaxValue: from the newest.</param>
    Task<AuditPage> ReadAuditAsync(AuditFilter filter, long before, int max, CancellationToken cancel);

    Task<AuditRecord?> FindAuditAsync(long number, CancellationToken cancel);

    /// <summary>As <see cref="IStore.VerifyAuditAsync"/>, and tells how far it is.</summary>
    Task<long?> VerifyAuditAsync(IProgress<AuditProgress> progress, CancellationToken cancel);
}

/// <summary>Which entries; null: any. Texts are the beginnings of what is looked for, without regard to the case of Latin letters.</summary>
public sealed record AuditFilter
{
    /// <summary>Recorded at or after.</summary>
    public DateTimeOffset? From { get; init; }
    /// <summary>Recorded before.</summary>
    public DateTimeOffset? Until { get; init; }
    public string? Actor { get; init; }
    public string? Action { get; init; }
    public string? Subject { get; init; }
}

/// <summary>An entry as it stands in the chain.</summary>
/// <param name="Altered">Its detail is not what was sealed for this place; Entry has none.</param>
/// <param name="Hash">SHA-256, lower-case hex.</param>
public sealed record AuditRecord(long Number, DateTimeOffset RecordedAt, AuditEntry Entry, bool Altered, string Hash);

/// <summary>A part of what was found.</summary>
/// <param name="Next">Where to go on; null: the chain, or the time asked for, has no more.</param>
/// <param name="LookedTo">The moment of the oldest entry that was looked at; null: none was.</param>
public sealed record AuditPage(IReadOnlyList<AuditRecord> Records, long? Next, DateTimeOffset? LookedTo);

/// <summary>How far a verification is: entries that verified, and of how many.</summary>
public sealed record AuditProgress(long Done, long Of);
