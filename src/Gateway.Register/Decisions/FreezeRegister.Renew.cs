using Gateway.Register.Decisions;
using Gateway.Register.Freezes;

namespace Gateway.Register;

// 02 继续冻结 (10; C9, C10): the end moves; rank, limit and actual stay. JE and the order's start date mean nothing here.
public static partial class FreezeRegister
{
    private static Decision DecideRenewal(LineCase line)
    {
        var refusal = RefuseIdentity(line)
            ?? RefuseCurrency(line)
            ?? RefuseProtected(line, deducts: false)
            ?? RefusePastEnd(line);
        if (refusal is not null) return Refuse(refusal);

        var original = FindOriginal(line, onlyOne: true);
        if (original.Refusal is not null) return Refuse(original.Refusal);
        var freeze = original.Freeze!;

        // Old end < new end ≤ old end + 1 year (other assets: 3), that day included; 29 February → 28 February.
        var to = line.Line.To!.Value;
        if (to <= freeze.To || to > freeze.To.AddMonths(line.Rules.Terms.Court.MonthsFor(freeze.AssetKind))) return Refuse(Reason.TermInvalid, null, freeze.FreezeId);

        return new Decision
        {
            OriginalFreezeId = freeze.FreezeId,
            Instructions = [new ChangeHold(line.Book.Key, freeze.HoldId, LiveOf(line).Currency, freeze.LimitMinor, to)],
            Changes = [Change(line, freeze.FreezeId, FreezeChangeKind.Renewed, to: to)],
        };
    }

    private static Refusal? RefusePastEnd(LineCase line) =>
        line.Line.To is { } to && to >= ServiceDate(line) ? null : Reason.TermInvalid;
}
