using System.Diagnostics;
using System.Globalization;

namespace Gateway.Hub.Processes;

/// <summary>An Apache Kafka of one's own, started and ended through tools/kafka.sh.</summary>
internal sealed class KafkaBroker : IAsyncDisposable
{
    readonly string folder;
    readonly int nodes;

    KafkaBroker(string folder, int nodes, int port, string bootstrap)
    {
        this.folder = folder;
        this.nodes = nodes;
        Port = port;
        Bootstrap = bootstrap;
    }

    /// <summary>Client port of the first node.</summary>
    public int Port { get; }

    /// <summary>What clients are told.</summary>
    public string Bootstrap { get; }

    static string Script => Path.Combine(Programs.RepositoryRoot(), "tools", "kafka.sh");

    /// <summary>Why none can be started here; null: one can.</summary>
    public static async Task<string?> MissingAsync(CancellationToken cancel)
    {
        var (code, _, errors) = await RunAsync(["available"], cancel);
        return code == 0 ? null : errors;
    }

    /// <summary>Starts a new cluster and waits until it is up.</summary>
    /// <param name="folder">Its data, logs and settings.</param>
    /// <param name="nodes">1 or 3.</param>
    /// <param name="extra">Further broker settings, made for a port.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="ServiceStartException">It did not come up.</exception>
    public static async Task<KafkaBroker> StartAsync(string folder, int nodes, Func<int, string>? extra, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var port = FreePorts.Take();
        var extraFile = Path.Combine(folder, "extra.properties");
        await File.WriteAllTextAsync(extraFile, extra?.Invoke(port) ?? "", cancel);
        var (code, output, errors) = await RunAsync(["start", folder, nodes.ToString(CultureInfo.InvariantCulture), port.ToString(CultureInfo.InvariantCulture), extraFile], cancel);
        if (code != 0) throw new ServiceStartException("Kafka did not start", errors);
        var broker = new KafkaBroker(folder, nodes, port, output.Trim());
        for (var node = 1; node <= nodes; node++) ChildReaper.Instance.Add(broker.ProcessOf(node));
        return broker;
    }

    /// <summary>kill -9 of a node, 1 being the first.</summary>
    public async Task KillAsync(int node, CancellationToken cancel)
    {
        var process = ProcessOf(node);
        await RequireAsync("kill", node, cancel);
        ChildReaper.Instance.Drop(process);
    }

    /// <summary>Starts a killed node again and waits until it is up.</summary>
    public async Task ReviveAsync(int node, CancellationToken cancel)
    {
        await RequireAsync("revive", node, cancel);
        ChildReaper.Instance.Add(ProcessOf(node));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // At once: nobody needs its data any more, and nodes that are asked to end wait for each other.
        for (var node = 1; node <= nodes; node++) await KillAsync(node, CancellationToken.None);
    }

    /// <summary>The process of a node, 1 being the first.</summary>
    public int ProcessOf(int node) => int.Parse(File.ReadAllText(Path.Combine(folder, $"node-{node}.pid")), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);

    async Task RequireAsync(string verb, int node, CancellationToken cancel)
    {
        var (code, _, errors) = await RunAsync([verb, folder, node.ToString(CultureInfo.InvariantCulture)], cancel);
        if (code != 0) throw new ServiceStartException($"Kafka, {verb} of node {node}", errors);
    }

    static async Task<(int Code, string Output, string Errors)> RunAsync(string[] arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("bash", [Script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start");
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, await output, (await errors).Trim());
    }
}
