using System.IO.Compression;

namespace Gateway.Sealing;

/// <summary>Writes OFD archives.</summary>
static class OfdArchive
{
    /// <summary>Half of what verification allows: a file that shrinks more is stored as it is.</summary>
    const int MaximumRatio = 50;

    public static byte[] Write(IEnumerable<OfdFile> files, DateTimeOffset time)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files)
            {
                var entry = archive.CreateEntry(file.Name, LevelFor(file.Content));
                entry.LastWriteTime = time;
                using var content = entry.Open();
                content.Write(file.Content);
            }
        }
        return stream.ToArray();
    }

    static CompressionLevel LevelFor(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(content);
        return compressed.Length * MaximumRatio < content.Length ? CompressionLevel.NoCompression : CompressionLevel.Optimal;
    }
}
