namespace Gateway.Mutation;

/// <summary>Why a mutant cannot be killed, as people wrote it down: the file's head says how.</summary>
internal sealed class Reasons
{
    private readonly List<Entry> _entries = [];

    /// <exception cref="FormatException">An entry is incomplete.</exception>
    public Reasons(IEnumerable<string> lines)
    {
        var block = new List<string>();
        foreach (var line in lines.Select(l => l.Trim()).Where(l => !l.StartsWith('#')).Append(""))
        {
            if (line.Length > 0) block.Add(line);
            else if (block.Count > 0)
            {
                _entries.Add(Parse(block));
                block.Clear();
            }
        }
    }

    /// <summary>Entries that no survivor has asked for: killed by now, or gone.</summary>
    public IEnumerable<string> Unused => _entries.Where(e => !e.Used).Select(e => $"{e.File}: {e.Change}");

    /// <summary>The reason, or null. An entry answers for every mutant that reads the same on a line that reads the same.</summary>
    public string? Of(Mutant mutant)
    {
        var entry = _entries.Find(e => e.File == mutant.File && e.Change == mutant.Change && e.SourceLine == mutant.SourceLine);
        if (entry is not null) entry.Used = true;
        return entry?.Reason;
    }

    private static Entry Parse(List<string> block)
    {
        if (block is not [var head, var source, var reason, ..] || head.Split(": ", 2) is not [var file, var change] || !source.StartsWith("in: ", StringComparison.Ordinal))
            throw new FormatException($"an entry is 'FILE: CHANGE', 'in: SOURCE LINE' and a reason: {block[0]}");
        return new Entry { File = file, Change = change, SourceLine = source["in: ".Length..], Reason = string.Join(' ', [reason, .. block.Skip(3)]) };
    }

    private sealed class Entry
    {
        public required string File { get; init; }
        public required string Change { get; init; }
        public required string SourceLine { get; init; }
        public required string Reason { get; init; }
        public bool Used { get; set; }
    }
}
