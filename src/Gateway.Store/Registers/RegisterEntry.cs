using System.Collections.Immutable;

namespace Gateway.Store.Registers;

/// <summary>One entry: a text for each column of its register, "" where there is none. Text throughout, so that every fault of a file or a proposal can be named at once.</summary>
public sealed class RegisterEntry : IEquatable<RegisterEntry>
{
    readonly ImmutableDictionary<string, string> _texts;

    /// <param name="kind">Whose columns it has; texts of other columns must not be there.</param>
    public RegisterEntry(RegisterKind kind, IReadOnlyDictionary<string, string> texts)
    {
        Kind = kind;
        _texts = texts.Where(t => t.Value.Length > 0).ToImmutableDictionary(StringComparer.Ordinal);
    }

    public RegisterKind Kind { get; }

    /// <summary>The texts that are not empty.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>A column's text; "" where there is none.</summary>
    public string this[string column] => _texts.GetValueOrDefault(column, "");

    /// <summary>What it is found by: its key columns with bars between.</summary>
    public string Key => string.Join(RegisterSchema.KeySeparator, RegisterSchema.Of(Kind).KeyColumns.Select(c => this[c.Name]));

    /// <summary>A column that lists codes, fingerprints … with blanks between.</summary>
    public IReadOnlyList<string> List(string column) => this[column].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The entry with other texts in some columns.</summary>
    public RegisterEntry With(params IEnumerable<(string Column, string Text)> changes) =>
        new(Kind, _texts.SetItems(changes.Select(c => KeyValuePair.Create(c.Column, c.Text))));

    public bool Equals(RegisterEntry? other) => other is not null && Kind == other.Kind && _texts.Count == other._texts.Count && _texts.All(t => other[t.Key] == t.Value);

    public override bool Equals(object? obj) => Equals(obj as RegisterEntry);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
