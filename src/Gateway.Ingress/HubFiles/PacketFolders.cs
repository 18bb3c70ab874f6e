using System.Globalization;
using System.IO.Compression;
using System.Text;
using Gateway.Store.Archive;

namespace Gateway.Ingress.HubFiles;

/// <summary>The folders of one hub. What is moved is moved by rename, what is written appears whole; names that strangers chose become no paths.</summary>
sealed class PacketFolders
{
    const int LongestName = 120;

    readonly string incoming;
    readonly string outgoing;
    readonly string taken;
    readonly string done;
    readonly string refused;
    readonly string written;

    public PacketFolders(HubFilesSettings settings)
    {
        (incoming, outgoing) = (settings.Incoming, settings.Outgoing);
        (taken, done, refused, written) = (Path.Combine(settings.Work, "taken"), Path.Combine(settings.Work, "done"), Path.Combine(settings.Work, "refused"), Path.Combine(settings.Work, "writing"));
        foreach (var own in new[] { taken, done, refused, written }) Directory.CreateDirectory(own);
    }

    /// <summary>Zips that lie in the folder, by name. What has another ending is the transfer tool's own.</summary>
    public IReadOnlyList<FileInfo> Incoming() => [.. new DirectoryInfo(incoming).EnumerateFiles().Where(file => file.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)).OrderBy(file => file.Name, StringComparer.Ordinal)];

    /// <summary>Packets that were taken and not dealt with yet.</summary>
    public IReadOnlyList<string> Taken() => [.. new DirectoryInfo(taken).EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    /// <summary>Takes a packet out of the folder. False: it is gone, or one of its name is in work.</summary>
    public bool Take(string name)
    {
        if (File.Exists(Path.Combine(taken, name)) || !File.Exists(Path.Combine(incoming, name))) return false;
        File.Move(Path.Combine(incoming, name), Path.Combine(taken, name));
        return true;
    }

    public FileInfo TakenFile(string name) => new(Path.Combine(taken, name));

    /// <summary>A taken packet was dealt with.</summary>
    /// <param name="at">When: transfer tools keep the times that files had elsewhere.</param>
    public void Finish(string name, DateTimeOffset at)
    {
        var path = Free(done, name);
        File.Move(Path.Combine(taken, name), path);
        File.SetLastWriteTimeUtc(path, at.UtcDateTime);
    }

    /// <summary>The octets of a packet that lies in the folder; null: it is no file with octets, is longer, or cannot be read.</summary>
    public byte[]? Octets(string name, long maximum)
    {
        var file = new FileInfo(Path.Combine(incoming, name));
        try
        {
            return file.LinkTarget is null && file.Length > 0 && file.Length <= maximum ? File.ReadAllBytes(file.FullName) : null;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Sets a packet aside with its reason beside it, whether it was taken or lies in the folder still.</summary>
    public string Refuse(string name, string reason)
    {
        var from = File.Exists(Path.Combine(taken, name)) ? Path.Combine(taken, name) : Path.Combine(incoming, name);
        var to = Free(refused, Plain(name));
        File.WriteAllText($"{to}.reason.txt", reason, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(from, to);
        return Path.GetFileName(to);
    }

    /// <summary>A name as it may stand in logs and beside others: nothing of it but letters, digits and a few signs.</summary>
    public static string Plain(string name)
    {
        var plain = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_')]).TrimStart('.');
        return plain.Length <= LongestName ? plain : plain[..LongestName];
    }

    /// <summary>Whether an answer lies there: nobody has fetched it, or whoever did has left it.</summary>
    public bool IsWaiting(string answer) => File.Exists(Path.Combine(outgoing, answer));

    /// <summary>Whether the answer that lies there is the one with this file; one that holds no answers of accounts has none to tell it by.</summary>
    public bool Holds(string answer, string entry)
    {
        // It should be ours; but the folder is shared.
        if (new FileInfo(Path.Combine(outgoing, answer)) is not { LinkTarget: null, Length: > 0 } file) return false;
        using var zip = ZipFile.OpenRead(file.FullName);
        return zip.GetEntry(entry) is not null || !zip.Entries.Any(e => e.Name.StartsWith("QR", StringComparison.Ordinal));
    }

    /// <summary>When the oldest answer that lies there was written; null: none does.</summary>
    public DateTimeOffset? OldestAnswer() =>
        new DirectoryInfo(outgoing).EnumerateFiles("??FK*.zip").Select(file => (DateTimeOffset?)file.LastWriteTimeUtc).Min();

    /// <summary>Writes an answer beside its place, and lets it appear there once all of it is durable. One that lay there is replaced.</summary>
    public async Task WriteAsync(string answer, Func<ZipArchive, Task> fill)
    {
        var part = Path.Combine(written, $"{answer}.part");
        var file = new FileStream(part, FileMode.Create, FileAccess.ReadWrite);
        await using (file.ConfigureAwait(false))
        {
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true)) await fill(zip).ConfigureAwait(false);
            // For the transfer tool, which is of the folder's group and of another account: whatever this process' mask is.
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            file.Flush(flushToDisk: true);
        }

        File.Move(part, Path.Combine(outgoing, answer), overwrite: true);
        DirectorySync.Flush(outgoing);
    }

    /// <summary>Forgets packets that were dealt with before a time.</summary>
    public void Forget(DateTimeOffset before)
    {
        foreach (var file in new DirectoryInfo(done).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before.UtcDateTime)) file.Delete();
    }

    /// <summary>Whether files of these folders can be moved to each other by rename; else why not. Leaves nothing behind.</summary>
    public static string? Fault(string from, string to)
    {
        // A rename of a folder is never turned into a copy, as that of a file would be.
        var (here, there) = (Path.Combine(from, $".gateway-{Guid.NewGuid():N}"), Path.Combine(to, $".gateway-{Guid.NewGuid():N}"));
        try
        {
            Directory.CreateDirectory(here);
            Directory.Move(here, there);
            Directory.Delete(there);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(here)) Directory.Delete(here);
            return fault.Message;
        }
    }

    static string Free(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        for (var no = 2; File.Exists(path); no++) path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(name)}.{no}{Path.GetExtension(name)}"));
        return path;
    }
}
