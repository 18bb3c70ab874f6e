using System.Buffers.Binary;
using System.Text;

namespace Gateway.Sealing;

/// <summary>
/// Reads the central directory of an archive and holds every local header against it, so that all readers see the same files: those that
/// go by the directory and those that go through the archive from the start. Nothing is unzipped here.
/// </summary>
static class ZipDirectory
{
    const int MaximumEntries = 1000;
    const long MaximumBytes = 64L * 1024 * 1024;
    const uint MaximumRatio = 100;

    const uint EndSignature = 0x06054b50;
    const uint EntrySignature = 0x02014b50;
    const uint LocalSignature = 0x04034b50;
    const uint DescriptorSignature = 0x08074b50;
    const int EndBytes = 22;
    const int EntryBytes = 46;
    const int LocalBytes = 30;
    const int MaximumCommentBytes = ushort.MaxValue;
    const uint Zip64Marker = uint.MaxValue;
    const ushort EncryptionFlags = 1 | 1 << 6 | 1 << 13;
    const int UnixSymbolicLink = 0xa;
    const ushort UnicodePathExtra = 0x7075;
    const int ExtraHeaderBytes = 4;

    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The entries in the order of the directory.</summary>
    /// <exception cref="OfdException">Malformed, ambiguous, over a bound, or with a name that leaves the archive.</exception>
    public static IReadOnlyList<ZipEntry> Read(ReadOnlySpan<byte> archive)
    {
        var (start, end, count) = FindDirectory(archive);
        var entries = ReadEntries(archive[start..end], count);
        if (entries.Any(entry => !IsInside(entry.Name)))
            throw new OfdException(SealReason.ZipPath);
        // Some file systems take names that differ only in case as one.
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (!entries.All(entry => names.Add(entry.Name.TrimEnd('/'))))
            throw new OfdException(SealReason.ZipDuplicate);
        Require(entries.Sum(entry => (long)entry.Bytes) <= MaximumBytes);
        return CheckLocalHeaders(archive[..start], entries);
    }

    static void Require(bool condition)
    {
        if (!condition)
            throw new OfdException(SealReason.OfdMalformed);
    }

