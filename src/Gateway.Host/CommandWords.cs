namespace Gateway.Host;

/// <summary>The words of a command: those that stand for themselves, and options with their texts.</summary>
internal static class CommandWords
{
    /// <summary>Tells them apart, or what is wrong with them.</summary>
    /// <param name="flags">Options that have no text.</param>
    /// <param name="known">Options whose text follows.</param>
    public static (List<string> Plain, Dictionary<string, string> Options, string? Fault) Read(IReadOnlyList<string> words, string[] flags, string[] known)
    {
        var plain = new List<string>();
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal)) plain.Add(words[i]);
            else if (flags.Contains(words[i])) options[words[i]] = "";
            else if (!known.Contains(words[i])) return (plain, options, $"{words[i]}: no such option");
            else if (i + 1 == words.Count) return (plain, options, $"{words[i]}: a value is missing");
            else options[words[i]] = words[++i];
        }

        return (plain, options, null);
    }
}
