using System.Globalization;

namespace Gateway.Store.Relational;

/// <summary>One numbered step of the schema.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>The SQL files of a product's Migrations/, named NNNN_what.sql, as embedded in this assembly: in order, from 1, without gap.</summary>
    /// <param name="product">The product's folder.</param>
    public static IReadOnlyList<Migration> Embedded(string product)
    {
        var prefix = $"Gateway.Store.{product}.Migrations.";
        var migrations = typeof(Migration).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
            .Select(n => Read(n, n[prefix.Length..])).OrderBy(m => m.Version).ToList();
        for (var i = 0; i < migrations.Count; i++)
            if (migrations[i].Version != i + 1) throw new InvalidOperationException($"Migration {i + 1} of {product} is missing.");
        return migrations;
    }

    static Migration Read(string resource, string file)
    {
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(resource)!);
        var name = Path.GetFileNameWithoutExtension(file);
        return new Migration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name[5..], reader.ReadToEnd());
    }
}
