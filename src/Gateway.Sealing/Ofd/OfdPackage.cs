using System.Buffers;
using System.IO.Compression;

namespace Gateway.Sealing;

/// <summary>The files of an OFD. Not thread-safe: it remembers digests.</summary>
sealed class OfdPackage
{
    const int PieceBytes = 64 * 1024;

    readonly byte[] archive;
    readonly Dictionary<string, ZipEntry> files;
    readonly Dictionary<string, byte[]> digests = new(StringComparer.Ordinal);

    OfdPackage(byte[] archive, Dictionary<string, ZipEntry> files)
    {
        this.archive = archive;
        this.files = files;
    }

    /// <summary>Names of all files, without folders.</summary>
    public IReadOnlyCollection<string> Names => files.Keys;

    /// <summary>Opens an archive.</summary>
    /// <exception cref="OfdException">Malformed, ambiguous or over a bound.</exception>
    public static OfdPackage Open(byte[] archive) => new(
        archive,
        ZipDirectory.Read(archive).Where(entry => !entry.IsFolder).ToDictionary(entry => entry.Name, StringComparer.Ordinal));

    public bool Contains(string name) => files.ContainsKey(name);

    /// <summary>What looking at this archive may cost in all.</summary>
    public WorkBudget Budget { get; } = new();

    /// <summary>As <see cref="Read"/>, of a file whose octets are part of a signature.</summary>
    /// <exception cref="OfdException">As there.</exception>
    public byte[] ReadSigned(string name, int maximumBytes)
    {
        var content = Read(name, maximumBytes);
        Budget.HashSignature(content.Length);
        return content;
    }

    /// <summary>The octets of a file.</summary>
    /// <param name="name">An existing file.</param>
    /// <param name="maximumBytes">Longer files are refused.</param>
    /// <exception cref="OfdException">The file is missing, too long, or its compressed data are broken.</exception>
    public byte[] Read(string name, int maximumBytes)
    {
        if (!files.TryGetValue(name, out var entry) || entry.Bytes > maximumBytes)
            throw new OfdException(SealReason.OfdMalformed);
        Budget.Read(entry.Bytes);
        return Take(entry);
    }

    /// <summary>The octets of an attachment. Whoever asks for each attachment once gets no more than an archive may hold.</summary>
    /// <param name="name">An existing file.</param>
    /// <exception cref="OfdException">The file is missing, or its compressed data are broken.</exception>
    public byte[] ReadAttachment(string name) => files.TryGetValue(name, out var entry) ? Take(entry) : throw new OfdException(SealReason.OfdMalformed);

    byte[] Take(ZipEntry entry)
    {
        var content = new byte[entry.Bytes];
        var filled = 0;
        Unzip(entry, piece =>
        {
            piece.CopyTo(content.AsSpan(filled));
            filled += piece.Length;
        });
        return content;
    }

    /// <summary>SM3 of a file's octets; each file is digested once, however often it is referred to.</summary>
    /// <param name="name">An existing file.</param>
    /// <exception cref="OfdException">The file is missing or its compressed data are broken.</exception>
    public byte[] Digest(string name)
    {
        if (digests.TryGetValue(name, out var known))
            return known;
        if (!files.TryGetValue(name, out var entry))
            throw new OfdException(SealReason.OfdMalformed);
        Budget.Hash(entry.Bytes);
        using var digest = new IncrementalSm3();
        Unzip(entry, digest.Append);
        return digests[name] = digest.GetHashAndReset();
    }

    void Unzip(ZipEntry entry, Action<ReadOnlySpan<byte>> take)
    {
        if (entry.Method == ZipEntry.Stored)
        {
            take(archive.AsSpan(entry.DataOffset, (int)entry.Bytes));
            return;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            using var compressed = new DeflatedOctets(archive, entry.DataOffset, (int)entry.CompressedBytes);
            using var deflate = new DeflateStream(compressed, CompressionMode.Decompress);
            var left = (long)entry.Bytes;
            for (int count; (count = deflate.Read(buffer)) > 0; left -= count)
            {
                if (count > left)
                    throw new OfdException(SealReason.OfdMalformed);
                take(buffer.AsSpan(0, count));
            }
            if (left != 0 || !compressed.IsUsedUp)
                throw new OfdException(SealReason.OfdMalformed);
        }
        catch (InvalidDataException cause)
        {
            throw new OfdException(SealReason.OfdMalformed, cause);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
