namespace Gateway.Store.Registers;

/// <summary>Some registers as they stand, by their entries' keys; those of kinds that were not asked for are empty.</summary>
/// <param name="Version">Rises with every change of these registers.</param>
public sealed record RegisterContents(long Version, IReadOnlyDictionary<(RegisterKind Kind, string Key), RegisterEntry> Entries)
{
    public IEnumerable<RegisterEntry> Of(RegisterKind kind) => Entries.Where(e => e.Key.Kind == kind).Select(e => e.Value).OrderBy(e => e.Key, StringComparer.Ordinal);

    public RegisterEntry? Find(RegisterKind kind, string key) => Entries.GetValueOrDefault((kind, key));

    /// <summary>As the registers would stand after a change.</summary>
    public RegisterContents With(RegisterChange change)
    {
        var entries = new Dictionary<(RegisterKind, string), RegisterEntry>(Entries);
        foreach (var item in change.Items)
        {
            if (item.After is { } after) entries[(item.Kind, item.Key)] = after;
            else entries.Remove((item.Kind, item.Key));
        }

        return this with { Entries = entries };
    }
}

/// <summary>One change in a register's log, newest last. TaskId null: it came from the configuration or with an order.</summary>
public sealed record RegisterLogEntry(long ChangeNo, RegisterEntry? After, string Source, long? TaskId, DateTimeOffset At);
