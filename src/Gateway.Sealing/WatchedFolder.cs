using System.Security.Cryptography;
using System.Text;

namespace Gateway.Sealing;

/// <summary>
/// What the files of a folder mean, read anew when they change. Changed files are taken once two looks in a row have found the same, so that a folder
/// is not read while somebody copies into it. What cannot be read is told once and changes nothing. Not thread-safe: one loop looks.
/// </summary>
/// <typeparam name="T">What the folder is read as.</typeparam>
/// <param name="path">The folder; its subfolders count.</param>
/// <param name="load">Reads it.</param>
public sealed class WatchedFolder<T>(string path, Func<string, T> load)
    where T : class
{
    // What the process was started with has been read by somebody else already.
    string judged = DigestOf(path);
    string seen = "";

    /// <summary>Looks at the folder.</summary>
    /// <returns>The new content, or why it was refused; both null if there is nothing new.</returns>
    public (T? Content, string? Fault) Look()
    {
        var digest = DigestOf(path);
        var isSettled = digest == seen;
        seen = digest;
        if (digest == judged || !isSettled)
            return (null, null);
        var (content, fault) = TryLoad();
        // Changed while it was read: what was read is neither the one nor the other.
        if (DigestOf(path) != digest)
            return (null, null);
        judged = digest;
        return (content, fault);
    }

    (T?, string?) TryLoad()
    {
        try
        {
            return (load(path), null);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException or CryptographicException or ArgumentException or FormatException)
        {
            return (null, fault.Message);
        }
    }

    static string DigestOf(string path)
    {
        using var digest = new IncrementalSm3();
        try
        {
            foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
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
