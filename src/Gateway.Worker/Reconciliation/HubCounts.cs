using System.Globalization;

namespace Gateway.Worker.Reconciliation;

/// <summary>How many orders the hub says that it sent through a channel on a day of the bank.</summary>
public sealed record HubCount(string ChannelId, DateOnly Day, long Orders);

/// <summary>The hub's counts as a file: a line each of channel, day (yyyy-MM-dd) and orders, commas between, under the heading <c>channel,day,orders</c>.</summary>
public static class HubCounts
{
    private const string Heading = "channel,day,orders";

    /// <summary>The counts, or what is wrong, all lines at once.</summary>
    public static (IReadOnlyList<HubCount> Counts, IReadOnlyList<string> Faults) Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        if (lines[0].TrimStart('\uFEFF') != Heading) return ([], [$"line 1: must be {Heading}"]);
        var counts = new List<HubCount>();
        var faults = new List<string>();
        for (var i = 1; i < lines.Length; i++)
        {
            var parts = lines[i].Split(',');
            if (parts.Length == 3 && parts[0].Length > 0 && DateOnly.TryParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var orders)) counts.Add(new HubCount(parts[0], day, orders));
            else faults.Add(string.Create(CultureInfo.InvariantCulture, $"line {i + 1}: must be a channel, a day (yyyy-MM-dd) and a number"));
        }

        return (counts, faults);
    }
}
