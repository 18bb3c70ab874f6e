using System.Collections.Concurrent;
using Gateway.Store.Privacy;
using Microsoft.Extensions.Logging;

namespace Gateway.Store.Archive;

/// <summary>
/// Documents and receipts in append-only segment files, addressed by a key that the caller derives from the content. The index (key → location) is the database's.
/// The archive must be durable before a row names it, so the group commit has what was appended synced (<see cref="FlushAsync"/>) before it begins, all of it at once.
/// </summary>
internal sealed class DocumentArchive : IDisposable
{
    /// <summary>So long a process writes to one segment at most: what is older and named by nobody is named by nobody for ever.</summary>
    static readonly TimeSpan SegmentLife = TimeSpan.FromDays(1);

    readonly string _directory;
    readonly long _segmentBytes;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly ConcurrentDictionary<string, Lazy<Task<ArchiveLocation>>> _notYetIndexed = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, MetDamage> _damaged = new(StringComparer.Ordinal);
    readonly BeginSegment _begin;
    /// <summary>Segments that were left behind after a failure, with the bytes of each that are safe.</summary>
    readonly ConcurrentDictionary<string, long> _leftBehind = new(StringComparer.Ordinal);
    /// <summary>Held while the segment is written, synced or changed.</summary>
    readonly SemaphoreSlim _writing = new(1);
    SegmentWriter? _segment;
    DateTimeOffset _begun;
    long _safe;
    long _flushes;

    public DocumentArchive(string directory, long segmentBytes, TimeProvider clock, ILogger log, BeginSegment begin)
    {
        _begin = begin;
        Directory.CreateDirectory(directory);
        _directory = directory;
        _segmentBytes = segmentBytes;
        _clock = clock;
        _log = log;
    }

    /// <summary>What records are sealed and opened with, each for its key.</summary>
    public RowCipher Cipher { get; set; } = new(file: null);

    /// <summary>Syncs since start: far fewer than records under load.</summary>
    public long Flushes => Interlocked.Read(ref _flushes);

    /// <summary>
    /// Appends; durable only after <see cref="FlushAsync"/>. The same key that is being appended, or was and is not in the index yet (<see cref="Indexed"/>), is not written twice.
    /// </summary>
    /// <exception cref="IOException">The bytes could not be written.</exception>
    public async Task<ArchiveLocation> AppendAsync(string key, ReadOnlyMemory<byte> data)
    {
        var writing = _notYetIndexed.GetOrAdd(key, _ => new Lazy<Task<ArchiveLocation>>(() => WriteAsync(key, data)));
        try
        {
            return await writing.Value.ConfigureAwait(false);
        }
        catch (IOException)
        {
            _notYetIndexed.TryRemove(KeyValuePair.Create(key, writing));
            throw;
        }
    }

