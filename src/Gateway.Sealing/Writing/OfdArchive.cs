using System.IO.Compression;

namespace Gateway.Sealing;

/// <summary>Writes OFD archives.</summary>
static class OfdArchive
{
    /// <summary>Half of what verification allows: a file that shrinks more is stored as it is.</summary>
    const int MaximumRatio = 50;

    /// <summary>A quarter of the processor time of the best one, for an eighth more bytes of a receipt.</summary>
    const CompressionLevel Compressed = CompressionLevel.Fastest;

    public static byte[] Write(IReadOnlyList<OfdFile> files, DateTimeOffset time)
    {
        var written = Write(files, time, []);
        // That a file shrinks so much is rare: it is found out afterwards, not by compressing each twice.
        var stored = ShrunkTooMuch(written);
        return stored.Count == 0 ? written : Write(files, time, stored);
    }

    static byte[] Write(IReadOnlyList<OfdFile> files, DateTimeOffset time, HashSet<string> stored)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files) WriteSmall(archive, file, stored.Contains(file.Name) ? CompressionLevel.NoCompression : Compressed, time);
        }
        return stream.ToArray();
    }

    static HashSet<string> ShrunkTooMuch(byte[] written)
    {
        using var archive = new ZipArchive(new MemoryStream(written));
        return [.. archive.Entries.Where(e => LevelFor(e.CompressedLength, e.Length) == CompressionLevel.NoCompression).Select(e => e.FullName)];
    }

    /// <exception cref="InvalidDataException">A large file is not what its digest and length say.</exception>
    public static async Task WriteToAsync(IEnumerable<OfdFile> files, DateTimeOffset time, Stream output, CancellationToken cancel)
    {
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var file in files)
        {
            if (file.Large is { } large)
                await WriteLargeAsync(archive, file.Name, large, time, cancel).ConfigureAwait(false);
            else
                // What is written is not read again here: the output may be a stream that goes on.
                WriteSmall(archive, file, LevelFor(CompressedLength(file.Content), file.Content.Length), time);
        }
    }

    static void WriteSmall(ZipArchive archive, OfdFile file, CompressionLevel level, DateTimeOffset time)
    {
        using var content = Open(archive, file.Name, level, time);
        content.Write(file.Content);
    }

    static async Task WriteLargeAsync(ZipArchive archive, string name, OfdLargeAttachment large, DateTimeOffset time, CancellationToken cancel)
    {
        using var content = Open(archive, name, LevelFor(await CompressedLengthAsync(large, cancel).ConfigureAwait(false), large.Bytes), time);
        using var digest = new IncrementalSm3();
        var written = 0L;
        await foreach (var piece in large.Pieces(cancel).ConfigureAwait(false))
        {
            digest.Append(piece.Span);
            await content.WriteAsync(piece, cancel).ConfigureAwait(false);
            written += piece.Length;
        }
        // The seal is made already, over the digest that was stated.
        if (written != large.Bytes || !digest.GetHashAndReset().AsSpan().SequenceEqual(large.Sm3))
            throw new InvalidDataException($"{large.FileName} is not what its digest says.");
    }

    static Stream Open(ZipArchive archive, string name, CompressionLevel level, DateTimeOffset time)
    {
        var entry = archive.CreateEntry(name, level);
        entry.LastWriteTime = time;
        return entry.Open();
    }

    static CompressionLevel LevelFor(long compressed, long bytes) => compressed * MaximumRatio < bytes ? CompressionLevel.NoCompression : Compressed;

    static long CompressedLength(byte[] content)
    {
        using var compressed = new CountingStream();
        using (var deflate = new DeflateStream(compressed, Compressed, leaveOpen: true))
            deflate.Write(content);
        return compressed.Length;
    }

    static async Task<long> CompressedLengthAsync(OfdLargeAttachment large, CancellationToken cancel)
    {
        using var compressed = new CountingStream();
        using (var deflate = new DeflateStream(compressed, Compressed, leaveOpen: true))
        {
            await foreach (var piece in large.Pieces(cancel).ConfigureAwait(false))
                deflate.Write(piece.Span);
        }
        return compressed.Length;
    }
}
