using Gateway.CoreBanking;
using Gateway.Ops.Behind;
using Gateway.Store.Restores;

namespace Gateway.Ops.Restores;

/// <summary>A listing that somebody starts from a page: it goes on without it.</summary>
public sealed class CatchUpListing(IEffectList effects, IRestoreStore restores, BehindThePage behind)
{
    private const string Work = "catch-up";

    private volatile Ended? _last;

    public bool IsUnderWay => behind.IsUnderWay(Work);

    /// <summary>Why the last one did not come to its end, fault and code; null: it did, or there was none in this process.</summary>
    public string? LastFault => _last is { Fault: { } fault } last ? $"core: {fault} {last.Code}".TrimEnd() : null;

    /// <summary>The core keeps no list of what it carried out: people compare by hand.</summary>
    public bool IsNotKept => _last is { Fault: not null, Code: CoreCodes.NoJournal };

    /// <summary>Begins one; false: one is under way here, or the store was never restored.</summary>
    public async Task<bool> TryBeginAsync(string person, CancellationToken cancel)
    {
        if (await restores.FindRestoreAsync(cancel).ConfigureAwait(false) is not { } restore) return false;
        return behind.TryBegin(Work, async stop =>
        {
            _last = null;
            var (_, fault, code) = await effects.RunAsync(restore, person, stop).ConfigureAwait(false);
            _last = new Ended(fault, code);
        });
    }

    /// <summary>People compared by hand, for the core keeps no list. False: it does, as far as is known, or the store was never restored.</summary>
    public async Task<bool> EndByHandAsync(string person, CancellationToken cancel)
    {
        if (!IsNotKept || await restores.FindRestoreAsync(cancel).ConfigureAwait(false) is not { } restore) return false;
        await restores.EndListingAsync(restore.RestoreId, person, cancel).ConfigureAwait(false);
        _last = null;
        return true;
    }

    private sealed record Ended(CoreFault? Fault, string Code);
}