    /// <summary>Makes durable what was appended before. A failure is logged, and told by <see cref="RequireDurable"/> to whoever wants to name what was lost.</summary>
    public async Task FlushAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            Flush();
        }
        catch (Exception failure) // the edge of the disk: it is told to those whom it concerns
        {
            LeaveBehind(failure);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>To be asked in the transaction that names these records.</summary>
    /// <exception cref="IOException">One of them was lost when its segment failed: it has to be appended anew.</exception>
    public void RequireDurable(IEnumerable<ArchiveLocation> named)
    {
        foreach (var at in named)
            if (_leftBehind.TryGetValue(at.Segment, out var safe) && at.Offset >= safe)
                throw new IOException($"Segment {at.Segment} of the archive could not be written; what was appended to it last is not safe.");
    }

    /// <summary>The database knows these keys now, or its transaction failed: the archive need not remember them.</summary>
    public void Indexed(IEnumerable<string> keys)
    {
        foreach (var key in keys) _notYetIndexed.TryRemove(key, out _);
    }

    /// <summary>The bytes of a record, checked against the checksum that was written with them.</summary>
    /// <exception cref="ArchiveDamagedException">The segment is missing, or does not hold the record as it was written.</exception>
    /// <exception cref="StoreKeyException">It is sealed with a key that is not there, or for another record.</exception>
    public async Task<byte[]> ReadAsync(string key, ArchiveLocation at, CancellationToken cancel) =>
        Cipher.Open(Place.Document(key), await ReadStoredAsync(key, at, cancel).ConfigureAwait(false));

    /// <summary>The bytes as they lie there, sealed or not.</summary>
    /// <exception cref="ArchiveDamagedException"/>
    public async Task<byte[]> ReadStoredAsync(string key, ArchiveLocation at, CancellationToken cancel)
    {
        if (await FindStoredAsync(key, at, cancel).ConfigureAwait(false) is { } stored) return stored;
        var met = Tell(at.Segment, 0, key, at);
        throw new ArchiveDamagedException(
            File.Exists(PathOf(at.Segment)) ? $"Segment {at.Segment} of the archive does not hold {key} at {at.Offset} as it was written." : $"Segment {at.Segment} of the archive is missing.")
        { Since = met.Since };
    }

    /// <summary>The segments that are missing, or shorter than what the index says lies in them. What lies in them is not read.</summary>
    /// <param name="extents">By segment, the bytes that it must have at least.</param>
    public IReadOnlyList<string> Damaged(IReadOnlyDictionary<string, long> extents)
    {
        var damaged = extents.Where(e => LengthOf(e.Key) < e.Value).Select(e => e.Key).Order(StringComparer.Ordinal).ToList();
        foreach (var segment in damaged) Tell(segment, extents[segment], null, null);
        return damaged;
    }

    /// <summary>How many segments this process met that were missing, cut short or altered, and are so still: one that somebody put back as it was counts no more.</summary>
    public async Task<int> CountDamagedAsync(CancellationToken cancel)
    {
        foreach (var (segment, met) in _damaged)
        {
            if (LengthOf(segment) < met.Least || (met.At is { } at && await FindStoredAsync(met.Key!, at, cancel).ConfigureAwait(false) is null)) continue;
            if (_damaged.TryRemove(segment, out _)) _log.SegmentWhole(segment);
        }

        return _damaged.Count;
    }

    /// <summary>Removes the segments that are not named, but for those that a process may still write to.</summary>
    public (int Removed, int Left) RemoveAllBut(IReadOnlySet<string> named)
    {
        var (removed, left) = (0, 0);
        var before = _clock.GetUtcNow() - (SegmentLife * 2);
        foreach (var file in Directory.EnumerateFiles(_directory, SegmentWriter.Pattern).Where(f => !named.Contains(Path.GetFileName(f))).ToList())
        {
            if (SegmentWriter.BegunAt(Path.GetFileName(file)) is not { } begun || begun > before) left++;
            else
            {
                File.Delete(file);
                removed++;
            }
        }

        return (removed, left);
    }

    public void Dispose()
    {
        _segment?.Dispose();
        _writing.Dispose();
    }

    /// <summary>The record's bytes; null: the segment is missing, or does not hold them as they were written.</summary>
    async Task<byte[]?> FindStoredAsync(string key, ArchiveLocation at, CancellationToken cancel)
    {
        var path = PathOf(at.Segment);
        if (!File.Exists(path)) return null;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.Asynchronous);
        var record = new byte[SegmentRecord.HeaderLength(key) + at.Length];
        var filled = 0;
        while (filled < record.Length)
        {
            var read = await RandomAccess.ReadAsync(file, record.AsMemory(filled), at.Offset + filled, cancel).ConfigureAwait(false);
            if (read == 0) break;
            filled += read;
        }

        return SegmentRecord.Data(key, record.AsSpan(0, filled));
    }

    string PathOf(string segment) => Path.Combine(_directory, segment);

    /// <summary>In bytes; below zero: it is not there.</summary>
    long LengthOf(string segment) => new FileInfo(PathOf(segment)) is { Exists: true } file ? file.Length : -1;

    /// <summary>Logs a damaged segment once, however often it is met.</summary>
    MetDamage Tell(string segment, long least, string? key, ArchiveLocation? at)
    {
        var now = new MetDamage(least, key, at, _clock.GetUtcNow());
        var first = _damaged.GetOrAdd(segment, now);
        if (ReferenceEquals(first, now)) _log.SegmentDamaged(segment);
        return first;
    }

    async Task<ArchiveLocation> WriteAsync(string key, ReadOnlyMemory<byte> data)
    {
        var stored = Cipher.On ? Cipher.Seal(Place.Document(key), data.Span) : data;
        var header = SegmentRecord.Header(key, stored.Span);
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            return await AppendAsync(header, stored).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            LeaveBehind(failure);
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    async Task<ArchiveLocation> AppendAsync(byte[] header, ReadOnlyMemory<byte> data)
    {
        if (_segment is { } taken && LengthOf(taken.Name) < 0)
        {
            // Somebody took it away: what was appended to it and is not named yet is gone, and what would be appended to it.
            _leftBehind[taken.Name] = 0;
            taken.Dispose();
            _segment = null;
        }

        if (_segment is { } full && (full.Length >= _segmentBytes || _clock.GetUtcNow() - _begun >= SegmentLife))
        {
            Flush();
            full.Dispose();
            _segment = null;
        }

        if (_segment is null)
        {
            _begun = _clock.GetUtcNow();
            _segment = _begin(_directory, _begun);
            _safe = 0;
            _log.SegmentBegun(_segment.Name);
        }

        return await _segment.AppendAsync(header, data).ConfigureAwait(false);
    }

    void Flush()
    {
        if (_segment is null || _segment.Length == _safe) return;
        _segment.Flush();
        _safe = _segment.Length;
        Interlocked.Increment(ref _flushes);
    }

    /// <summary>After a failed write or fsync nobody knows what the file holds behind what was safe before: what comes next begins a new segment.</summary>
    void LeaveBehind(Exception cause)
    {
        _log.ArchiveWriteFailed(cause, _segment?.Name ?? "");
        if (_segment is null) return;
        _leftBehind[_segment.Name] = _safe;
        _segment.Dispose();
        _segment = null;
    }

    /// <summary>What a segment lacked when it was met: its length, or a record.</summary>
    sealed record MetDamage(long Least, string? Key, ArchiveLocation? At, DateTimeOffset Since);
}
