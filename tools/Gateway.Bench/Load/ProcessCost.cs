using System.Diagnostics;
using System.Globalization;

namespace Gateway.Bench.Load;

/// <summary>What processes have used since they began, from /proc: processor time, bytes that they had the disk write; and what they hold now.</summary>
internal sealed record ProcessCost(TimeSpan Processor, long WrittenBytes, long ResidentBytes, int Handles)
{
    public static ProcessCost Of(IEnumerable<int> processes) => processes.Select(Of).Aggregate((a, b) => new ProcessCost(
        a.Processor + b.Processor, a.WrittenBytes + b.WrittenBytes, a.ResidentBytes + b.ResidentBytes, a.Handles + b.Handles));

    public static ProcessCost Of(int id)
    {
        using var process = Process.GetProcessById(id);
        var written = File.ReadLines($"/proc/{id}/io").First(l => l.StartsWith("write_bytes: ", StringComparison.Ordinal)).Split(' ')[1];
        return new ProcessCost(process.TotalProcessorTime, long.Parse(written, CultureInfo.InvariantCulture), process.WorkingSet64, Directory.GetFiles($"/proc/{id}/fd").Length);
    }
}
