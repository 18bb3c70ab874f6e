using Gateway.CoreBanking;
using Gateway.Store.Restores;

namespace Gateway.Ops.Restores;

/// <summary>Asks the core what it carried out that a restored store does not know. Of the worker; the host brings them together.</summary>
public interface IEffectList
{
    /// <returns>How many effects were new, or why the list is not whole.</returns>
    Task<(int Found, CoreFault? Fault, string Code)> RunAsync(Restore restore, string person, CancellationToken cancel);
}
