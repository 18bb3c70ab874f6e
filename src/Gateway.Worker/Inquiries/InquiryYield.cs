using Gateway.Store;

namespace Gateway.Worker.Inquiries;

/// <summary>
/// Inquiries give way to controls, piece by piece: none of their work is begun while this process has a control in hand, but for so many pieces a second, so that they never stand still.
/// </summary>
internal sealed class InquiryYield(OrderTraffic traffic, WorkerOptions options, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(15);

    private readonly Lock _lock = new();
    private long? _passed;

    /// <summary>To be called before each answer and each receipt.</summary>
    public async Task GiveWayAsync(CancellationToken cancel)
    {
        while (traffic.Busy && !MayPass()) await Task.Delay(Look, time, cancel).ConfigureAwait(false);
    }

    private bool MayPass()
    {
        if (options.InquiryFloorPerSecond == 0) return true;
        lock (_lock)
        {
            if (_passed is { } last && time.GetElapsedTime(last) < TimeSpan.FromSeconds(1) / options.InquiryFloorPerSecond) return false;
            _passed = time.GetTimestamp();
            return true;
        }
    }
}
