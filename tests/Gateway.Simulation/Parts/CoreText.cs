using Gateway.Register.Decisions;

namespace Gateway.Simulation.Parts;

/// <summary>An instruction with all that it says, in one line.</summary>
internal static class CoreText
{
    public static string Of(CoreInstruction instruction) => instruction switch
    {
        PutHold put => $"hold {put.HoldId} of {Limit(put.LimitMinor)} on {put.Register} to {put.To:yyyy-MM-dd}",
        ChangeHold change => $"hold {change.HoldId} on {change.Register} now {Limit(change.LimitMinor)} to {change.To:yyyy-MM-dd}",
        RemoveHold remove => $"no hold {remove.HoldId} on {remove.Register}",
        Debit debit => $"debit {debit.AmountMinor} from {debit.Register} to {debit.Payee.Account} {debit.PayeeCurrency} out of {string.Join(" + ", debit.Consumes.Select(u => $"{u.HoldId} {u.AmountMinor}"))}",
        _ => instruction.ToString(),
    };

    private static string Limit(long? minor) => minor is { } limit ? limit.ToString(System.Globalization.CultureInfo.InvariantCulture) : "all";
}
