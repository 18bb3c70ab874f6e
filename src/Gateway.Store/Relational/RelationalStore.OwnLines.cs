using Gateway.Register.Accounts;

namespace Gateway.Store.Relational;

// The bank's own lines: what ends by its date, and what the core tells.
public abstract partial class RelationalStore
{
    /// <inheritdoc/>
    public async Task<int> ScheduleExpiriesAsync(DateOnly today, TimeZoneInfo zone, CancellationToken cancel)
    {
        var queued = 0;
        foreach (var schedule in (Func<WriteSession, DateOnly, TimeZoneInfo, Task<int>>[])[ExpirySteps.ScheduleCourtsAsync, ExpirySteps.ScheduleEnteredAsync, ExpirySteps.ScheduleCoresAsync])
        {
            int some;
            do
            {
                some = await WriteAsync(s => schedule(s, today, zone), cancel).ConfigureAwait(false);
                queued += some;
            }
            while (some == ExpirySteps.ChunkLength);
        }

        return queued;
    }

    /// <inheritdoc/>
    public Task<string?> LeaseFeedAsync(string holder, TimeSpan length, CancellationToken cancel) => LeaseFeedIfFreeAsync(holder, length, cancel);

    /// <inheritdoc/>
    public Task<int> RecordFeedAsync(string cursor, string next, IReadOnlyList<RegisterKey> changed, CancellationToken cancel) =>
        WriteAsync(s => FeedSteps.RecordAsync(s, cursor, next, changed), cancel);
}
