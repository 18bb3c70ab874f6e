using System.Globalization;
using System.Reflection;

namespace Gateway.Store.Sqlite;

/// <summary>One numbered step of the schema.</summary>
internal sealed record Migration(int Version, string Name, string Sql);

/// <summary>The SQL files of Migrations/, named NNNN_what.sql, as embedded in this assembly.</summary>
internal static class SqliteMigrations
{
    const string Prefix = "Gateway.Store.Sqlite.Migrations.";

    /// <summary>In order, from 1, without gap.</summary>
    public static IReadOnlyList<Migration> Embedded { get; } = Read(typeof(SqliteMigrations).Assembly);

    static List<Migration> Read(Assembly assembly)
    {
        var migrations = assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => ReadOne(assembly, n)).OrderBy(m => m.Version).ToList();
        for (var i = 0; i < migrations.Count; i++)
            if (migrations[i].Version != i + 1) throw new InvalidOperationException($"Migration {i + 1} is missing.");
        return migrations;
    }

    static Migration ReadOne(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var name = Path.GetFileNameWithoutExtension(resource[Prefix.Length..]);
        return new Migration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name[5..], reader.ReadToEnd());
    }
}
