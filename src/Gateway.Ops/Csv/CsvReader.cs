using System.Text;

namespace Gateway.Ops.Csv;

/// <summary>Reads RFC 4180 text: commas, quotes doubled within quotes, lines ended by CRLF or LF. Every fault is named; a row with one is left out.</summary>
public sealed class CsvReader
{
    private readonly string _text;
    private readonly List<CsvFault> _faults = [];
    private int _at;
    private int _line = 1;

    private CsvReader(string text) => _text = text;

    /// <summary>The rows behind the heading, and all that is wrong.</summary>
    /// <param name="columns">The columns that the file may have; others are faults.</param>
    /// <param name="needed">Those that it must have.</param>
    public static (IReadOnlyList<CsvRow> Rows, IReadOnlyList<CsvFault> Faults) Read(ReadOnlySpan<byte> bytes, IReadOnlyList<string> columns, IReadOnlyList<string> needed) =>
        CsvText.Decode(bytes) is { } text ? new CsvReader(text).Read(columns, needed) : ([], [new CsvFault(0, "", "is neither UTF-8 nor GB 18030")]);

    private (IReadOnlyList<CsvRow> Rows, IReadOnlyList<CsvFault> Faults) Read(IReadOnlyList<string> columns, IReadOnlyList<string> needed)
    {
        if (Next() is not { } heading) return ([], [.. _faults, new CsvFault(1, "", "the heading is missing")]);
        foreach (var name in heading.Fields.Where(f => !columns.Contains(f))) _faults.Add(new CsvFault(1, name, $"no such column; there are {string.Join(", ", columns)}"));
        foreach (var name in heading.Fields.GroupBy(f => f).Where(g => g.Count() > 1)) _faults.Add(new CsvFault(1, name.Key, "occurs twice"));
        foreach (var name in needed.Where(n => !heading.Fields.Contains(n))) _faults.Add(new CsvFault(1, name, "the column is missing"));
        if (_faults.Count > 0) return ([], _faults);

        var rows = new List<CsvRow>();
        while (Next() is { } record)
        {
            if (record.Fields is [""]) continue;
            if (record.Fields.Count != heading.Fields.Count) _faults.Add(new CsvFault(record.Line, "", $"has {record.Fields.Count} fields, the heading {heading.Fields.Count}"));
            else rows.Add(new CsvRow(record.Line, heading.Fields.Zip(record.Fields).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal)));
        }

        return (rows, _faults);
    }

    /// <summary>The next record with the line on which it begins; null: the text is over.</summary>
    private (int Line, IReadOnlyList<string> Fields)? Next()
    {
        if (_at >= _text.Length) return null;
        var begun = _line;
        var fields = new List<string>();
        while (true)
        {
            fields.Add(_at < _text.Length && _text[_at] == '"' ? Quoted(begun) : Plain());
            if (_at >= _text.Length) return (begun, fields);
            if (_text[_at++] == ',') continue;
            _line++;
            return (begun, fields);
        }
    }

    /// <summary>Up to the comma or the line's end.</summary>
    private string Plain()
    {
        var from = _at;
        while (_at < _text.Length && _text[_at] is not (',' or '\n')) _at++;
        var field = _text[from.._at];
        if (_at < _text.Length && _text[_at] == '\n' && field.EndsWith('\r')) field = field[..^1];
        if (field.Contains('"', StringComparison.Ordinal)) _faults.Add(new CsvFault(_line, "", "a quote stands in a field that does not begin with one"));
        return field;
    }

    private string Quoted(int begun)
    {
        var field = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] == '"')
            {
                if (_at + 1 < _text.Length && _text[_at + 1] == '"') _at++;
                else return Behind(field.ToString());
            }

            if (_text[_at] == '\n') _line++;
            field.Append(_text[_at]);
        }

        _faults.Add(new CsvFault(begun, "", "a quote is not closed"));
        return field.ToString();
    }

    private string Behind(string field)
    {
        _at++;
        if (Plain() is { Length: > 0 } rest && rest != "\r") _faults.Add(new CsvFault(_line, "", "something stands behind a closing quote"));
        return field;
    }
}
