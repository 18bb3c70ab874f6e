using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Store.Archive;

/// <summary>
/// One record of a segment file: magic "GWA1", key length (2 bytes), data length (4 bytes), SHA-256 over lengths, key and data (32 bytes), key (ASCII), data.
/// Integers are little-endian.
/// </summary>
internal static class SegmentRecord
{
    const int ChecksumAt = 10;
    const int KeyAt = ChecksumAt + SHA256.HashSizeInBytes;
    static readonly byte[] Magic = "GWA1"u8.ToArray();

    public static int HeaderLength(string key) => KeyAt + key.Length;

    public static byte[] Header(string key, ReadOnlySpan<byte> data)
    {
        var header = new byte[HeaderLength(key)];
        Magic.CopyTo(header, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), checked((ushort)key.Length));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(6), data.Length);
        Encoding.ASCII.GetBytes(key, header.AsSpan(KeyAt));
        Checksum(header, data).CopyTo(header, ChecksumAt);
        return header;
    }

    /// <summary>The data of a record as read from the file, or null where it is not the whole and unaltered record of this key.</summary>
    public static byte[]? Data(string key, ReadOnlySpan<byte> record)
    {
        var headerLength = HeaderLength(key);
        if (record.Length < headerLength) return null;
        var header = record[..headerLength];
        var data = record[headerLength..];
        var whole = header.StartsWith(Magic)
            && BinaryPrimitives.ReadUInt16LittleEndian(header[4..]) == key.Length
            && BinaryPrimitives.ReadInt32LittleEndian(header[6..]) == data.Length
            && Encoding.ASCII.GetString(header[KeyAt..]) == key
            && Checksum(header, data).AsSpan().SequenceEqual(header.Slice(ChecksumAt, SHA256.HashSizeInBytes));
        return whole ? data.ToArray() : null;
    }

    static byte[] Checksum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header[4..ChecksumAt]);
        hash.AppendData(header[KeyAt..]);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }
}
