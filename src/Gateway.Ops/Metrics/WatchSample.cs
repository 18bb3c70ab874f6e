using Gateway.Ops.Audit;
using Gateway.Store;

namespace Gateway.Ops.Metrics;

/// <summary>What is the same for the whole service, whichever process is asked, and what this process sees around it.</summary>
/// <param name="At">When it was taken, by the service's clock.</param>
/// <param name="Store">Null: the store does not answer.</param>
/// <param name="Dependencies">What this process needs, and whether it works.</param>
/// <param name="Ends">Until when certificates and seals hold.</param>
/// <param name="Audit">What the last check of the chain found; null: this process has made none yet.</param>
/// <param name="Disk">The disk that the archive lies on; null: not known.</param>
internal sealed record WatchSample(
    DateTimeOffset At, StoreStatistics? Store, IReadOnlyList<(string Name, bool Up)> Dependencies, IReadOnlyList<(string Name, DateTimeOffset Until)> Ends, AuditVerdict? Audit, DiskSpace? Disk);

/// <summary>Bytes of a disk.</summary>
internal sealed record DiskSpace(long Free, long Size);

/// <summary>The archive, whose disk is watched.</summary>
public sealed record ArchiveFolder(string Path);

/// <summary>Something that ends by itself: a certificate, a seal.</summary>
/// <param name="Name">Which one; a few words that never change.</param>
/// <param name="Until">Its last moment; null: there is none at present. Read for every sample.</param>
public sealed record WatchedEnd(string Name, Func<DateTimeOffset?> Until);
