using Gateway.Sealing;

namespace Gateway.Worker.Receipts;

/// <summary>Names and values, two pairs a row; long values have a row of their own, below. What has no value is left out.</summary>
internal sealed class FieldTable
{
    private const double NameMm = 31;
    private const double ValueMm = 54;

    /// <summary>Digits and letters that a half row takes on one line.</summary>
    private const int HalfRowCharacters = 29;

    private static readonly OfdColumn[] Pairs = [new("", NameMm), new("", ValueMm), new("", NameMm), new("", ValueMm)];
    private static readonly OfdColumn[] Wide = [new("", NameMm), new("", 2 * ValueMm + NameMm)];

    private readonly List<(string Name, string Value)> _fields = [];
    private readonly List<(string Name, string Value)> _wide = [];

    public FieldTable Add(string name, string value)
    {
        // A broken account number is misread.
        if (value.Length > HalfRowCharacters && value.All(char.IsAsciiLetterOrDigit)) return AddWide(name, value);
        if (value.Length > 0) _fields.Add((name, value));
        return this;
    }

    /// <summary>A value that may be long, below all others.</summary>
    public FieldTable AddWide(string name, string value)
    {
        if (value.Length > 0) _wide.Add((name, value));
        return this;
    }

    public void Write(OfdFlow flow)
    {
        if (_fields.Count > 0)
            flow.Table(Pairs, _fields.Chunk(2).Select(pair => (IReadOnlyList<string>)[pair[0].Name, pair[0].Value, pair.Length > 1 ? pair[1].Name : "", pair.Length > 1 ? pair[1].Value : ""]));
        if (_wide.Count > 0)
            flow.Table(Wide, _wide.Select(field => (IReadOnlyList<string>)[field.Name, field.Value]));
    }
}
