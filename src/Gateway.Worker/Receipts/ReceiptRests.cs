using Gateway.Register.Orders;
using Gateway.Store;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Receipts;

/// <summary>Which receipt: an order's of a kind, or a notice's.</summary>
internal readonly record struct ReceiptName(OrderKey Order, ReceiptKind Kind, long NoticeId = 0);

/// <summary>
/// Receipts that could not be made rest before they are tried again, each for itself and longer each time: one that fails holds no lane and delays no other.
/// While any rests it is an alarm (<c>gateway_receipts_failing</c>).
/// </summary>
internal sealed class ReceiptRests(SetbackNotes setbacks, WorkerOptions options, TimeProvider time)
{
    private const int Remembered = 10_000;
    private const int PageLength = 100;

    private sealed record Rest(int Failures, long Due);

    private readonly Lock _lock = new();
    private readonly Dictionary<ReceiptName, Rest> _rests = [];

    /// <summary>How many failed and were not made since.</summary>
    public int Failing
    {
        get { lock (_lock) return _rests.Count; }
    }

    /// <summary>Whether it is too early to try it again.</summary>
    public bool IsResting(ReceiptName receipt)
    {
        lock (_lock) return _rests.TryGetValue(receipt, out var rest) && rest.Due > time.GetTimestamp();
    }

    /// <summary>It could not be made. Beyond what is remembered, receipts are tried again by every search.</summary>
    /// <returns>How long it rests.</returns>
    public TimeSpan Failed(ReceiptName receipt)
    {
        lock (_lock)
        {
            var failures = (_rests.GetValueOrDefault(receipt)?.Failures ?? 0) + 1;
            var longest = TimeSpan.FromSeconds(options.ReceiptRetryMaximumSeconds);
            var wait = failures > 20 ? longest : TimeSpan.FromSeconds(Math.Min(options.ReceiptRetryFirstSeconds * Math.Pow(2, failures - 1), longest.TotalSeconds));
            if (_rests.Count < Remembered || _rests.ContainsKey(receipt)) _rests[receipt] = new Rest(failures, time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency));
            return wait;
        }
    }

    /// <summary>Makes everything that waits, page by page: whatever rests or fails, those behind it are made.</summary>
    /// <param name="read">At most so many of those behind a number, in the order of their numbers.</param>
    /// <param name="numberOf">Their number.</param>
    /// <param name="nameOf">Their receipt.</param>
    /// <param name="make">Makes and stores one; whether it did.</param>
    /// <returns>How many were made.</returns>
    public async Task<int> MakeAllAsync<T>(
        Func<long, int, Task<IReadOnlyList<T>>> read, Func<T, long> numberOf, Func<T, ReceiptName> nameOf, Func<T, Task<bool>> make, WorkerMetrics metrics, ILogger log)
    {
        var (made, after) = (0, 0L);
        while (true)
        {
            var page = await read(after, PageLength).ConfigureAwait(false);
            foreach (var one in page) made += await TryAsync(nameOf(one), metrics, log, () => make(one)).ConfigureAwait(false) ? 1 : 0;
            if (page.Count < PageLength) return made;
            after = numberOf(page[^1]);
        }
    }

    /// <summary>One attempt at a receipt, unless it rests. A failure is counted and logged, and the receipt rests; the others go on.</summary>
    /// <param name="make">Makes and stores it; whether it did.</param>
    public async Task<bool> TryAsync(ReceiptName receipt, WorkerMetrics metrics, ILogger log, Func<Task<bool>> make)
    {
        if (IsResting(receipt)) return false;
        try
        {
            var made = await make().ConfigureAwait(false);
            Passed(receipt);
            return made;
        }
        catch (Exception problem) when (problem is not OperationCanceledException) // the edge of one receipt: it is tried again
        {
            metrics.ReceiptFailed();
            Log.ReceiptFailed(log, problem, receipt.Order, (long)Failed(receipt).TotalSeconds);
            await setbacks.AtOrderAsync(receipt.Order, OrderStep.Receipt, problem, CancellationToken.None).ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>It was made, or need not be any more.</summary>
    public void Passed(ReceiptName receipt)
    {
        lock (_lock) _rests.Remove(receipt);
    }
}
