using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register;

// In review (DOMAIN 4, 5, C13b): a line that passed every check, but that people have to look at. A freeze acts meanwhile as a provisional limit freeze at its rank.
public static partial class FreezeRegister
{
    /// <summary>A line that would be refused is not shown to people; one that they approved is not shown to them again.</summary>
    private static Decision WithReview(LineCase line, Decision decision)
    {
        if (line.Header is null || line.Review is not null) return decision;
        // Who is the holder only in part and would be refused anyway is told that alone (5).
        if (decision.Refusal is not null) return line.Live is not null && IsHalfMatch(line) && RefuseDocuments(line) is null && RefuseAccount(line) is null ? Refuse(Reason.HolderMismatch) : decision;
        if (NeedOf(line, decision) is not { } need) return decision;
        // What else people are asked about, they are asked on the linked account, where a freeze acts meanwhile.
        if (decision.RouteTo is not null && !need.Rules.Contains(ReviewRule.ProtectedAccount)) return decision;
        var waits = new Decision { Review = need, OriginalFreezeId = decision.OriginalFreezeId, AskedMinor = decision.AskedMinor };
        // A kind that may not be frozen is not frozen provisionally either.
        return decision.NewFreeze is null || !line.Rules.ProtectedKinds.Of(line.Live!.Nature).MayFreeze ? waits
            : waits with { NewFreeze = decision.NewFreeze, Instructions = decision.Instructions };
    }

    /// <summary>Approved: the provisional freeze stands as it is, and is answered. Null: there is none.</summary>
    private static Decision? Confirm(LineCase line) =>
        line.Approved && line.Book.Find(line.FreezeId) is { } provisional ? new Decision { OriginalFreezeId = line.FreezeId, AskedMinor = AskedOf(line, provisional) } : null;

    /// <summary>
    /// Rejected or sent back: a provisional freeze goes like a released one. Where only the deduction of an 08 was in question, its freeze stays (C31), unless the order goes back as a whole.
    /// </summary>
    private static Decision DecideAgainst(LineCase line, ReviewOutcome review)
    {
        var provisional = line.Book.Find(line.FreezeId) is { Live: true } freeze ? freeze : null;
        if (provisional is not null && review.Verdict == ReviewVerdict.Rejected && line.Line.Measure == Measure.FreezeAndDeduct && OnlyDeductionAsked(line))
            return new Decision { OriginalFreezeId = line.FreezeId, AskedMinor = AskedOf(line, provisional), ShortfallReason = Reason.ReviewRejected, ReasonDetail = review.Detail };
        var refusal = Refuse(new Refusal(Reason.ReviewRejected, review.Detail));
        return provisional is null ? refusal : refusal with
        {
            Instructions = [new RemoveHold(line.Book.Key, line.FreezeId)],
            Changes = [Change(line, line.FreezeId, FreezeChangeKind.Released)],
        };
    }

    /// <summary>JE, which a capped limit does not show (C24).</summary>
    private static long? AskedOf(LineCase line, Freeze provisional) =>
        line.Line.WholeAccount && !Deducts(line.Line.Measure) ? null : line.Live?.Find(line.Line.SubAccount) is null ? provisional.GrantedMinor : AmountOf(line);
}
