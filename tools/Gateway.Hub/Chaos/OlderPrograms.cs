using System.Collections.Concurrent;
using Gateway.Hub.Processes;

namespace Gateway.Hub.Chaos;

/// <summary>Gateway processes of an earlier release, each of which comes back as the present one once it is its turn.</summary>
/// <param name="Built">The present programs.</param>
/// <param name="Older">The earlier release's Gateway.Host.dll.</param>
internal sealed record OlderPrograms(Programs Built, string Older) : Programs(Built)
{
    static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    readonly ConcurrentDictionary<string, bool> upgraded = new(StringComparer.Ordinal);

    public override IRunningProgram StartGateway(IReadOnlyList<string> arguments, string logFile, IReadOnlyDictionary<string, string> environment) =>
        upgraded.ContainsKey(logFile) ? base.StartGateway(arguments, logFile, environment) : ChildProcess.Start(Older, arguments, logFile, environment);

    /// <summary>One process after another: told to end, and started as the present release. The first of them moves the schema on beneath the others.</summary>
    /// <param name="length">How long all of it takes at least; the load goes on.</param>
    /// <exception cref="InvalidDataException">An older process ended with an error, or the present one did not become ready.</exception>
    public async Task UpgradeAsync(DevelopmentService service, TimeSpan length, Action<string> report, CancellationToken cancel)
    {
        var rest = length / (service.Nodes.Count + 1);
        foreach (var node in service.Nodes)
        {
            await Task.Delay(rest, cancel);
            var code = await node.StopAsync(cancel);
            if (code != 0) throw new InvalidDataException($"{node.Name}, the older one, ended with exit code {code}");
            upgraded[Path.Combine(service.Pki.Folder, node.Name + ".log")] = true;
            node.Start();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(ReadyLimit);
            while (!await node.IsReadyAsync(limit.Token))
            {
                if (node.Process!.HasExited || limit.IsCancellationRequested) throw new InvalidDataException($"{node.Name} did not become ready: {node.Process.Log()}");
                await Task.Delay(Look, cancel);
            }

            report($"{node.Name} is the present release now");
        }

        await Task.Delay(rest, cancel);
    }
}
