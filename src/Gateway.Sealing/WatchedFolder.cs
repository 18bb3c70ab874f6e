using System.Security.Cryptography;
using System.Text;

namespace Gateway.Sealing;

/// <summary>
/// What the files of a folder, or some files, mean, read anew when they change. Changed files are taken once two looks in a row have found the same, so that a folder
/// is not read while somebody copies into it. What cannot be read is told once and changes nothing. Not thread-safe: one loop looks.
/// </summary>
/// <typeparam name="T">What the folder is read as.</typeparam>
public sealed class WatchedFolder<T>
    where T : class
{
    readonly Func<IEnumerable<string>> files;
    readonly Func<string, T> load;

    string judged;
    string seen = "";

    /// <summary>Reads the folder for the first time.</summary>
    /// <param name="path">The folder; its subfolders count.</param>
    /// <param name="load">Reads it; what it throws for a folder that cannot be read is thrown here too.</param>
    public WatchedFolder(string path, Func<string, T> load)
        : this(path, () => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal), load)
    {
    }

    /// <summary>Reads some files for the first time.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="load">Reads them; what it throws for files that cannot be read is thrown here too.</param>
    public WatchedFolder(IReadOnlyList<string> paths, Func<T> load)
        : this(string.Join(", ", paths), () => paths, _ => load())
    {
    }

    WatchedFolder(string path, Func<IEnumerable<string>> files, Func<string, T> load)
    {
        (Path, this.files, this.load) = (path, files, load);
        var before = Digest();
        First = load(path);
        // Changed while it was read: the next looks find out what it has become.
        judged = Digest() == before ? before : "";
    }

    /// <summary>The folder, or the files.</summary>
    public string Path { get; }

    /// <summary>What it held at the beginning.</summary>
    public T First { get; }

    /// <summary>Looks at the folder.</summary>
    /// <returns>The new content, or why it was refused; both null if there is nothing new.</returns>
    public (T? Content, string? Fault) Look()
    {
        var digest = Digest();
        var isSettled = digest == seen;
        seen = digest;
        if (digest == judged || !isSettled)
            return (null, null);
        var (content, fault) = TryLoad();
        // Changed while it was read: what was read is neither the one nor the other.
        if (Digest() != digest)
            return (null, null);
        judged = digest;
        return (content, fault);
    }

    (T?, string?) TryLoad()
    {
        try
        {
            return (load(Path), null);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException or CryptographicException or ArgumentException or FormatException)
        {
            return (null, fault.Message);
        }
    }

    string Digest()
    {
        using var digest = new IncrementalSm3();
        try
        {
            foreach (var file in files())
            {
                digest.Append(Sm3.Hash(Encoding.UTF8.GetBytes(file)));
                digest.Append(Sm3.Hash(File.ReadAllBytes(file)));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
