using Gateway.Register.Decisions;
using Gateway.Register.Freezes;

namespace Gateway.Register;

// 04 解除冻结 and 05 解除轮候冻结 (C5–C7). No kind of account is protected against being set free.
public static partial class FreezeRegister
{
    private static Decision DecideRelease(LineCase line)
    {
        var refusal = RefuseIdentity(line)
            ?? RefuseCurrency(line)
            ?? (line.Line.Amount is null ? null : RefuseAmount(line)); // C6: an empty JE means the whole
        if (refusal is not null) return Refuse(refusal);

        var original = FindOriginal(line, onlyOne: true);
        if (original.Refusal is not null) return Refuse(original.Refusal);
        var freeze = original.Freeze!;

        // C6: JE is the part that is set free; a freeze of the whole account has no parts.
        var part = AmountOf(line);
        if (part is not null && freeze.WholeAccount) return Refuse(Reason.AmountInvalid, part, freeze.FreezeId);
        if (part > freeze.LimitMinor) return Refuse(Reason.ReleaseExceedsLimit, part, freeze.FreezeId);

        var whole = part is null || part == freeze.LimitMinor;
        return new Decision
        {
            OriginalFreezeId = freeze.FreezeId,
            AskedMinor = part ?? freeze.LimitMinor,
            ActualBeforeDebitMinor = QueueOf(line, line.Live!, LiveOf(line), line.Book).Find(freeze.FreezeId)!.TakeMinor,
            Instructions = whole
                ? [new RemoveHold(line.Book.Key, freeze.HoldId)]
                : [new ChangeHold(line.Book.Key, freeze.HoldId, LiveOf(line).Currency, freeze.LimitMinor - part, freeze.To)],
            Changes = whole
                ? [Change(line, freeze.FreezeId, FreezeChangeKind.Released)]
                : [Change(line, freeze.FreezeId, FreezeChangeKind.ReducedByRelease, part!.Value)],
        };
    }
}
