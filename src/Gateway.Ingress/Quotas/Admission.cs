using System.Threading.RateLimiting;

namespace Gateway.Ingress.Quotas;

/// <summary>An order that its channel's quotas let in: its lane, and its place in it until its acknowledgement.</summary>
/// <param name="hand">It is in hand meanwhile.</param>
sealed class Admission(QuotaLane lane, RateLimitLease place, IDisposable hand) : IDisposable
{
    public QuotaLane Lane { get; } = lane;

    public void Dispose()
    {
        hand.Dispose();
        place.Dispose();
    }
}

/// <summary>The admissions of one stream: whatever ends it, none is left behind.</summary>
sealed class StreamAdmissions : IDisposable
{
    readonly Lock guard = new();
    readonly HashSet<Admission> open = [];
    bool closed;

    /// <summary>Keeps it until <see cref="Release"/> or the stream's end.</summary>
    public void Keep(Admission? admission)
    {
        if (admission is null) return;
        lock (guard)
        {
            if (!closed)
            {
                open.Add(admission);
                return;
            }
        }

        admission.Dispose();
    }

    /// <summary>Its order has its answer.</summary>
    public void Release(Admission? admission)
    {
        if (admission is null) return;
        lock (guard) open.Remove(admission);
        admission.Dispose();
    }

    public void Dispose()
    {
        lock (guard)
        {
            closed = true;
            foreach (var admission in open) admission.Dispose();
            open.Clear();
        }
    }
}
