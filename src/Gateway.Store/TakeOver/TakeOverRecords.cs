using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store.Registers;

namespace Gateway.Store.TakeOver;

/// <summary>A freeze of the system before this one, as it goes into the register: its limit is what was left of it, its hold in the core is adopted.</summary>
/// <param name="Party">Whose account it is, as the core has it.</param>
public sealed record TakenOverFreeze(Freeze Freeze, PartyIdentity Party);

/// <summary>What two people decide on when a system is taken over: so many freezes, laid ready under a number, and what goes into the registers with them (null: nothing).</summary>
public sealed record TakeOverSubject(string ImportId, int Freezes, RegisterChange? Registers);

/// <summary>Lays ready what is to be taken over. Nothing of it is seen by any turn before the second person confirms; then all of it is, in one transaction.</summary>
public interface ITakeOverStore
{
    /// <summary>Lays freezes ready, in several transactions; what lay there under the number is thrown away first.</summary>
    /// <param name="freezes">In order of rank within each account.</param>
    Task LayReadyAsync(string importId, IReadOnlyList<TakenOverFreeze> freezes, CancellationToken cancel);

    /// <summary>How many freezes lie ready under a number.</summary>
    Task<int> CountReadyAsync(string importId, CancellationToken cancel);
}
