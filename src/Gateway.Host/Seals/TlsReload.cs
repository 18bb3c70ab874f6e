using Gateway.Sealing;

namespace Gateway.Host.Seals;

/// <summary>Looks at the TLS files of the process' own ports now and then; changed ones hold for new connections, and what cannot be used is logged.</summary>
internal sealed class TlsReload(IEnumerable<PortTls> ports, TimeSpan interval, TimeProvider time, ILogger<TlsReload> log) : BackgroundService
{
    private readonly IReadOnlyList<PortTls> _ports = [.. ports.Where(port => port.IsOn)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_ports.Count == 0) return;
        await Task.Yield();
        using var timer = new PeriodicTimer(interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            foreach (var port in _ports)
            {
                var (taken, fault) = port.Look();
                if (fault is not null) Log.FolderRefused(log, port.Files, fault);
                if (taken) Log.FolderTaken(log, port.Files);
            }
        }
    }
}
