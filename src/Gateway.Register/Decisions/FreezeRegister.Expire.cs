using Gateway.Register.Decisions;
using Gateway.Register.Freezes;

namespace Gateway.Register;

// C8: the bank's own line behind the last day of a freeze. The effect was lost at 24:00 already; this line takes the hold away.
public static partial class FreezeRegister
{
    private static Decision DecideExpiry(LineCase line)
    {
        var freeze = line.Book.Find(line.Line.ExpiringFreezeId);
        Invariant.Require(freeze is not null, "an expiry line names a freeze of its register", line.Line.ExpiringFreezeId);

        // Released, used up, or renewed in the meantime: nothing to do.
        if (!freeze!.Live || freeze.LiveOn(ServiceDate(line))) return new Decision { OriginalFreezeId = freeze.FreezeId };

        return new Decision
        {
            OriginalFreezeId = freeze.FreezeId,
            Instructions = [new RemoveHold(line.Book.Key, freeze.FreezeId)],
            Changes = [Change(line, freeze.FreezeId, FreezeChangeKind.Expired)],
        };
    }
}
