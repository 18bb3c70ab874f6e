using System.Globalization;
using Dapper;
using Gateway.Store.Archive;
using Gateway.Store.Relational;
using Gateway.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gateway.Store.Backup;

/// <summary>
/// Takes a backup of a SQLite store beside the running service. The database first, from one read snapshot that holds up no writer; then the archive, which only grows, so that it holds whatever
/// the copy names. A folder of backups has one archive: what an earlier backup brought there is not copied again.
/// </summary>
public static class SqliteBackup
{
    /// <summary>The archive of all backups in a folder.</summary>
    public const string ArchiveFolder = "archive";

    /// <summary>The schema that this program works with: a store of another version it backs up too, but does not open.</summary>
    public static int SchemaVersion => SqliteMigrations.Embedded.Count;

    const string NameFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <param name="target">The folder of backups; this one becomes a folder in it, named by its moment.</param>
    /// <param name="by">Who takes it.</param>
    /// <returns>The backup's folder, what it holds, and its manifest's SHA-256.</returns>
    /// <exception cref="BackupException">There is no store, or the copy is not whole.</exception>
    /// <exception cref="IOException">The target cannot be written.</exception>
    public static async Task<(string Folder, BackupManifest Manifest, string Digest)> TakeAsync(StorageOptions options, string target, string by, TimeProvider clock, CancellationToken cancel)
    {
        var source = Path.Combine(options.Directory, SqliteStore.FileName);
        if (!File.Exists(source)) throw new BackupException($"{source} is not there");
        var taken = clock.GetUtcNow();
        var folder = Path.Combine(target, taken.UtcDateTime.ToString(NameFormat, CultureInfo.InvariantCulture));
        if (Directory.Exists(folder)) throw new BackupException($"{folder} is there already");
        var archive = BackupFiles.MakeFolder(Path.Combine(target, ArchiveFolder));
        BackupFiles.MakeFolder(folder);
        var copy = Path.Combine(folder, SqliteStore.FileName);
        await Task.Run(() => Copy(source, copy), cancel).ConfigureAwait(false);
        BackupFiles.Sync(copy);
        var (content, extents) = await ReadAsync(copy, cancel).ConfigureAwait(false);
        var segments = await CopySegmentsAsync(Path.Combine(options.Directory, RelationalStore.DocumentsDirectory), archive, extents, await KnownAsync(target, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        var bytes = new FileInfo(copy).Length;
        var manifest = content with
        {
            TakenAt = taken,
            TakenBy = by,
            Shadow = File.Exists(Path.Combine(options.Directory, RelationalStore.ShadowMark)),
            Database = new BackupFile(SqliteStore.FileName, bytes, (await BackupFiles.DigestAsync(copy, bytes, cancel).ConfigureAwait(false))!),
            Segments = segments,
        };
        DirectorySync.Flush(archive);
        var digest = await BackupFiles.WriteManifestAsync(folder, manifest, cancel).ConfigureAwait(false);
        DirectorySync.Flush(target);
        return (folder, manifest, digest);
    }

    /// <summary>All pages in one step: pauses between steps would let writers in, and the copy would begin anew with each of their commits.</summary>
    static void Copy(string source, string copy)
    {
        using var from = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
        from.Open();
        to.Open();
        from.BackupDatabase(to);
        // One file, without a log beside it, until a store is opened on it.
        to.ExecuteScalar<string>("PRAGMA journal_mode = DELETE");
    }

    /// <summary>What the copy says of itself.</summary>
    static async Task<(BackupManifest Manifest, IReadOnlyDictionary<string, long> Extents)> ReadAsync(string copy, CancellationToken cancel)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync(cancel).ConfigureAwait(false);
        if (await connection.ExecuteScalarAsync<string>("PRAGMA quick_check(1)").ConfigureAwait(false) is not "ok" and var damage) throw new BackupException($"the store is damaged, this backup is of no use: {damage}");
        await using var session = new ReadSession(connection, transaction: null, " LIMIT @max") { GiveBack = () => ValueTask.CompletedTask };
        var head = (await session.FirstAsync<StoreHead>(StoreHead.Select).ConfigureAwait(false))!;
        var last = await session.ListAsync<ChannelReceipts>("SELECT channel_id AS ChannelId, MAX(sequence) AS Last FROM receipts GROUP BY channel_id ORDER BY channel_id").ConfigureAwait(false);
        var manifest = new BackupManifest
        {
            TakenAt = default,
            TakenBy = "",
            SchemaVersion = await session.FirstAsync<int>("SELECT MAX(version) FROM schema_version").ConfigureAwait(false),
            LastArrival = Columns.Moment(head.LastArrival),
            LastAuditNo = head.LastAuditNo,
            LastAuditHash = Convert.ToHexStringLower(head.LastAuditHash),
            LastReceipts = last.ToDictionary(r => r.ChannelId, r => r.Last, StringComparer.Ordinal),
            DataKeys = await session.ListAsync<string>("SELECT key_id FROM store_keys WHERE retired_at IS NULL ORDER BY entered_at, key_id").ConfigureAwait(false),
            Database = new BackupFile("", 0, ""),
            Segments = [],
        };
        return (manifest, await DocumentIndex.ExtentsAsync(session).ConfigureAwait(false));
    }

    static async Task<IReadOnlyList<BackupFile>> CopySegmentsAsync(
        string from, string to, IReadOnlyDictionary<string, long> extents, IReadOnlyDictionary<string, BackupFile> known, CancellationToken cancel)
    {
        var segments = new List<BackupFile>();
        foreach (var (name, bytes) in extents.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            if (!File.Exists(Path.Combine(from, name))) throw new BackupException($"segment {name} of the archive is missing: put it back from an earlier backup, or wait for the end of `gateway privacy reencrypt`, and begin again");
            await BackupFiles.CopyAsync(Path.Combine(from, name), Path.Combine(to, name), bytes, cancel).ConfigureAwait(false);
            // A segment that has not grown since the backup before is not read again.
            segments.Add(known.TryGetValue(name, out var before) && before.Bytes == bytes
                ? before
                : new BackupFile(name, bytes, (await BackupFiles.DigestAsync(Path.Combine(to, name), bytes, cancel).ConfigureAwait(false))!));
        }

        return segments;
    }

    /// <summary>The segments as the newest backup of the folder has them.</summary>
    static async Task<IReadOnlyDictionary<string, BackupFile>> KnownAsync(string target, CancellationToken cancel)
    {
        var newest = Directory.EnumerateDirectories(target).Where(d => File.Exists(Path.Combine(d, BackupManifest.FileName))).Max(StringComparer.Ordinal);
        return newest is null ? new Dictionary<string, BackupFile>() : (await BackupFiles.ReadManifestAsync(newest, cancel).ConfigureAwait(false)).Segments.ToDictionary(s => s.Name, StringComparer.Ordinal);
    }

    sealed record ChannelReceipts
    {
        public string ChannelId { get; init; } = "";
        public long Last { get; init; }
    }
}
