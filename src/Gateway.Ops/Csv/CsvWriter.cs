namespace Gateway.Ops.Csv;

/// <summary>Writes RFC 4180 text.</summary>
public static class CsvWriter
{
    private static readonly char[] Special = [',', '"', '\r', '\n'];

    /// <summary>One record with its line end.</summary>
    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    private static string Field(string text) => text.IndexOfAny(Special) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
