using System.Globalization;
using System.Text;

namespace Gateway.Store.Privacy;

/// <summary>What a sealed value belongs to: a column and its row's key, or a record of the archive.</summary>
internal readonly record struct Place(string Column, string Row)
{
    /// <summary>For people: where to look, without the row's key, which may be an account.</summary>
    public string Name => Column;

    public byte[] Bytes => Encoding.UTF8.GetBytes($"{Column}|{Row}");

    /// <summary>A document or receipt of the archive.</summary>
    public static Place Document(string key) => new("archive", key);

    public static Place Of(string column, object key) => new(column, Text(key));

    public static Place Of(string column, object first, object second) => new(column, $"{Text(first)}|{Text(second)}");

    static string Text(object key) => Convert.ToString(key, CultureInfo.InvariantCulture)!;
}
