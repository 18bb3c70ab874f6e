using System.Collections.Frozen;
using System.Threading.RateLimiting;
using Gateway.Ingress.Courts;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Quotas;

/// <summary>The lanes of all channels, by kind; and how many of their calls may wait for receipts.</summary>
sealed class ChannelQuotas : IDisposable
{
    readonly FrozenDictionary<(string, OrderKind), QuotaLane> lanes;
    readonly FrozenDictionary<string, ConcurrencyLimiter> watches;

    public ChannelQuotas(CourtDirectory directory, IOptions<CourtDirectoryOptions> configured, IOptions<IngressOptions> options)
    {
        var quotas = configured.Value.Channels.ToDictionary(c => c.Id, c => c.Quota(configured.Value.Channels.Count), StringComparer.Ordinal);
        lanes = directory.Channels
            .SelectMany(channel => Enum.GetValues<OrderKind>().Select(kind => Lane(channel.Id, kind, quotas[channel.Id], options.Value)))
            .ToFrozenDictionary(lane => (lane.ChannelId, lane.Kind));
        watches = directory.Channels.ToFrozenDictionary(c => c.Id, _ => new ConcurrencyLimiter(new() { PermitLimit = options.Value.WaitingCallsPerChannel }), StringComparer.Ordinal);
    }

    /// <summary>All lanes.</summary>
    public IEnumerable<QuotaLane> All => lanes.Values;

    public QuotaLane Of(Channel channel, OrderKind kind) => lanes[(channel.Id, kind)];

    /// <summary>A place for a call that waits for receipts; not acquired: the channel has too many.</summary>
    public RateLimitLease EnterWait(Channel channel) => watches[channel.Id].AttemptAcquire();

    public void Dispose()
    {
        foreach (var lane in lanes.Values) lane.Dispose();
        foreach (var watch in watches.Values) watch.Dispose();
    }

    static QuotaLane Lane(string channelId, OrderKind kind, ChannelQuota quota, IngressOptions options)
    {
        var places = kind == OrderKind.Control ? options.ConcurrentOrders : options.ConcurrentInquiries;
        return new QuotaLane(channelId, kind, quota.Of(kind), Math.Max(1, places * quota.IntakePercent / 100), options.WaitingOrders);
    }
}
