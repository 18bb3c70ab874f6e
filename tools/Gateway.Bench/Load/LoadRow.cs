using System.Globalization;
using static System.FormattableString;

namespace Gateway.Bench.Load;

/// <summary>What one loop came to. Times in milliseconds from sending to the sealed receipt, processor time in microseconds an order.</summary>
/// <param name="Orders">Of which kind.</param>
/// <param name="Loop">How they were sent.</param>
/// <param name="PerSecond">Answered in a second.</param>
/// <param name="P50">…</param>
/// <param name="P99">…</param>
/// <param name="P999">…</param>
/// <param name="GatewayMicroseconds">Processor time of all the gateway's processes.</param>
/// <param name="Need">The bare work that cannot be done without.</param>
/// <param name="Processes">Processor time by process: the gateway's, core, broker, load.</param>
/// <param name="WrittenBytes">What an order has the gateway's processes write to the disk.</param>
/// <param name="ResidentMebibytes">Of the gateway's processes together, at the end.</param>
/// <param name="SentAgain">Orders that were told to come again.</param>
internal sealed record LoadRow(
    string Orders, string Loop, double PerSecond, double P50, double P99, double P999, double GatewayMicroseconds, CryptoFloor.Need Need, IReadOnlyDictionary<string, double> Processes,
    long WrittenBytes, long ResidentMebibytes, int SentAgain)
{
    /// <summary>What that work takes on this machine; known when all is measured.</summary>
    public double FloorMicroseconds { get; init; }

    public double TimesFloor => GatewayMicroseconds / FloorMicroseconds;

    public string ToProgress() => Invariant($"{Orders,-8} {Loop,-10} {PerSecond,6:F0}/s  p50 {P50,7:F1}  p99 {P99,7:F1} ms  gateway {GatewayMicroseconds / 1000,5:F1} ms  {ResidentMebibytes,4} MiB");

    /// <summary>A table as RESULTS.md has it.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<LoadRow> rows)
    {
        yield return "| Orders | Loop | /s | p50 ms | p99 ms | p99.9 ms | Gateway ms | × floor | Core ms | Load ms | KiB written | MiB resident |";
        yield return "|---|---|---|---|---|---|---|---|---|---|---|---|";
        foreach (var row in rows)
            yield return Invariant($"| {row.Orders} | {row.Loop} | {row.PerSecond:F0} | {row.P50:F1} | {row.P99:F1} | {row.P999:F1} | {row.GatewayMicroseconds / 1000:F1} | {row.TimesFloor:F1} | {row.Processes["core"] / 1000:F1} | {row.Processes["load"] / 1000:F1} | {row.WrittenBytes >> 10} | {row.ResidentMebibytes} |");
    }

    /// <summary>Where the gateway is several processes: what each takes.</summary>
    public static IEnumerable<string> TableOfProcesses(IReadOnlyList<LoadRow> rows)
    {
        var names = rows[0].Processes.Keys.ToList();
        yield return $"| Orders | Loop | {string.Join(" | ", names.Select(n => n + " ms"))} |";
        yield return $"|---|---|{string.Concat(names.Select(_ => "---|"))}";
        foreach (var row in rows)
            yield return $"| {row.Orders} | {row.Loop} | {string.Join(" | ", names.Select(n => (row.Processes[n] / 1000).ToString("F1", CultureInfo.InvariantCulture)))} |";
    }
}