    static ushort U16(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(data[offset..]);

    static uint U32(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(data[offset..]);

    /// <summary>Start, end and number of entries of the directory. It must lie right before its end record, and there must be one such record.</summary>
    static (int Start, int End, int Count) FindDirectory(ReadOnlySpan<byte> archive)
    {
        Require(archive.Length >= EndBytes);
        var tail = archive[Math.Max(0, archive.Length - EndBytes - MaximumCommentBytes)..];
        Span<byte> signature = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(signature, EndSignature);
        var last = tail.LastIndexOf(signature);
        Require(last >= 0);
        var end = archive.Length - tail.Length + last;
        Require(end + EndBytes <= archive.Length);
        var record = archive[end..];
        Require(EndBytes + U16(record, 20) == record.Length);
        int count = U16(record, 8);
        var (size, start) = (U32(record, 12), U32(record, 16));
        Require(U16(record, 4) == 0 && U16(record, 6) == 0 && count == U16(record, 10) && count <= MaximumEntries);
        Require(start <= end && size == end - start);
        return ((int)start, end, count);
    }

    static List<ZipEntry> ReadEntries(ReadOnlySpan<byte> directory, int count)
    {
        var entries = new List<ZipEntry>(count);
        while (!directory.IsEmpty)
        {
            Require(directory.Length >= EntryBytes && U32(directory, 0) == EntrySignature && entries.Count < count);
            var (nameBytes, extraBytes, commentBytes) = (U16(directory, 28), U16(directory, 30), U16(directory, 32));
            var length = EntryBytes + nameBytes + extraBytes + commentBytes;
            Require(length <= directory.Length);
            var madeBySystem = directory[5];
            const byte Unix = 3;
            // A symbolic link would lead a reader that unpacks to disk elsewhere.
            if (madeBySystem == Unix && U32(directory, 38) >> 28 == UnixSymbolicLink)
                throw new OfdException(SealReason.ZipPath);
            var entry = new ZipEntry(
                DecodeName(directory.Slice(EntryBytes, nameBytes)),
                U16(directory, 8),
                U16(directory, 10),
                U32(directory, 20),
                U32(directory, 24),
                U32(directory, 16),
                U32(directory, 42));
            Require(U16(directory, 34) == 0 && IsWithinBounds(entry) && HasOneName(directory.Slice(EntryBytes + nameBytes, extraBytes)));
            entries.Add(entry);
            directory = directory[length..];
        }
        Require(entries.Count == count);
        return entries;
    }

    /// <summary>An Info-ZIP Unicode path would be a second name, which some readers go by.</summary>
    static bool HasOneName(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= ExtraHeaderBytes)
        {
            if (U16(extra, 0) == UnicodePathExtra)
                return false;
            extra = extra[Math.Min(extra.Length, ExtraHeaderBytes + U16(extra, 2))..];
        }
        return true;
    }

    static bool IsWithinBounds(ZipEntry entry) =>
        (entry.Flags & EncryptionFlags) == 0
        && entry.Method is ZipEntry.Stored or ZipEntry.Deflated
        && entry.CompressedBytes < Zip64Marker
        && entry.Bytes <= MaximumBytes
        && entry.Bytes <= (ulong)entry.CompressedBytes * MaximumRatio
        && (entry.Method != ZipEntry.Stored || entry.Bytes == entry.CompressedBytes)
        && (!entry.IsFolder || entry.Bytes == 0);

    static string DecodeName(ReadOnlySpan<byte> name)
    {
        try
        {
            return StrictUtf8.GetString(name);
        }
        catch (DecoderFallbackException cause)
        {
            throw new OfdException(SealReason.OfdMalformed, cause);
        }
    }

    /// <summary>A relative path of plain segments.</summary>
    static bool IsInside(string name) =>
        !name.AsSpan().ContainsAny('\\', ':')
        && !name.Any(char.IsControl)
        && name.TrimEnd('/').Split('/').All(segment => segment is not ("" or "." or ".."))
        && !name.EndsWith("//", StringComparison.Ordinal);

    /// <summary>Each local header must say what the directory says, and entries must fill the archive without gap or overlap.</summary>
    static ZipEntry[] CheckLocalHeaders(ReadOnlySpan<byte> data, List<ZipEntry> entries)
    {
        var result = entries.ToArray();
        var expected = 0L;
        foreach (var index in Enumerable.Range(0, result.Length).OrderBy(i => entries[i].HeaderOffset))
        {
            var entry = result[index];
            Require(entry.HeaderOffset == expected && data.Length - expected >= LocalBytes);
            var local = data[(int)expected..];
            var nameBytes = U16(local, 26);
            var start = LocalBytes + nameBytes + U16(local, 28);
            Require(local.Length - start >= entry.CompressedBytes && IsSame(local, entry, nameBytes));
            Require(HasOneName(local[(LocalBytes + nameBytes)..start]));
            result[index] = entry with { DataOffset = (int)expected + start };
            expected += start + entry.CompressedBytes;
            if (entry.HasDescriptor)
                expected += DescriptorLength(data[(int)expected..], entry);
        }
        Require(expected == data.Length);
        return result;
    }

    static bool IsSame(ReadOnlySpan<byte> local, ZipEntry entry, int nameBytes) =>
        U32(local, 0) == LocalSignature
        && U16(local, 6) == entry.Flags
        && U16(local, 8) == entry.Method
        && DecodeName(local.Slice(LocalBytes, nameBytes)) == entry.Name
        && (entry.HasDescriptor
            || (U32(local, 14) == entry.Crc && U32(local, 18) == entry.CompressedBytes && U32(local, 22) == entry.Bytes));

    static int DescriptorLength(ReadOnlySpan<byte> data, ZipEntry entry)
    {
        const int Plain = 12;
        var prefix = data.Length >= 4 && U32(data, 0) == DescriptorSignature ? 4 : 0;
        Require(data.Length >= prefix + Plain);
        var values = data[prefix..];
        Require(U32(values, 0) == entry.Crc && U32(values, 4) == entry.CompressedBytes && U32(values, 8) == entry.Bytes);
        return prefix + Plain;
    }
}
