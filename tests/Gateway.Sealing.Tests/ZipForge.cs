using System.IO.Compression;
using System.Text;

namespace Gateway.Sealing.Tests;

/// <summary>One entry of a forged archive; what is not set is as it should be.</summary>
sealed record ZipForgeEntry(string Name, byte[] Content)
{
    public bool Deflate { get; init; }

    public ushort Flags { get; init; } = 1 << 11;

    /// <summary>In the central directory only.</summary>
    public ushort? DirectoryMethod { get; init; }

    /// <summary>In the central directory only.</summary>
    public uint? DirectoryBytes { get; init; }

    public uint ExternalAttributes { get; init; }

    /// <summary>In the local header only.</summary>
    public string? LocalName { get; init; }

    /// <summary>Octets between this entry's data and what follows.</summary>
    public byte[] Gap { get; init; } = [];

    /// <summary>Octets after the deflated data that count as part of them.</summary>
    public byte[] AfterDeflated { get; init; } = [];

    /// <summary>Extra field of the central directory, and of the local header.</summary>
    public (byte[] Directory, byte[] Local) Extra { get; init; } = ([], []);

    /// <summary>Left out of the central directory.</summary>
    public bool IsHidden { get; init; }

    public bool HasDescriptor => (Flags & 8) != 0;
}

/// <summary>Writes archives octet by octet, so that a test can lie in any field.</summary>
static class ZipForge
{
    const ushort MadeByUnix = 3 << 8 | 20;

    public static byte[] Write(IEnumerable<ZipForgeEntry> entries, byte[]? comment = null, byte[]? before = null)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        using var directory = new MemoryStream();
        using var directoryWriter = new BinaryWriter(directory);
        writer.Write(before ?? []);
        ushort count = 0;
        foreach (var entry in entries)
        {
            var offset = (uint)stream.Position;
            byte[] data = entry.Deflate ? [.. Deflate(entry.Content), .. entry.AfterDeflated] : entry.Content;
            var crc = Crc32(entry.Content);
            WriteLocal(writer, entry, data, crc);
            if (entry.IsHidden)
                continue;
            WriteDirectoryEntry(directoryWriter, entry, data, crc, offset);
            count++;
        }
        var start = (uint)stream.Position;
        writer.Write(directory.ToArray());
        writer.Write(0x06054b50u);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write(count);
        writer.Write(count);
        writer.Write((uint)directory.Length);
        writer.Write(start);
        writer.Write((ushort)(comment?.Length ?? 0));
        writer.Write(comment ?? []);
        return stream.ToArray();
    }

    static void WriteLocal(BinaryWriter writer, ZipForgeEntry entry, byte[] data, uint crc)
    {
        var name = Encoding.UTF8.GetBytes(entry.LocalName ?? entry.Name);
        writer.Write(0x04034b50u);
        writer.Write((ushort)20);
        writer.Write(entry.Flags);
        writer.Write((ushort)(entry.Deflate ? 8 : 0));
        writer.Write(0u);
        WriteSizes(writer, entry.HasDescriptor ? (0, 0, 0) : (crc, (uint)data.Length, (uint)entry.Content.Length));
        writer.Write((ushort)name.Length);
        writer.Write((ushort)entry.Extra.Local.Length);
        writer.Write(name);
        writer.Write(entry.Extra.Local);
        writer.Write(data);
        if (entry.HasDescriptor)
        {
            writer.Write(0x08074b50u);
            WriteSizes(writer, (crc, (uint)data.Length, (uint)entry.Content.Length));
        }
        writer.Write(entry.Gap);
    }

    static void WriteDirectoryEntry(BinaryWriter writer, ZipForgeEntry entry, byte[] data, uint crc, uint offset)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        writer.Write(0x02014b50u);
        writer.Write(MadeByUnix);
        writer.Write((ushort)20);
        writer.Write(entry.Flags);
        writer.Write(entry.DirectoryMethod ?? (ushort)(entry.Deflate ? 8 : 0));
        writer.Write(0u);
        WriteSizes(writer, (crc, (uint)data.Length, entry.DirectoryBytes ?? (uint)entry.Content.Length));
        writer.Write((ushort)name.Length);
        writer.Write((ushort)entry.Extra.Directory.Length);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write(entry.ExternalAttributes);
        writer.Write(offset);
        writer.Write(name);
        writer.Write(entry.Extra.Directory);
    }

    static void WriteSizes(BinaryWriter writer, (uint Crc, uint Compressed, uint Bytes) sizes)
    {
        writer.Write(sizes.Crc);
        writer.Write(sizes.Compressed);
        writer.Write(sizes.Bytes);
    }

    static byte[] Deflate(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var deflate = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(content);
        return stream.ToArray();
    }

    static uint Crc32(byte[] content)
    {
        var crc = uint.MaxValue;
        foreach (var octet in content)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
        }
        return ~crc;
    }
}
