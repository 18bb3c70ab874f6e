using System.Globalization;

namespace Gateway.Ops.Csv;

/// <summary>What is wrong in a file.</summary>
/// <param name="Line">From 1; 0: the file as a whole.</param>
/// <param name="Column">Its name; empty: the line as a whole.</param>
public sealed record CsvFault(int Line, string Column, string Reason)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}{(Column.Length == 0 ? "" : $", {Column}")}: {Reason}");
}

/// <summary>A row by its columns' names.</summary>
/// <param name="Line">Where it begins in the file.</param>
public sealed record CsvRow(int Line, IReadOnlyDictionary<string, string> Texts)
{
    public string this[string column] => Texts.GetValueOrDefault(column, "");
}
