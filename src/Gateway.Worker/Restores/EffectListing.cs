using Gateway.CoreBanking;
using Gateway.Store;
using Gateway.Store.Restores;

namespace Gateway.Worker.Restores;

/// <summary>Holds what the core has carried out against what the store knows.</summary>
public sealed class EffectListing(IRestoreStore restores, IStore store, ICoreBanking core)
{
    /// <summary>The clocks of core and gateway may be so far apart.</summary>
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(10);

    /// <summary>Lists what a restored store does not know; accounts that it concerns stand still.</summary>
    /// <returns>How many effects were new, or why the list is not whole.</returns>
    public async Task<(int Found, CoreFault? Fault, string Code)> RunAsync(Restore restore, string person, CancellationToken cancel)
    {
        var found = 0;
        var cursor = "";
        do
        {
            var read = await core.ReadOperationsAsync(restore.TakenAt - ClocksApart, cursor, cancel).ConfigureAwait(false);
            if (!read.Ok) return (found, read.Fault, read.Code);
            found += await restores.RecordEffectsAsync(restore.RestoreId, Effects(read.Value!), cancel).ConfigureAwait(false);
            cursor = read.Value!.NextCursor;
        }
        while (cursor.Length > 0);
        await restores.EndListingAsync(restore.RestoreId, person, cancel).ConfigureAwait(false);
        return (found, null, "");
    }

    /// <summary>Whether the core has done what nobody noted: then the store is older than it should be, though nobody said that it was restored.</summary>
    /// <returns>How many such effects the first pages show, or why it is not known.</returns>
    public async Task<(int Unknown, CoreFault? Fault, string Code)> LookAsync(CancellationToken cancel)
    {
        var since = (await store.ReadClockAsync(cancel).ConfigureAwait(false)).LastArrival;
        var read = await core.ReadOperationsAsync(since, "", cancel).ConfigureAwait(false);
        if (!read.Ok) return (0, read.Fault, read.Code);
        return ((await restores.UnknownAsync([.. read.Value!.Operations.Select(o => o.Key)], cancel).ConfigureAwait(false)).Count, null, "");
    }

    private static List<CoreEffect> Effects(OperationPage page) =>
        [.. page.Operations.Select(o => new CoreEffect(o.Key, o.Register, o.Kind, o.HoldId, o.Currency, o.AmountMinor, o.Debit, o.At))];
}
