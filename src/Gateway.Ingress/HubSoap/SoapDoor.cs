using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.HubSoap;

/// <summary>All hubs that are polled: two lanes each.</summary>
sealed class SoapDoor(SoapParts parts, IOptions<HubSoapOptions> options) : BackgroundService
{
    readonly List<HttpClient> clients = [];

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var client in clients) client.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(options.Value.HubSoap.SelectMany(LanesOf).Select(lane => lane.RunAsync(stoppingToken)));

    /// <summary>A lane for each list, each with connections of its own.</summary>
    IEnumerable<SoapLane> LanesOf(HubSoapSettings settings)
    {
        if (parts.Gate.Serves(settings.Channel, ChannelDoor.HubSoap) is null) parts.Log.HubNotServed(settings.Channel, ChannelDoors.HubSoap);
        foreach (var kind in (OrderKind[])[OrderKind.Control, OrderKind.Inquiry])
        {
            var connection = HubSoapConnection.Of(settings);
            var client = SoapHub.CreateClient(connection, SoapTls.Of(settings));
            clients.Add(client);
            yield return new SoapLane(parts, settings, kind, new SoapHub(client, connection, parts.Metrics, settings.Channel), new Random());
        }
    }
}
