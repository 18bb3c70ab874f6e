using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.HubFiles;

/// <summary>All hubs whose packets come into folders: two lanes each.</summary>
sealed class FilesDoor(FilesParts parts, IOptions<HubFilesOptions> options) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(options.Value.HubFiles.SelectMany(LanesOf).Select(lane => lane.RunAsync(stoppingToken)));

    IEnumerable<FilesLane> LanesOf(HubFilesSettings settings)
    {
        if (parts.Gate.Serves(settings.Channel, ChannelDoor.HubFiles) is null) parts.Log.HubNotServed(settings.Channel, ChannelDoors.HubFiles);
        foreach (var kind in (OrderKind[])[OrderKind.Control, OrderKind.Inquiry]) yield return new FilesLane(parts, settings, kind, new Random());
    }
}
