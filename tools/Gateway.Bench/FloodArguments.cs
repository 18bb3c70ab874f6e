using System.Globalization;

namespace Gateway.Bench;

/// <summary>How much waits, and how many freezes are timed.</summary>
internal sealed record FloodArguments(int Waiting, int Freezes, bool Json)
{
    /// <summary>Null: they mean nothing.</summary>
    public static FloodArguments? Parse(IReadOnlyList<string> words)
    {
        var parsed = new FloodArguments(100_000, 40, Json: false);
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == "--quick") parsed = parsed with { Waiting = 2_000, Freezes = 15 };
            else if (words[i] == "--json") parsed = parsed with { Json = true };
            else if (i + 1 == words.Count || !int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0) return null;
            else if (words[i++] == "--waiting") parsed = parsed with { Waiting = number };
            else if (words[i - 1] == "--freezes") parsed = parsed with { Freezes = number };
            else return null;
        }

        return parsed;
    }
}
