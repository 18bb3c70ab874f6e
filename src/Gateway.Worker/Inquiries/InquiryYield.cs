using Gateway.Store;

namespace Gateway.Worker.Inquiries;

/// <summary>
/// Inquiries give way to controls, piece by piece: while this process has a control in hand, so many pieces of their work are begun for each step of a control that ended, and so many a second.
/// Where a freeze among a flood is slow, fewer pieces are begun; a usual mix never waits; and inquiries never stand still.
/// </summary>
internal sealed class InquiryYield(OrderTraffic traffic, WorkerOptions options, TimeProvider time)
{
    /// <summary>A control of one line has three steps, an inquiry two pieces: six inquiries beside each control pass freely.</summary>
    private const int PiecesOfAStep = 4;

    /// <summary>What was not used for long is not kept: a flood that begins finds no more than this.</summary>
    private const int MostSaved = 60;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(15);

    private readonly Lock _lock = new();
    private long _used;
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
            var earned = traffic.ControlSteps * PiecesOfAStep;
            _used = Math.Max(_used, earned - MostSaved);
            if (_used < earned)
            {
                _used++;
                return true;
            }

            if (_passed is { } last && time.GetElapsedTime(last) < TimeSpan.FromSeconds(1) / options.InquiryFloorPerSecond) return false;
            _passed = time.GetTimestamp();
            return true;
        }
    }
}
