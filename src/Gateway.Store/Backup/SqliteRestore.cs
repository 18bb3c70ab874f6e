using System.Globalization;
using Dapper;
using Gateway.Store.Archive;
using Gateway.Store.Relational;
using Gateway.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gateway.Store.Backup;

/// <summary>Puts a backup where a store is to be. What was there is moved aside, never deleted.</summary>
public static class SqliteRestore
{
    const int Busy = 5;
    const string AsideFormat = "'before-restore-'yyyyMMdd'T'HHmmss'Z'";
    const string Workshop = ".restoring";

    /// <summary>Verifies all of the backup, then puts it in its place.</summary>
    /// <param name="source">A backup's folder.</param>
    /// <param name="replace">A store that is there already is moved aside.</param>
    /// <param name="mark">Says in the store that it was restored, before any service could take it for its own: gets the settings to open it with, and closes it.</param>
    /// <returns>What was restored, and where the store before lies; null: there was none.</returns>
    /// <exception cref="BackupException">Not whole, not for this program, or there is a store that is in use or may not be replaced. Nothing was changed.</exception>
    public static async Task<(BackupManifest Manifest, string? Aside)> PutAsync(StorageOptions options, string source, bool replace, Func<StorageOptions, BackupManifest, Task> mark, TimeProvider clock, CancellationToken cancel)
    {
        var manifest = await BackupFiles.ReadManifestAsync(source, cancel).ConfigureAwait(false);
        if (manifest.SchemaVersion > SqliteMigrations.Embedded.Count)
            throw new BackupException($"the backup's schema version is {manifest.SchemaVersion}, this program knows {SqliteMigrations.Embedded.Count}: use the program that took it, or a later one");
        var archive = Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)))!, SqliteBackup.ArchiveFolder);
        await VerifyAsync(Path.Combine(source, manifest.Database.Name), manifest.Database, cancel).ConfigureAwait(false);
        foreach (var segment in manifest.Segments) await VerifyAsync(Path.Combine(archive, segment.Name), segment, cancel).ConfigureAwait(false);

        var aside = MoveAside(options.Directory, replace, clock);
        var to = Directory.CreateDirectory(Path.Combine(options.Directory, RelationalStore.DocumentsDirectory)).FullName;
        foreach (var segment in manifest.Segments) await BackupFiles.CopyAsync(Path.Combine(archive, segment.Name), Path.Combine(to, segment.Name), segment.Bytes, cancel).ConfigureAwait(false);
        DirectorySync.Flush(to);
        if (manifest.Shadow) await File.WriteAllTextAsync(Path.Combine(options.Directory, RelationalStore.ShadowMark), "The store in this folder is a shadow's: nothing in it has happened.\n", cancel).ConfigureAwait(false);
        await PutDatabaseAsync(options, source, manifest, mark, cancel).ConfigureAwait(false);
        DirectorySync.Flush(options.Directory);
        return (manifest, aside);
    }

    /// <summary>The database last, and with its mark: a restore that broke off leaves a folder that no service takes for a store.</summary>
    static async Task PutDatabaseAsync(StorageOptions options, string source, BackupManifest manifest, Func<StorageOptions, BackupManifest, Task> mark, CancellationToken cancel)
    {
        var workshop = Path.Combine(options.Directory, Workshop);
        if (Directory.Exists(workshop)) Directory.Delete(workshop, recursive: true);
        Directory.CreateDirectory(workshop);
        var made = Path.Combine(workshop, SqliteStore.FileName);
        await BackupFiles.CopyAsync(Path.Combine(source, manifest.Database.Name), made, manifest.Database.Bytes, cancel).ConfigureAwait(false);
        await mark(new StorageOptions { Directory = workshop, BusyTimeoutSeconds = options.BusyTimeoutSeconds }, manifest).ConfigureAwait(false);
        if (File.Exists(made + "-wal")) throw new BackupException($"{made} could not be closed: begin again");
        BackupFiles.Sync(made);
        File.Move(made, Path.Combine(options.Directory, SqliteStore.FileName));
        Directory.Delete(workshop, recursive: true);
    }

    static async Task VerifyAsync(string path, BackupFile file, CancellationToken cancel)
    {
        if (await BackupFiles.DigestAsync(path, file.Bytes, cancel).ConfigureAwait(false) != file.Sha256) throw new BackupException($"{path} is missing, cut short or altered: this backup is not whole, use another one");
    }

    static string? MoveAside(string directory, bool replace, TimeProvider clock)
    {
        Directory.CreateDirectory(directory);
        var database = Path.Combine(directory, SqliteStore.FileName);
        var archive = Path.Combine(directory, RelationalStore.DocumentsDirectory);
        // Whoever asks folds a log in that a killed process left.
        if (IsInUse(database)) throw new BackupException($"a process works on {database}: stop every process of the gateway first");
        var there = new[] { database, database + "-wal", database + "-shm", Path.Combine(directory, RelationalStore.ShadowMark) }.Where(File.Exists).ToList();
        var segments = Directory.Exists(archive) && Directory.EnumerateFileSystemEntries(archive).Any();
        if (there.Count == 0 && !segments) return null;
        if (!replace) throw new BackupException($"{directory} holds a store already: --replace moves it aside");
        var aside = Directory.CreateDirectory(Path.Combine(directory, clock.GetUtcNow().UtcDateTime.ToString(AsideFormat, CultureInfo.InvariantCulture))).FullName;
        foreach (var file in there) File.Move(file, Path.Combine(aside, Path.GetFileName(file)));
        if (segments) Directory.Move(archive, Path.Combine(aside, RelationalStore.DocumentsDirectory));
        DirectorySync.Flush(directory);
        return aside;
    }

    /// <summary>Every connection to a database with a log keeps a shared lock on its file: nobody else gets it alone. A file that is no database any more is nobody's.</summary>
    static bool IsInUse(string database)
    {
        if (!File.Exists(database)) return false;
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            // One by one: errors behind a statement that returns rows are swallowed.
            connection.ExecuteScalar<string>("PRAGMA locking_mode = EXCLUSIVE");
            connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master");
            return false;
        }
        catch (SqliteException locked) when (locked.SqliteErrorCode == Busy)
        {
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
