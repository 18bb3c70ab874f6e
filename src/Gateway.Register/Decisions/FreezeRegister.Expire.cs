using Gateway.Register.Decisions;
using Gateway.Register.Freezes;

namespace Gateway.Register;

// C8: the bank's own line behind the last day of a freeze. The effect was lost at 24:00 already; this line takes the hold away.
public static partial class FreezeRegister
{
    private static Decision DecideExpiry(LineCase line)
    {
        if (line.Line.ExpiringFreezeId.StartsWith(EnteredFreeze.HoldPrefix, StringComparison.Ordinal)) return DecideEnteredExpiry(line, line.Line.ExpiringFreezeId);
        var freeze = line.Book.Find(line.Line.ExpiringFreezeId);
        Invariant.Require(freeze is not null, "an expiry line names a freeze of its register", line.Line.ExpiringFreezeId);

        // Released, used up, or renewed in the meantime: nothing to do.
        if (!freeze!.Live || freeze.LiveOn(ServiceDate(line))) return new Decision { OriginalFreezeId = freeze.FreezeId };

        return new Decision
        {
            OriginalFreezeId = freeze.FreezeId,
            Instructions = [new RemoveHold(line.Book.Key, freeze.HoldId)],
            Changes = [Change(line, freeze.FreezeId, FreezeChangeKind.Expired)],
        };
    }

    /// <summary>C27: another authority's freeze that people entered, which nobody lifted before its last day was over.</summary>
    private static Decision DecideEnteredExpiry(LineCase line, string holdId) =>
        line.Book.OtherFreezes.FirstOrDefault(f => f.HoldId == holdId) is { } entered && entered.To < ServiceDate(line)
            ? new Decision { EndedOtherFreeze = holdId, Instructions = [new RemoveHold(line.Book.Key, holdId)] }
            : new Decision();
}
