using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Store.Privacy;

/// <summary>
/// The secret file of data keys: one key a line, <c>ID ALGORITHM BASE64</c>, the newest last; empty lines and those that begin with # mean nothing.
/// The newest seals, all of them open.
/// </summary>
public static class KeyFile
{
    const int IdMaximum = 32;

    /// <summary>The name of the key file that the service makes beside its data where none is configured.</summary>
    public const string Standard = "data-keys.txt";

    /// <exception cref="StoreKeyException">It cannot be read, or a line is no key.</exception>
    internal static IReadOnlyList<DataKey> Read(string file)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StoreKeyException($"the key file cannot be read: {unreadable.Message}", unreadable);
        }

        var keys = lines.Select((text, i) => (Text: text.Trim(), Number: i + 1)).Where(l => l.Text.Length > 0 && l.Text[0] != '#').Select(l => Parse(l.Text, l.Number)).ToList();
        if (keys.Count == 0) throw new StoreKeyException("the key file holds no key");
        if (keys.GroupBy(k => k.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new StoreKeyException($"the key file has two keys with the name {twice.Key}");
        return keys;
    }

    /// <summary>Adds a new key behind those that the file has, or makes the file, for its owner alone.</summary>
    /// <param name="algorithm">aes-256-gcm or sm4-gcm.</param>
    /// <returns>The key's name.</returns>
    /// <exception cref="StoreKeyException">The file cannot be read or written, or there is no such algorithm.</exception>
    public static string Add(string file, string algorithm, DateTimeOffset now)
    {
        var before = File.Exists(file) ? Read(file).Count : 0;
        var (id, line) = NewKey(algorithm, now);
        try
        {
            var there = before == 0 ? "" : File.ReadAllText(file).TrimEnd() + "\n";
            // All of it or nothing: half a line would be a key lost.
            var whole = file + ".new";
            Write(whole, there + line);
            File.Move(whole, file, overwrite: true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new StoreKeyException($"the key file cannot be written: {unwritable.Message}", unwritable);
        }

        return id;
    }

    /// <summary>Makes the file with one key, unless it is there, whichever process is first.</summary>
    internal static void Ensure(string file, DateTimeOffset now)
    {
        if (File.Exists(file)) return;
        var whole = $"{file}.{Guid.NewGuid():N}";
        Write(whole, NewKey(DataKey.Aes, now).Line);
        try
        {
            File.Move(whole, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(whole);
        }
    }

    static (string Id, string Line) NewKey(string algorithm, DateTimeOffset now)
    {
        var length = DataKey.LengthOf(algorithm) ?? throw new StoreKeyException($"{algorithm}: must be {DataKey.Aes} or {DataKey.Sm4}");
        var id = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}");
        return (id, $"{id} {algorithm} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(length))}\n");
    }

    static void Write(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    static DataKey Parse(string line, int number)
    {
        var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [var id, var algorithm, var secret] || id.Length > IdMaximum || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new StoreKeyException($"line {number} of the key file must be ID ALGORITHM BASE64, the ID of letters, digits, - and _");
        var bytes = new byte[secret.Length];
        if (!Convert.TryFromBase64String(secret, bytes, out var length)) throw new StoreKeyException($"line {number} of the key file: the key is no base64");
        return new DataKey(id, algorithm, bytes[..length]);
    }
}
