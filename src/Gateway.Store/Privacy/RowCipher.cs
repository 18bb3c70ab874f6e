using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Gateway.Register.Orders;

namespace Gateway.Store.Privacy;

/// <summary>
/// Seals what a row says of customers, and opens it. A sealed text is <c>~enc1:KEY:BASE64</c>, sealed bytes are "GWE1", the key's name with its length before it, and nonce, ciphertext and tag.
/// Text and bytes without that mark were written before encryption was on and are taken as they are. Each value is bound to its place (column and row), so one cannot stand for another.
/// </summary>
internal sealed class RowCipher
{
    const string TextMark = "~enc1:";
    const string PartyMark = "p-";
    static readonly byte[] Mark = "GWE1"u8.ToArray();

    readonly string? _file;
    volatile Keys? _keys;

    /// <param name="file">The key file; null: encryption is off.</param>
    public RowCipher(string? file) => _file = file;

    /// <summary>Whether values are sealed.</summary>
    [MemberNotNullWhen(true, nameof(_file))]
    public bool On => _file is not null;

    /// <summary>The key file as it is now.</summary>
    /// <exception cref="StoreKeyException"/>
    public IReadOnlyList<DataKey> ReadFile() => KeyFile.Read(_file ?? throw new InvalidOperationException("Encryption is off."));

    /// <summary>From here on values are sealed with the newest of these.</summary>
    /// <param name="indexKey">What parties' keys are hashed with: the same for ever.</param>
    public void Use(IReadOnlyList<DataKey> ring, byte[] indexKey) => _keys = new Keys(ring, ring[^1], indexKey);

    /// <summary>The name of the key that seals; empty while encryption is off.</summary>
    public string Newest => On ? Current.Newest.Id : "";

    /// <summary>Empty text stays empty: there is nothing in it.</summary>
    public string Seal(Place place, string text)
    {
        if (!On || text.Length == 0) return text;
        var newest = Current.Newest;
        return $"{TextMark}{newest.Id}:{Convert.ToBase64String(newest.Seal(Encoding.UTF8.GetBytes(text), place.Bytes))}";
    }

    /// <inheritdoc cref="Seal(Place, string)"/>
    public string? SealOrNull(Place place, string? text) => text is null ? null : Seal(place, text);

    /// <exception cref="StoreKeyException">Its key is not there, or it was not sealed for this place.</exception>
    public string Open(Place place, string stored) => OpenUnlessForged(place, stored) ?? throw Forged(place);

    /// <summary>The text, or null where it is not what was sealed for this place.</summary>
    /// <exception cref="StoreKeyException">Its key is not there.</exception>
    public string? OpenUnlessForged(Place place, string stored)
    {
        if (!On || KeyOf(stored) is not { } id) return stored;
        var whole = new byte[stored.Length];
        return Convert.TryFromBase64Chars(stored.AsSpan(TextMark.Length + id.Length + 1), whole, out var length) && KeyNamed(id, place).Open(whole.AsSpan(0, length), place.Bytes) is { } plain
            ? Encoding.UTF8.GetString(plain)
            : null;
    }

    /// <inheritdoc cref="Open(Place, string)"/>
    public string? OpenOrNull(Place place, string? stored) => stored is null ? null : Open(place, stored);

    /// <inheritdoc cref="Seal(Place, string)"/>
    public byte[] Seal(Place place, ReadOnlySpan<byte> bytes)
    {
        if (!On || bytes.Length == 0) return bytes.ToArray();
        var newest = Current.Newest;
        var id = Encoding.ASCII.GetBytes(newest.Id);
        return newest.Seal(bytes, place.Bytes, [.. Mark, (byte)id.Length, .. id]);
    }

    /// <inheritdoc cref="Open(Place, string)"/>
    public byte[] Open(Place place, byte[] stored) =>
        !On || KeyOf(stored) is not { } id ? stored : KeyNamed(id, place).Open(stored.AsSpan(Mark.Length + 1 + id.Length), place.Bytes) ?? throw Forged(place);

    /// <summary>The name of the key that sealed a text; null: it is not sealed.</summary>
    public static string? KeyOf(string stored)
    {
        if (!stored.StartsWith(TextMark, StringComparison.Ordinal)) return null;
        var end = stored.IndexOf(':', TextMark.Length);
        return end < 0 ? null : stored[TextMark.Length..end];
    }

    /// <inheritdoc cref="KeyOf(string)"/>
    public static string? KeyOf(byte[] stored) =>
        stored.AsSpan().StartsWith(Mark) && stored.Length > Mark.Length && stored.Length > Mark.Length + 1 + stored[Mark.Length]
            ? Encoding.ASCII.GetString(stored, Mark.Length + 1, stored[Mark.Length])
            : null;

    /// <summary>The key that a party's inquiries wait and travel under: a keyed hash, so that the same party has the same one and nobody reads an ID number from it.</summary>
    public string PartyKeyOf(PartyIdentity party)
    {
        var plain = PartyKeys.Of(party);
        return On ? HashOf(plain) : plain;
    }

    /// <summary>The hash of a party key from before encryption was on; null: it is a hash already.</summary>
    public string? Rehashed(string partyKey) => !On || partyKey.StartsWith(PartyMark, StringComparison.Ordinal) ? null : HashOf(partyKey);

    string HashOf(string plain) => PartyMark + Convert.ToHexStringLower(HMACSHA256.HashData(Current.IndexKey, Encoding.UTF8.GetBytes(plain)).AsSpan(0, 16));

    DataKey KeyNamed(string id, Place place)
    {
        if (Current.Find(id) is { } known) return known;
        // Another process seals with a key that was added since this one read the file.
        _keys = Current with { Ring = ReadFile() };
        return Current.Find(id) ?? throw new StoreKeyException($"{place.Name} is sealed with the key {id}, which {_file} does not hold");
    }

    static StoreKeyException Forged(Place place) => new($"{place.Name} does not hold what was sealed for it: it was altered, or its key is another one of the same name");

    Keys Current => _keys ?? throw new StoreKeyException("The store's keys were not read yet.");

    /// <summary>Newest: what seals; the ring may have got a newer one that the store does not know yet.</summary>
    sealed record Keys(IReadOnlyList<DataKey> Ring, DataKey Newest, byte[] IndexKey)
    {
        public DataKey? Find(string id) => Ring.FirstOrDefault(k => k.Id == id);
    }
}
