using System.Security.Cryptography;
using Gateway.Ops.Audit;
using Gateway.Ops.Health;
using Gateway.Store;
using Microsoft.Extensions.Logging;

namespace Gateway.Ops.Metrics;

/// <summary>Takes the samples. A part that does not answer costs a sample its own numbers and no others.</summary>
internal sealed class Watch(
    IStore store, IEnumerable<ReadinessCheck> checks, IEnumerable<WatchedEnd> ends, IEnumerable<ArchiveFolder> folders, AuditState audit, TimeProvider time, ILogger<Watch> log)
{
    private readonly IReadOnlyList<ReadinessCheck> _checks = [.. checks];
    private readonly IReadOnlyList<WatchedEnd> _ends = [.. ends];
    private readonly IReadOnlyList<ArchiveFolder> _folders = [.. folders];

    /// <summary>The newest; null: none was taken yet.</summary>
    public WatchSample? Latest { get; private set; }

    public async Task<WatchSample> TakeAsync(CancellationToken cancel)
    {
        var numbers = NumbersAsync(cancel);
        var dependencies = Task.WhenAll(_checks.Select(async c => (c.Name, await HealthEndpoints.ProblemAsync(c, log, cancel).ConfigureAwait(false) is null)));
        return Latest = new WatchSample(time.GetUtcNow(), await numbers.ConfigureAwait(false), await dependencies.ConfigureAwait(false), Ends(), audit.Last, Disk());
    }

    private async Task<StoreStatistics?> NumbersAsync(CancellationToken cancel)
    {
        try
        {
            return await store.ReadStatisticsAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException) // the edge of a sample: the other numbers matter most when the store is gone
        {
            Log.StatisticsFailed(log, problem);
            return null;
        }
    }

    private List<(string, DateTimeOffset)> Ends()
    {
        var found = new List<(string, DateTimeOffset)>();
        foreach (var end in _ends)
        {
            try
            {
                if (end.Until() is { } until) found.Add((end.Name, until));
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
            {
                Log.EndUnknown(log, unreadable, end.Name);
            }
        }

        return found;
    }

    private DiskSpace? Disk()
    {
        if (_folders is not [var folder, ..]) return null;
        try
        {
            var drive = new DriveInfo(folder.Path);
            return new DiskSpace(drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Log.DiskUnknown(log, gone);
            return null;
        }
    }
}
