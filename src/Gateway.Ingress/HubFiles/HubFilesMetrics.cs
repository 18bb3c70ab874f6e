using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gateway.Contracts.HubForms;

namespace Gateway.Ingress.HubFiles;

/// <summary>What becomes of packets, and whether answers are fetched. Labels: channels, kinds, outcomes, reasons.</summary>
sealed class HubFilesMetrics : IDisposable
{
    readonly Meter meter = new("Gateway.Ingress.HubFiles");
    readonly Counter<long> packets;
    readonly Counter<long> refused;
    readonly Counter<long> answers;
    readonly ConcurrentDictionary<string, DateTimeOffset?> unfetched = new(StringComparer.Ordinal);

    public HubFilesMetrics(TimeProvider time)
    {
        packets = meter.CreateCounter<long>("gateway.hub.packets", null, "Packets of a hub that were dealt with: taken, again, complaint");
        refused = meter.CreateCounter<long>("gateway.hub.packets.refused", null, "Packets of a hub that were refused, by reason");
        answers = meter.CreateCounter<long>("gateway.hub.answers.written", null, "Answer packets written for a hub");
        meter.CreateObservableGauge(
            "gateway.hub.answers.unfetched", () => unfetched.Where(u => u.Value is not null).Select(u => new Measurement<double>(Math.Max(0, (time.GetUtcNow() - u.Value!.Value).TotalSeconds), Channel(u.Key))), "s",
            "For how long the oldest answer has lain in a hub's folder");
    }

    public void Dealt(string channelId, HubPacketKind kind, string outcome) => packets.Add(1, Channel(channelId), new("kind", kind.ToString()), new("outcome", outcome));

    public void Refused(string channelId, PacketRefusal reason) => refused.Add(1, Channel(channelId), new("reason", reason.ToString()));

    public void Written(string channelId) => answers.Add(1, Channel(channelId));

    public void Oldest(string channelId, DateTimeOffset? at) => unfetched[channelId] = at;

    public void Dispose() => meter.Dispose();

    static KeyValuePair<string, object?> Channel(string id) => new("channel", id);
}
