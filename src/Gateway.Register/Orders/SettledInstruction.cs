using Gateway.Register.Decisions;

namespace Gateway.Register.Orders;

/// <summary>What two people found that the core did with one instruction of a parked line.</summary>
/// <param name="Stage">The stage and step of its key.</param>
/// <param name="Done">Whether it took effect.</param>
/// <param name="PayeeAmountMinor">A debit with conversion: what arrived, in minor units of the payee's currency; null: the amount debited.</param>
/// <param name="Rate">The rate of a conversion as text; else empty.</param>
/// <param name="At">When it was found out.</param>
public sealed record SettledInstruction(int Stage, int Step, bool Done, long? PayeeAmountMinor, string Rate, DateTimeOffset At)
{
    /// <summary>For a debit that the core itself tells of: its own word. Null: it is people who say so.</summary>
    public DebitConfirmation? Confirmed { get; init; }
}
