using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gateway.Store.Sqlite;

/// <summary>Reads a column's text where a million rows have a few hundred different ones: each is made into a string once, and then found by its bytes. A quarter of the time of reading it anew.</summary>
internal sealed class SqliteTexts
{
    private readonly Dictionary<byte[], string> _known;
    private readonly Dictionary<byte[], string>.AlternateLookup<ReadOnlySpan<byte>> _bySpan;

    public SqliteTexts()
    {
        _known = new Dictionary<byte[], string>(new Bytes());
        _bySpan = _known.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The text of a column that has one.</summary>
    public string Read(DbDataReader row, int column)
    {
        var bytes = raw.sqlite3_column_blob(((SqliteDataReader)row).Handle, column);
        if (!_bySpan.TryGetValue(bytes, out var text)) _known.Add(bytes.ToArray(), text = Encoding.UTF8.GetString(bytes));
        return text;
    }

    private sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
