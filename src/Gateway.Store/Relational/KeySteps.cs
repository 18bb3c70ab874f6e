using System.Security.Cryptography;
using Gateway.Store.Privacy;

namespace Gateway.Store.Relational;

/// <summary>
/// The register of data keys: each key that seals has a row with the store's index key sealed under it. So a missing or wrong key shows at start, before a value is asked for,
/// and the index key, which never changes, outlives every data key.
/// </summary>
internal static class KeySteps
{
    const int IndexKeyLength = 32;

    /// <summary>Enters the newest key if it is new here, and returns the index key.</summary>
    /// <exception cref="StoreKeyException">A key that the store still needs is missing, or is not the one that sealed.</exception>
    public static async Task<byte[]> EnterAsync(WriteSession session, IReadOnlyList<DataKey> ring)
    {
        var rows = await LiveAsync(session).ConfigureAwait(false);
        byte[]? indexKey = null;
        foreach (var row in rows)
        {
            var key = ring.FirstOrDefault(k => k.Id == row.KeyId)
                ?? throw new StoreKeyException($"values in the store are sealed with the key {row.KeyId}, which the key file does not hold. It may be removed once `gateway privacy reencrypt` says so");
            indexKey = key.Open(row.SealedIndexKey, PlaceOf(row.KeyId).Bytes) ?? throw new StoreKeyException($"the key {row.KeyId} of the key file is not the one that values in the store are sealed with");
        }

        var newest = ring[^1];
        if (rows.Any(r => r.KeyId == newest.Id)) return indexKey!;
        indexKey ??= RandomNumberGenerator.GetBytes(IndexKeyLength);
        var entered = await session.ExecuteAsync(
            "INSERT INTO store_keys (key_id, sealed_index_key, entered_at) SELECT @Id, @sealedKey, @at WHERE NOT EXISTS (SELECT 1 FROM store_keys WHERE key_id = @Id)",
            new { newest.Id, sealedKey = newest.Seal(indexKey, PlaceOf(newest.Id).Bytes), at = session.Now.UtcTicks }).ConfigureAwait(false);
        if (entered == 0) throw new StoreKeyException($"the newest key of the key file, {newest.Id}, is one that was given up: add a new one");
        if (rows.Count > 0) await AuditChain.AppendAsync(session, Audit.KeyEntered(newest.Id)).ConfigureAwait(false);
        return indexKey;
    }

    /// <summary>Whether values of this store were ever sealed.</summary>
    public static async Task<bool> AnyAsync(ReadSession session) => (await LiveAsync(session).ConfigureAwait(false)).Count > 0;

    /// <summary>When the key was entered: from a while after, every process seals with it.</summary>
    public static async Task<DateTimeOffset> EnteredAtAsync(ReadSession session, string keyId) =>
        Columns.Moment(await session.FirstAsync<long>("SELECT entered_at FROM store_keys WHERE key_id = @keyId", new { keyId }).ConfigureAwait(false));

    /// <summary>Gives up all keys but the newest: no value is sealed with them any more.</summary>
    /// <returns>Their names.</returns>
    public static async Task<IReadOnlyList<string>> RetireAsync(WriteSession session, string newest)
    {
        var old = (await LiveAsync(session).ConfigureAwait(false)).Select(r => r.KeyId).Where(id => id != newest).ToList();
        foreach (var keyId in old)
        {
            await session.ExecuteAsync("UPDATE store_keys SET retired_at = @at WHERE key_id = @keyId", new { keyId, at = session.Now.UtcTicks }).ConfigureAwait(false);
            await AuditChain.AppendAsync(session, Audit.KeyRetired(keyId, newest)).ConfigureAwait(false);
        }

        return old;
    }

    static Task<IReadOnlyList<KeyRow>> LiveAsync(ReadSession session) =>
        session.ListAsync<KeyRow>("SELECT key_id AS KeyId, sealed_index_key AS SealedIndexKey FROM store_keys WHERE retired_at IS NULL ORDER BY entered_at, key_id");

    static Place PlaceOf(string keyId) => Place.Of("store_keys.sealed_index_key", keyId);

    sealed record KeyRow
    {
        public string KeyId { get; init; } = "";
        public byte[] SealedIndexKey { get; init; } = [];
    }
}
