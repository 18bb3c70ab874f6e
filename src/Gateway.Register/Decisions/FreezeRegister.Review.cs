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
        if (line.Header is null || line.Review is not null || decision.Refusal is not null || NeedOf(line, decision) is not { } need) return decision;
        // What else people are asked about, they are asked on the linked account, where a freeze acts meanwhile.
        if (decision.RouteTo is not null && !need.Rules.Contains(ReviewRule.ProtectedAccount)) return decision;
        var waits = new Decision { Review = need, OriginalFreezeId = decision.OriginalFreezeId, AskedMinor = decision.AskedMinor };
        // A kind that may not be frozen is not frozen provisionally either.
        return decision.NewFreeze is null || !line.Rules.ProtectedKinds.Of(line.Live!.Nature).MayFreeze ? waits
            : waits with { NewFreeze = decision.NewFreeze, Instructions = decision.Instructions };
    }

    private static ReviewNeed? NeedOf(LineCase line, Decision decision)
    {
        var measure = line.Line.Measure;
        // An 08 whose deduction fails already asks for its freeze alone.
        var deducts = Deducts(measure) && decision.ShortfallReason is null;
        var asked = new List<(ReviewRule Rule, string Basis)>();
        asked.AddRange(line.Notes.Where(n => n.Kind == OrderNoteKind.DocumentUnreadable).Select(n => (ReviewRule.UnreadableDocument, n.Detail)));
        asked.AddRange(line.Notes.Where(n => n.Kind == OrderNoteKind.OfficerNew).Select(n => (ReviewRule.UnknownOfficer, n.Detail)));
        var nature = line.Rules.ProtectedKinds.Of(line.Live!.Nature);
        if (line.Rules.ProtectedAccount == ProtectedAccountRule.Review && Spared(nature, Freezes(measure) || measure == Measure.Renew, deducts))
            asked.Add((ReviewRule.ProtectedAccount, nature.Exception.Length == 0 ? nature.Basis : $"{nature.Basis}（例外：{nature.Exception}）"));
        if (deducts && line.Rules.UnknownPayee == UnknownPayee.Review && IsUnknownButNamed(line))
            asked.Add((ReviewRule.UnknownPayee, $"收款账号 {line.Line.Payee!.Account} 未登记，协助执行通知书载明户名 {line.Line.Payee.Name}"));
        return asked.Count == 0 ? null : new ReviewNeed([.. asked.Select(a => a.Rule).Distinct()], string.Join("；", asked.Select(a => a.Basis)),
            asked.Any(a => a.Rule == ReviewRule.UnknownPayee) ? PayeeCurrency(line) : "");
    }

    /// <summary>Approved: the provisional freeze stands as it is, and is answered. Null: there is none.</summary>
    private static Decision? Confirm(LineCase line) =>
        line.Approved && line.Book.Find(line.FreezeId) is { } provisional ? new Decision { OriginalFreezeId = line.FreezeId, AskedMinor = AskedOf(line, provisional) } : null;

    /// <summary>
    /// Rejected or sent back: a provisional freeze goes like a released one. Where only the deduction of an 08 was in question, its freeze stays (C31), unless the order goes back as a whole.
    /// </summary>
    private static Decision DecideAgainst(LineCase line, ReviewOutcome review)
    {
        var detail = review.Verdict == ReviewVerdict.Returned ? $"退回：{review.Note}" : review.Note;
        var provisional = line.Book.Find(line.FreezeId) is { Live: true } freeze ? freeze : null;
        if (provisional is not null && review.Verdict == ReviewVerdict.Rejected && line.Line.Measure == Measure.FreezeAndDeduct && OnlyDeductionAsked(line))
            return new Decision { OriginalFreezeId = line.FreezeId, AskedMinor = AskedOf(line, provisional), ShortfallReason = Reason.ReviewRejected, ReasonDetail = detail };
        var refusal = Refuse(new Refusal(Reason.ReviewRejected, detail));
        return provisional is null ? refusal : refusal with
        {
            Instructions = [new RemoveHold(line.Book.Key, line.FreezeId)],
            Changes = [Change(line, line.FreezeId, FreezeChangeKind.Released)],
        };
    }

    /// <summary>JE, which a capped limit does not show (C24).</summary>
    private static long? AskedOf(LineCase line, Freeze provisional) =>
        line.Line.WholeAccount && !Deducts(line.Line.Measure) ? null : line.Live?.Find(line.Line.SubAccount) is null ? provisional.GrantedMinor : AmountOf(line);

    private static bool OnlyDeductionAsked(LineCase line) =>
        line.Live is not null && !Spared(line.Rules.ProtectedKinds.Of(line.Live.Nature), freezes: true, deducts: false)
        && !line.Notes.Any(n => n.Kind is OrderNoteKind.DocumentUnreadable or OrderNoteKind.OfficerNew);
}
