using System.Security.Cryptography;
using System.Text;
using Gateway.Store.Archive;
using Gateway.Store.Relational;

namespace Gateway.Store.Backup;

/// <summary>Copies files so that they survive a power cut, and tells whether they are as they were.</summary>
internal static class BackupFiles
{
    const int PieceBytes = 1 << 20;

    /// <summary>A folder that nobody else may look into: account numbers stand in the clear.</summary>
    /// <returns>Its whole path.</returns>
    public static string MakeFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

    /// <summary>Copies bytes of a file behind those that are at the target already, and syncs them.</summary>
    /// <exception cref="BackupException">The source has fewer.</exception>
    public static async Task CopyAsync(string source, string target, long bytes, CancellationToken cancel)
    {
        using var from = File.OpenHandle(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.Asynchronous | FileOptions.SequentialScan);
        using var to = File.OpenHandle(target, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, FileOptions.Asynchronous);
        var piece = new byte[PieceBytes];
        for (var at = Math.Min(RandomAccess.GetLength(to), bytes); at < bytes;)
        {
            var read = await RandomAccess.ReadAsync(from, piece.AsMemory(0, (int)Math.Min(piece.Length, bytes - at)), at, cancel).ConfigureAwait(false);
            if (read == 0) throw new BackupException($"{source} has {at} bytes, and {bytes} are named");
            await RandomAccess.WriteAsync(to, piece.AsMemory(0, read), at, cancel).ConfigureAwait(false);
            at += read;
        }

        RandomAccess.FlushToDisk(to);
    }

    /// <summary>SHA-256 of a file's first bytes; null: it has fewer, or is not there.</summary>
    public static async Task<string?> DigestAsync(string path, long bytes, CancellationToken cancel)
    {
        if (!File.Exists(path)) return null;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.Asynchronous | FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[PieceBytes];
        for (var at = 0L; at < bytes;)
        {
            var read = await RandomAccess.ReadAsync(file, piece.AsMemory(0, (int)Math.Min(piece.Length, bytes - at)), at, cancel).ConfigureAwait(false);
            if (read == 0) return null;
            hash.AppendData(piece.AsSpan(0, read));
            at += read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Written last: a folder without it is no backup.</summary>
    /// <returns>SHA-256 of the manifest.</returns>
    public static async Task<string> WriteManifestAsync(string folder, BackupManifest manifest, CancellationToken cancel)
    {
        var (path, content) = (Path.Combine(folder, BackupManifest.FileName), Encoding.UTF8.GetBytes(StoreJson.Write(manifest)));
        var unfinished = path + ".unfinished";
        await File.WriteAllBytesAsync(unfinished, content, cancel).ConfigureAwait(false);
        Sync(unfinished);
        File.Move(unfinished, path);
        DirectorySync.Flush(folder);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    /// <exception cref="BackupException">There is none, or it cannot be read.</exception>
    public static async Task<BackupManifest> ReadManifestAsync(string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, BackupManifest.FileName);
        if (!File.Exists(path)) throw new BackupException($"{path} is not there: {folder} is no backup, or one that was not finished");
        try
        {
            var manifest = StoreJson.Read<BackupManifest>(await File.ReadAllTextAsync(path, cancel).ConfigureAwait(false));
            return manifest.Form == 1 ? manifest : throw new BackupException($"{path} is of form {manifest.Form}, which this program does not know");
        }
        catch (System.Text.Json.JsonException unreadable)
        {
            throw new BackupException($"{path} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    public static void Sync(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }
}
