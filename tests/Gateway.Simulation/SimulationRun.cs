using System.Diagnostics;

namespace Gateway.Simulation;

/// <summary>The program of this project in a process of its own, whose thread pool has one thread.</summary>
internal static class SimulationRun
{
    /// <summary>What it printed, and its exit code.</summary>
    public static async Task<(int Code, IReadOnlyList<string> Lines)> RunAsync(CancellationToken cancel, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SimulationRun).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1";
        start.Environment["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        try
        {
            var lines = ReadAsync(process.StandardOutput, cancel);
            var errors = ReadAsync(process.StandardError, cancel);
            await process.WaitForExitAsync(cancel);
            return (process.ExitCode, [.. await lines, .. await errors]);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static async Task<List<string>> ReadAsync(StreamReader from, CancellationToken cancel)
    {
        var lines = new List<string>();
        while (await from.ReadLineAsync(cancel) is { } line) lines.Add(line);
        return lines;
    }
}
