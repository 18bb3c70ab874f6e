namespace Gateway.Store.Relational;

// A database that is not as it was written: whatever it still says may be wrong, so no order is taken on it and none is decided by it.
public abstract partial class RelationalStore
{
    volatile StoreDamagedException? _damage;

    /// <inheritdoc/>
    public async Task<StoreDamage> FindDamageAsync(CancellationToken cancel)
    {
        if (await _database.FindDamageAsync(cancel).ConfigureAwait(false) is { } damage)
        {
            Remember(new StoreDamagedException($"{_database.Place} is damaged: {damage}"));
            return new StoreDamage(damage, []);
        }

        var extents = await ReadAsync(DocumentIndex.ExtentsAsync, cancel).ConfigureAwait(false);
        return new StoreDamage(null, _archive.Damaged(extents));
    }

    void RequireSound()
    {
        if (_damage is { } damage) throw new StoreDamagedException(damage.Message, damage);
    }

    async Task<T> RememberingAsync<T>(Task<T> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (StoreDamagedException damage)
        {
            Remember(damage);
            throw;
        }
    }

    /// <summary>From here on this process uses the database no more.</summary>
    StoreDamagedException Remember(StoreDamagedException damage)
    {
        if (_damage is null) _log.Damaged(_database.Place, (damage.InnerException ?? damage).Message);
        _damage ??= damage;
        return damage;
    }
}
