using System.Globalization;
using Gateway.Store;

namespace Gateway.Ops.Health;

/// <summary>
/// A service clock more than a second off the store's is not ready (16): it would rank orders wrongly. A database server's own clock is compared with; where the database has none
/// but the machine's, what shows is a clock that has fallen behind the latest arrival that any process stamped.
/// </summary>
public static class ClockCheck
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with the service's clock; null: nothing.</summary>
    public static async Task<string?> ProblemAsync(IStore store, TimeProvider time, CancellationToken cancel)
    {
        var before = time.GetUtcNow();
        var clock = await store.ReadClockAsync(cancel).ConfigureAwait(false);
        return Problem(clock, before, time.GetUtcNow());
    }

    /// <summary>The same, of times that were read already.</summary>
    /// <param name="before">The service's clock before the store was asked.</param>
    /// <param name="after">The same when it had answered: the store's moment lies between the two.</param>
    public static string? Problem(StoreClock clock, DateTimeOffset before, DateTimeOffset after)
    {
        if (clock.Server is { } server && before - server > Allowed) return Text(before - server, "ahead of the store's");
        if (clock.Server is { } ahead && ahead - after > Allowed) return Text(ahead - after, "behind the store's");
        return clock.LastArrival - after > Allowed ? Text(clock.LastArrival - after, "behind the latest arrival") : null;
    }

    private static string Text(TimeSpan off, string where) => string.Create(CultureInfo.InvariantCulture, $"is {off.TotalSeconds:F1} s {where}");
}
