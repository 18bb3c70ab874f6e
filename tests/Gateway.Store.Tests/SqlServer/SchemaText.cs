using System.Text.RegularExpressions;
using Gateway.Store.Relational;

namespace Gateway.Store.Tests.SqlServer;

/// <summary>The schema that a folder of migrations comes to, read from its text: what matters to the steps, whatever a product calls its types.</summary>
internal static partial class SchemaText
{
    /// <summary>One line for each column (with its nullability), named constraint and index.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Migration> migrations)
    {
        var facts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var statement in migrations.SelectMany(m => Comment().Replace(m.Sql, "").Split(';')).Select(s => Space().Replace(s, " ").Trim().Replace("\"", "", StringComparison.Ordinal)))
        {
            if (Create().Match(statement) is { Success: true } create) facts.UnionWith(Parts(create.Groups[2].Value).SelectMany(part => OfPart(create.Groups[1].Value, part)));
            else if (Add().Match(statement) is { Success: true } add) facts.UnionWith(OfPart(add.Groups[1].Value, add.Groups[2].Value));
            else if (Drop().Match(statement) is { Success: true } drop) facts.RemoveWhere(f => f.StartsWith($"{drop.Groups[1].Value}.{drop.Groups[2].Value} ", StringComparison.Ordinal));
            else if (DropIndex().Match(statement) is { Success: true } gone) facts.RemoveWhere(f => f.Contains($"INDEX {gone.Groups[1].Value} ON ", StringComparison.Ordinal));
            else if (statement.Contains("INDEX", StringComparison.Ordinal)) facts.Add(statement);
        }

        return [.. facts];
    }

    static IEnumerable<string> OfPart(string table, string part)
    {
        if (!part.StartsWith("CONSTRAINT", StringComparison.Ordinal)) yield return $"{table}.{part.Split(' ')[0]} {(part.Contains("NOT NULL", StringComparison.Ordinal) ? "NOT NULL" : "NULL")}";
        // Only a default has to have a name in one product and can have none in the other.
        foreach (Match constraint in Constraint().Matches(part).Where(c => !c.Value.StartsWith("CONSTRAINT df_", StringComparison.Ordinal))) yield return $"{table}: {constraint.Value.Trim()}";
    }

    /// <summary>Splits at the commas that are not inside parentheses.</summary>
    static IEnumerable<string> Parts(string body)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i <= body.Length; i++)
        {
            if (i < body.Length && body[i] == '(') depth++;
            else if (i < body.Length && body[i] == ')') depth--;
            if (i < body.Length && (body[i] != ',' || depth > 0)) continue;
            yield return body[start..i].Trim();
            start = i + 1;
        }
    }

    [GeneratedRegex("--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"^CREATE TABLE (\w+) \((.*)\)( STRICT)?(, WITHOUT ROWID)?$")]
    private static partial Regex Create();

    [GeneratedRegex(@"^ALTER TABLE (\w+) ADD (?:COLUMN )?(.*)$")]
    private static partial Regex Add();

    [GeneratedRegex(@"^ALTER TABLE (\w+) DROP COLUMN (\w+)$")]
    private static partial Regex Drop();

    [GeneratedRegex(@"^DROP INDEX (\w+)")]
    private static partial Regex DropIndex();

    [GeneratedRegex(@"CONSTRAINT \w+ (PRIMARY KEY|UNIQUE|CHECK|REFERENCES|DEFAULT \w+)( \w+)?( ?\([^()]*\))?")]
    private static partial Regex Constraint();
}
