using Gateway.Store.Desk;

namespace Gateway.Ops.Parking;

/// <summary>What a person says that the core did with one instruction.</summary>
/// <param name="PayeeAmount">A debit with conversion that was done: what arrived, as decimal text of the payee's currency; else empty.</param>
/// <param name="Rate">The rate of that conversion as text; else empty.</param>
public sealed record StatedInstruction(int Stage, int Step, bool Done, string PayeeAmount = "", string Rate = "");

/// <summary>Why a settlement was not proposed.</summary>
public enum SettlementFault
{
    /// <summary>Nothing of the account waits.</summary>
    NoLine,
    NotParked,
    /// <summary>Nothing is stated, and the line is the bank's own: its cause is cured and it is tried again.</summary>
    OwnLine,
    /// <summary>Nothing is stated, but the core was asked already.</summary>
    AskedAlready,
    NoSuchInstruction,
    /// <summary>A debit with conversion needs what arrived.</summary>
    PayeeAmount,
    /// <summary>A debit with conversion needs its rate.</summary>
    Rate,
    NoteMissing,
}

/// <summary>The task that was opened, or why none was.</summary>
/// <param name="TaskId">0: none.</param>
/// <param name="Stated">Which instruction is wrong.</param>
/// <param name="DeskFault">Why the desk did not take it.</param>
public sealed record SettlementProposal(long TaskId, SettlementFault? Fault, StatedInstruction? Stated, DeskFault? DeskFault)
{
    internal static SettlementProposal Refused(SettlementFault fault, StatedInstruction? stated = null) => new(0, fault, stated, null);
}
