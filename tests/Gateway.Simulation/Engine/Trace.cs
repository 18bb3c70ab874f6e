using System.Globalization;

namespace Gateway.Simulation.Engine;

/// <summary>What happened, in order: the schedule of a seed, for people to read, and its digest, to compare two runs by.</summary>
internal sealed class Trace
{
    private const ulong Prime = 1099511628211;

    private readonly List<(long Ticks, string Who, string What)> _entries = [];
    private ulong _digest = 14695981039346656037;

    public int Count => _entries.Count;

    /// <summary>The same for the same entries in the same order.</summary>
    public string Digest => _digest.ToString("x16", CultureInfo.InvariantCulture);

    public void Add(DateTimeOffset at, string who, string what)
    {
        _entries.Add((at.UtcTicks, who, what));
        Mix((ulong)at.UtcTicks);
        foreach (var c in who) Mix(c);
        foreach (var c in what) Mix(c);
    }

    /// <summary>One line an entry, in the bank's time.</summary>
    public void Write(TextWriter to, TimeZoneInfo zone)
    {
        foreach (var (ticks, who, what) in _entries)
        {
            var at = TimeZoneInfo.ConvertTime(new DateTimeOffset(ticks, TimeSpan.Zero), zone);
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{at:MM-dd HH:mm:ss.fff} {who,-6} {what}"));
        }
    }

    private void Mix(ulong value) => _digest = unchecked((_digest ^ value) * Prime);
}
