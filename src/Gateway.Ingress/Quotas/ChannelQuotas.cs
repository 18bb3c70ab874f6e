using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Gateway.Ingress.Courts;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Quotas;

/// <summary>The lanes of all channels, by kind; and how many of their calls may wait for receipts. A channel that the configuration does not have has the standard quotas.</summary>
sealed class ChannelQuotas : IDisposable
{
    readonly ConcurrentDictionary<(string Channel, OrderKind Kind), QuotaLane> lanes = new();
    readonly ConcurrentDictionary<string, ConcurrencyLimiter> watches = new(StringComparer.Ordinal);
    readonly Dictionary<string, ChannelQuota> configured;
    readonly CourtBook courts;
    readonly IngressOptions options;

    public ChannelQuotas(CourtBook courts, IOptions<CourtDirectoryOptions> configured, IOptions<IngressOptions> options)
    {
        this.courts = courts;
        this.options = options.Value;
        this.configured = configured.Value.Channels.ToDictionary(c => c.Id, c => c.Quota(configured.Value.Channels.Count), StringComparer.Ordinal);
    }

    /// <summary>The lanes of the channels that there are now.</summary>
    public IEnumerable<QuotaLane> All => courts.Now.Channels.SelectMany(channel => Enum.GetValues<OrderKind>().Select(kind => Of(channel, kind)));

    public QuotaLane Of(Channel channel, OrderKind kind) => lanes.GetOrAdd((channel.Id, kind), Lane);

    /// <summary>A place for a call that waits for receipts; not acquired: the channel has too many.</summary>
    public RateLimitLease EnterWait(Channel channel) => watches.GetOrAdd(channel.Id, _ => new ConcurrencyLimiter(new() { PermitLimit = options.WaitingCallsPerChannel })).AttemptAcquire();

    public void Dispose()
    {
        foreach (var lane in lanes.Values) lane.Dispose();
        foreach (var watch in watches.Values) watch.Dispose();
    }

    QuotaLane Lane((string Channel, OrderKind Kind) of)
    {
        var quota = configured.GetValueOrDefault(of.Channel) ?? new ChannelSettings().Quota(courts.Now.Channels.Count);
        var places = of.Kind == OrderKind.Control ? options.ConcurrentOrders : options.ConcurrentInquiries;
        return new QuotaLane(of.Channel, of.Kind, quota.Of(of.Kind), Math.Max(1, places * quota.IntakePercent / 100), options.WaitingOrders);
    }
}
