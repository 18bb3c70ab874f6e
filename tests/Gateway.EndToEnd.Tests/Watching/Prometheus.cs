using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Gateway.EndToEnd.Tests.Watching;

/// <summary>Debian's Prometheus over a running gateway, with the rules of deploy/prometheus.</summary>
internal sealed class Prometheus : IAsyncDisposable
{
    readonly Process process;
    readonly string folder;
    readonly HttpClient client;

    Prometheus(Process process, string folder, int port)
    {
        this.process = process;
        this.folder = folder;
        client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/api/v1/")) };
    }

    /// <summary>Where tools/prometheus.sh puts it, or the machine has it; null: nowhere.</summary>
    public static string? Find(string root) =>
        new[] { Path.Combine(root, "artifacts", "prometheus", "usr", "bin") }.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(f => File.Exists(Path.Combine(f, "prometheus")) && File.Exists(Path.Combine(f, "promtool")));

    public static async Task<Prometheus> StartAsync(string programs, string root, Uri gateway)
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("gateway-prometheus-").FullName, FreePorts.Take());
        var rules = Path.Combine(root, "deploy", "prometheus");
        var config = (await File.ReadAllTextAsync(Path.Combine(rules, "prometheus.yml")))
            .Replace("127.0.0.1:7080", $"{gateway.Host}:{gateway.Port}", StringComparison.Ordinal).Replace(": 15s", ": 1s", StringComparison.Ordinal)
            .Replace("gateway-alerts.yml", Path.Combine(rules, "gateway-alerts.yml"), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), config);
        var process = Process.Start(new ProcessStartInfo(Path.Combine(programs, "prometheus"))
        {
            ArgumentList = { $"--config.file={folder}/prometheus.yml", $"--storage.tsdb.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error" },
            RedirectStandardError = true,
        })!;
        process.BeginErrorReadLine();
        return new Prometheus(process, folder, port);
    }

    /// <summary>Runs promtool over the rules and their tests.</summary>
    public static async Task<(int Code, string Output)> CheckRulesAsync(string programs, string root)
    {
        using var tool = Process.Start(new ProcessStartInfo(Path.Combine(programs, "promtool"))
        {
            ArgumentList = { "test", "rules", "gateway-alerts.test.yml" },
            WorkingDirectory = Path.Combine(root, "deploy", "prometheus"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (tool.StandardOutput.ReadToEndAsync(), tool.StandardError.ReadToEndAsync());
        await tool.WaitForExitAsync();
        return (tool.ExitCode, await output + await errors);
    }

    /// <summary>How the rules do that were evaluated: name, health, state.</summary>
    public async Task<IReadOnlyList<(string Name, string Health, string State, string Error)>> RulesAsync(CancellationToken cancel)
    {
        var data = await AskAsync("rules", cancel);
        return data is null
            ? []
            : [.. from @group in data.Value.GetProperty("groups").EnumerateArray()
                from rule in @group.GetProperty("rules").EnumerateArray()
                select (rule.GetProperty("name").GetString()!, rule.GetProperty("health").GetString()!, rule.GetProperty("state").GetString()!, rule.TryGetProperty("lastError", out var error) ? error.GetString()! : "")];
    }

    /// <summary>The values of a query, as they stand.</summary>
    public async Task<IReadOnlyList<string>> QueryAsync(string query, CancellationToken cancel)
    {
        var data = await AskAsync("query?query=" + Uri.EscapeDataString(query), cancel);
        return data is null ? [] : [.. data.Value.GetProperty("result").EnumerateArray().Select(r => r.GetProperty("value")[1].GetString()!)];
    }

    /// <summary>What is wrong with a query; null: it evaluates, though perhaps to nothing yet.</summary>
    public async Task<string?> FaultAsync(string query, CancellationToken cancel)
    {
        using var answer = await client.GetAsync("query?query=" + Uri.EscapeDataString(query), cancel);
        return answer.IsSuccessStatusCode ? null : await answer.Content.ReadAsStringAsync(cancel);
    }

    /// <summary>The queries of all dashboards of deploy/grafana, with what Grafana fills in.</summary>
    public static IReadOnlyList<(string Panel, string Query)> Dashboards(string root) =>
        [.. from file in Directory.GetFiles(Path.Combine(root, "deploy", "grafana", "dashboards"), "*.json")
            from panel in JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("panels").EnumerateArray()
            where panel.TryGetProperty("targets", out _)
            from target in panel.GetProperty("targets").EnumerateArray()
            select ($"{Path.GetFileName(file)}: {panel.GetProperty("title").GetString()}", target.GetProperty("expr").GetString()!.Replace("$__rate_interval", "1m", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    async Task<JsonElement?> AskAsync(string path, CancellationToken cancel)
    {
        try
        {
            using var answer = await client.GetAsync(path, cancel);
            return answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel)).RootElement.GetProperty("data") : null;
        }
        catch (HttpRequestException)
        {
            return null; // not up yet
        }
    }
}
