using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Gateway.Store.Archive;

/// <summary>Begins a segment in the archive's directory.</summary>
internal delegate SegmentWriter BeginSegment(string directory, DateTimeOffset now);

/// <summary>
/// The segment file that this process appends to. A process never appends to a segment that it did not begin, so a tail torn by a crash stays where it is
/// and harms nobody: no row names it.
/// </summary>
internal class SegmentWriter : IDisposable
{
    /// <summary>The names of segments.</summary>
    public const string Pattern = "*.seg";

    const string StampFormat = "yyyyMMdd'T'HHmmss";

    readonly SafeFileHandle _file;

    protected SegmentWriter(string name, SafeFileHandle file)
    {
        Name = name;
        _file = file;
    }

    public string Name { get; }

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    public static SegmentWriter Begin(string directory, DateTimeOffset now)
    {
        // The start of the name is for people and backups; the random part keeps processes that start at the same moment apart.
        var random = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var name = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime.ToString(StampFormat, CultureInfo.InvariantCulture)}-{random}.seg");
        var file = File.OpenHandle(Path.Combine(directory, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        DirectorySync.Flush(directory);
        return new SegmentWriter(name, file);
    }

    /// <summary>When a segment of this name was begun; null: none of ours.</summary>
    public static DateTimeOffset? BegunAt(string name) =>
        DateTimeOffset.TryParseExact(name.Split('-')[0], StampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var begun) ? begun : null;

    /// <summary>Writes at the end; durable only after <see cref="Flush"/>.</summary>
    public async Task<ArchiveLocation> AppendAsync(byte[] header, ReadOnlyMemory<byte> data)
    {
        var offset = Length;
        await RandomAccess.WriteAsync(_file, [header, data], offset).ConfigureAwait(false);
        Length = offset + header.Length + data.Length;
        return new ArchiveLocation(Name, offset, data.Length);
    }

    public virtual void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }
}
