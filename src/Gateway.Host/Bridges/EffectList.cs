using Gateway.CoreBanking;
using Gateway.Ops.Restores;
using Gateway.Store.Restores;
using Gateway.Worker.Restores;

namespace Gateway.Host.Bridges;

/// <summary>What the core carried out, as the worker lists it, for the console.</summary>
internal sealed class EffectList(EffectListing listing) : IEffectList
{
    public Task<(int Found, CoreFault? Fault, string Code)> RunAsync(Restore restore, string person, CancellationToken cancel) => listing.RunAsync(restore, person, cancel);
}
