using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace Gateway.Ingress.HubFiles;

/// <summary>How large packets may be.</summary>
/// <param name="Entries">Files in one.</param>
/// <param name="UnzippedBytes">Of all of them together.</param>
sealed record PacketBounds(int Entries, long UnzippedBytes)
{
    public static PacketBounds Standard { get; } = new(1000, 64L * 1024 * 1024);
}

/// <summary>Unzips a packet into memory as what it is: an upload of a stranger. Nothing in it becomes a path, and nothing is unzipped before all entries were looked at.</summary>
static class PacketZip
{
    const int Ratio = 100;
    const int EndBytes = 22;
    const int EntryBytes = 46;
    const uint EndSignature = 0x06054b50;
    const uint EntrySignature = 0x02014b50;
    const int UnixSymbolicLink = 0xa;

    /// <summary>Its files by name, in the directory's order.</summary>
    /// <param name="isFileOf">Whether a name is one of this packet's.</param>
    /// <exception cref="PacketRefusedException"/>
    public static IReadOnlyList<(string Name, byte[] Content)> Read(byte[] zip, PacketBounds bounds, Func<string, bool> isFileOf)
    {
        if (CountOf(zip, bounds.Entries) > bounds.Entries) throw new PacketRefusedException(PacketRefusal.TooManyEntries, Invariant($"more than {bounds.Entries} entries"));
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip, writable: false), ZipArchiveMode.Read);
            Check(archive, bounds, isFileOf);
            return [.. archive.Entries.Select(entry => (entry.FullName, Unzip(entry)))];
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or ArgumentException or IOException or OverflowException)
        {
            throw new PacketRefusedException(PacketRefusal.Damaged, "its directory and its entries do not fit", broken);
        }
    }

    static void Check(ZipArchive archive, PacketBounds bounds, Func<string, bool> isFileOf)
    {
        if (archive.Entries.Count > bounds.Entries) throw new PacketRefusedException(PacketRefusal.TooManyEntries, Invariant($"more than {bounds.Entries} entries"));
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var bytes = 0L;
        foreach (var (entry, no) in archive.Entries.Select((entry, index) => (entry, index + 1)))
        {
            if (entry.FullName.AsSpan().ContainsAny('/', '\\', ':') || entry.FullName.Contains("..", StringComparison.Ordinal) || entry.FullName.Any(char.IsControl) || entry.ExternalAttributes >>> 28 == UnixSymbolicLink)
                throw new PacketRefusedException(PacketRefusal.EntryPath, Invariant($"entry {no} has a path or is a link"));
            if (!names.Add(entry.FullName)) throw new PacketRefusedException(PacketRefusal.EntryTwice, Invariant($"entry {no} has the name of another"));
            if (!isFileOf(entry.FullName)) throw new PacketRefusedException(PacketRefusal.EntryName, Invariant($"entry {no} has a name that is none of this packet's"));
            if (entry.IsEncrypted) throw new PacketRefusedException(PacketRefusal.Encrypted, Invariant($"entry {no} is encrypted"));
            bytes += entry.Length;
            if (entry.Length > bounds.UnzippedBytes || bytes > bounds.UnzippedBytes) throw new PacketRefusedException(PacketRefusal.TooLarge, Invariant($"more than {bounds.UnzippedBytes} bytes unzipped"));
            if (entry.Length / Ratio > entry.CompressedLength) throw new PacketRefusedException(PacketRefusal.TooCompressed, Invariant($"entry {no} unzips to more than {Ratio} times its size"));
        }
    }

    // What the directory says may be a lie: no more than it says is unzipped, and no less is taken.
    static byte[] Unzip(ZipArchiveEntry entry)
    {
        var content = new byte[entry.Length];
        using var stream = entry.Open();
        var read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        if (read == content.Length && stream.ReadByte() >= 0) throw new PacketRefusedException(PacketRefusal.TooLarge, $"{entry.FullName} is longer than the directory says");
        if (read < content.Length || Crc32.Of(content) != entry.Crc32) throw new PacketRefusedException(PacketRefusal.Damaged, $"{entry.FullName} is not whole");
        if (content.AsSpan().StartsWith("PK\u0003\u0004"u8)) throw new PacketRefusedException(PacketRefusal.Nested, $"{entry.FullName} is an archive");
        return content;
    }

    // What the end record says, or what there is, as far as it matters: the library would make an object of each entry before it compares the two.
    static int CountOf(ReadOnlySpan<byte> zip, int enough)
    {
        Span<byte> signature = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(signature, EndSignature);
        var tail = zip[Math.Max(0, zip.Length - EndBytes - ushort.MaxValue)..];
        var end = tail.LastIndexOf(signature);
        if (end < 0 || tail.Length - end < EndBytes) throw new PacketRefusedException(PacketRefusal.Cut, "no zip with its directory at the end");
        var start = BinaryPrimitives.ReadUInt32LittleEndian(tail[(end + 16)..]);
        // The largest number stands for "see the larger record": no packet is so large.
        if (start > zip.Length) throw new PacketRefusedException(PacketRefusal.Damaged, "its directory is not where it says");
        var count = 0;
        for (var rest = zip[(int)start..]; count <= enough && rest.Length >= EntryBytes && BinaryPrimitives.ReadUInt32LittleEndian(rest) == EntrySignature; count++)
            rest = rest[Math.Min(rest.Length, EntryBytes + U16(rest, 28) + U16(rest, 30) + U16(rest, 32))..];
        return Math.Max(count, U16(tail, end + 10));
    }

    static int U16(ReadOnlySpan<byte> octets, int at) => BinaryPrimitives.ReadUInt16LittleEndian(octets[at..]);

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
