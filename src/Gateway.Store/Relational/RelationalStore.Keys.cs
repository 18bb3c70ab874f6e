using Gateway.Store.Archive;
using Gateway.Store.Batching;
using Gateway.Store.Privacy;

namespace Gateway.Store.Relational;

// The data keys: read at start, changed while the store is open.
public abstract partial class RelationalStore : IStoreKeys
{
    static readonly TimeSpan RestBetweenPages = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    public TimeSpan NoticedWithin => TimeSpan.FromSeconds(_privacy.NoticeSeconds);

    /// <inheritdoc/>
    public async Task<string> RefreshKeysAsync(CancellationToken cancel)
    {
        RequireOpened();
        if (_database.Cipher is { On: true } cipher) await UseAsync(cipher, cancel).ConfigureAwait(false);
        return _database.Cipher.Newest;
    }

    /// <inheritdoc/>
    public async Task<ReencryptResult> ReencryptAsync(Action<string, long> progress, CancellationToken cancel)
    {
        var newest = await RefreshKeysAsync(cancel).ConfigureAwait(false);
        if (newest.Length == 0) throw new StoreKeyException("Privacy:Encryption is off: there is no key to seal with");
        var sealing = await ReadAsync(s => KeySteps.EnteredAtAsync(s, newest), cancel).ConfigureAwait(false) + NoticedWithin;
        if (sealing - _clock.GetUtcNow() is { Ticks: > 0 } wait) await Task.Delay(wait, _clock, cancel).ConfigureAwait(false);
        var values = 0L;
        foreach (var column in SealedColumns.All)
        {
            var some = await PagesAsync(null, (s, after) => ReencryptSteps.ColumnAsync(s, column, after), cancel).ConfigureAwait(false);
            progress($"{column.Table}.{column.Column}", some);
            values += some;
        }

        var parties = await PagesAsync(null, ReencryptSteps.PartyKeysAsync, cancel).ConfigureAwait(false);
        progress("orders.party_key", parties);
        var documents = await ReencryptArchiveAsync(newest, cancel).ConfigureAwait(false);
        progress("archive", documents);
        var retired = await WriteAsync(s => KeySteps.RetireAsync(s, newest), cancel).ConfigureAwait(false);
        var (removed, left) = await RemoveSegmentsAsync(cancel).ConfigureAwait(false);
        return new ReencryptResult(values + parties + documents, retired, removed, left);
    }

    /// <summary>The key that this party's inquiries wait under.</summary>
    internal string PartyKeyOf(Register.Orders.PartyIdentity party) => _database.Cipher.PartyKeyOf(party);

    /// <exception cref="StoreKeyException">The keys do not fit this store.</exception>
    async Task OpenKeysAsync(CancellationToken cancel)
    {
        if (_privacy.Encryption == PrivacyOptions.Off)
        {
            await using var session = await _database.BeginReadAsync(cancel).ConfigureAwait(false);
            if (await KeySteps.AnyAsync(session).ConfigureAwait(false)) throw new StoreKeyException("the store holds sealed values: Privacy:Encryption cannot be off");
            return;
        }

        var file = _privacy.KeyFile;
        if (file.Length == 0) KeyFile.Ensure(file = Path.Combine(_directory, KeyFile.Standard), _clock.GetUtcNow());
        var cipher = new RowCipher(file);
        await UseAsync(cipher, cancel).ConfigureAwait(false);
        _database.Cipher = _archive.Cipher = cipher;
    }

    async Task UseAsync(RowCipher cipher, CancellationToken cancel)
    {
        var ring = cipher.ReadFile();
        cipher.Use(ring, await _writer.RunAsync(s => KeySteps.EnterAsync(s, ring), cancel).ConfigureAwait(false));
    }

    async Task<long> ReencryptArchiveAsync(string newest, CancellationToken cancel)
    {
        var moved = 0L;
        for (var after = ""; ;)
        {
            var page = await ReadAsync(s => DocumentIndex.PageAsync(s, after, ReencryptSteps.PageLength), cancel).ConfigureAwait(false);
            foreach (var document in page)
            {
                var at = document.Location;
                var stored = await _archive.ReadStoredAsync(document.Key, at, cancel).ConfigureAwait(false);
                if (RowCipher.KeyOf(stored) == newest) continue;
                var next = await _archive.AppendAsync(document.Key, _database.Cipher.Open(Place.Document(document.Key), stored)).ConfigureAwait(false);
                await WriteNamingAsync([next], s => DocumentIndex.MoveAsync(s, document.Key, at, next), Urgency.Ordinary, cancel).ConfigureAwait(false);
                _archive.Indexed([document.Key]);
                moved++;
            }

            if (page.Count < ReencryptSteps.PageLength) return moved;
            after = page[^1].Key;
        }
    }

    /// <summary>Files of the archive that no row names. One that a process may still write to stays: it is about to be named.</summary>
    async Task<(int Removed, int Left)> RemoveSegmentsAsync(CancellationToken cancel)
    {
        var named = (await ReadAsync(DocumentIndex.SegmentsAsync, cancel).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        return _archive.RemoveAllBut(named);
    }

    async Task<long> PagesAsync(ReencryptSteps.RowKey? from, Func<WriteSession, ReencryptSteps.RowKey?, Task<ReencryptSteps.Page>> step, CancellationToken cancel)
    {
        var changed = 0L;
        while (true)
        {
            var after = from;
            var page = await WriteAsync(s => step(s, after), cancel).ConfigureAwait(false);
            changed += page.Changed;
            if (page.Last is null) return changed;
            from = page.Last;
            // Courts' orders get their turn at the writer.
            await Task.Delay(RestBetweenPages, _clock, cancel).ConfigureAwait(false);
        }
    }
}
