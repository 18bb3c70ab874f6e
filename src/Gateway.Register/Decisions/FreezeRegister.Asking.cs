using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Register.Parties;

namespace Gateway.Register;

// Which rules want people to look (DOMAIN 7): those of the law whatever the mode, the bank's own by the measure's mode. All that fire are listed.
public static partial class FreezeRegister
{
    private sealed record Asked(ReviewRule Rule, string Basis);

    /// <summary>What people are asked about an inquiry, of which the whole order waits and nothing of the accounts; null: nothing.</summary>
    public static ReviewNeed? ReviewOfInquiry(Order order, IReadOnlyList<OrderNote> notes, Rules rules)
    {
        var asked = AskedByNotes(notes).ToList();
        if (rules.Review.Inquiry == ReviewMode.Manual) asked.Add(new(ReviewRule.ManualMode, $"{order.OrderNo} 查询"));
        return Need(asked, "");
    }

    private static ReviewNeed? NeedOf(LineCase line, Decision decision)
    {
        var asked = AskedOf(line, decision).ToList();
        return Need(asked, asked.Any(a => a.Rule == ReviewRule.UnknownPayee) ? PayeeCurrency(line) : "");
    }

    private static ReviewNeed? Need(IReadOnlyList<Asked> asked, string payeeCurrency) =>
        asked.Count == 0 ? null : new ReviewNeed([.. asked.Select(a => a.Rule).Distinct()], string.Join("；", asked.Select(a => a.Basis)), payeeCurrency);

    private static IEnumerable<Asked> AskedOf(LineCase line, Decision decision)
    {
        var measure = line.Line.Measure;
        // An 08 whose deduction fails already asks for its freeze alone.
        var deducts = Deducts(measure) && decision.ShortfallReason is null;
        foreach (var note in AskedByNotes(line.Notes)) yield return note;
        var nature = line.Rules.ProtectedKinds.Of(line.Live!.Nature);
        // Whether the deduction of an 08 may be is asked where its freeze acts meanwhile.
        var spared = Spared(nature, Freezes(measure) || measure == Measure.Renew, deducts && !(Freezes(measure) && decision.RouteTo is not null)) ? nature : deducts ? HeldUndeductible(line) : null;
        if (line.Rules.ProtectedAccount == ProtectedAccountRule.Review && spared is not null)
            yield return new(ReviewRule.ProtectedAccount, spared.Exception.Length == 0 ? spared.Basis : $"{spared.Basis}（例外：{spared.Exception}）");
        if (deducts && line.Rules.UnknownPayee == UnknownPayee.Review && IsUnknownButNamed(line))
            yield return new(ReviewRule.UnknownPayee, $"收款账号 {line.Line.Payee!.Account} 未登记，协助执行通知书载明户名 {line.Line.Payee.Name}");
        if (line.Rules.Review.DeductionsAlwaysManual && deducts) yield return new(ReviewRule.DeductionsManual, ReviewRules.Of(ReviewRule.DeductionsManual).Chinese);
        foreach (var byMode in AskedByMode(line, decision)) yield return byMode;
    }

    private static IEnumerable<Asked> AskedByNotes(IReadOnlyList<OrderNote> notes) => notes.Select(n => n.Kind switch
    {
        OrderNoteKind.DocumentUnreadable => new Asked(ReviewRule.UnreadableDocument, n.Detail),
        OrderNoteKind.OfficerNew => new Asked(ReviewRule.UnknownOfficer, n.Detail),
        OrderNoteKind.DocumentMismatch => new Asked(ReviewRule.DocumentMismatch, n.Detail),
        OrderNoteKind.DocumentUnsealed => new Asked(ReviewRule.UnsealedDocument, n.Detail),
        OrderNoteKind.CourtNew => new Asked(ReviewRule.FirstOrder, n.Detail),
        _ => null,
    }).OfType<Asked>();

    /// <summary>Semi and manual alike: who looks at everything is told as well what stands out.</summary>
    private static IEnumerable<Asked> AskedByMode(LineCase line, Decision decision)
    {
        var modes = line.Rules.Review;
        var mode = modes.Of(line.Line.Measure);
        if (mode == ReviewMode.Automatic) yield break;
        if (mode == ReviewMode.Manual) yield return new(ReviewRule.ManualMode, ReviewRules.Of(ReviewRule.ManualMode).Chinese);
        if (IsHalfMatch(line)) yield return new(ReviewRule.PartyMismatch, IdKinds.SameName(line.Live!.Holder, line.Header!.Party) ? "户名一致，证件种类或号码不一致" : "证件种类和号码一致，户名不一致");
        if (AmountBasis(line, decision) is { } amount) yield return new(ReviewRule.AmountAboveThreshold, amount);
        if (new[] { line.Live!.AccountKind, line.Live.Nature }.FirstOrDefault(modes.AccountKinds.Contains) is { } kind) yield return new(ReviewRule.AccountKind, $"账户种类 {kind}");
        if (modes.JointAccount && line.Live.CoOwners.Count > 0) yield return new(ReviewRule.JointAccount, $"共有账户，户主以外共有人 {line.Live.CoOwners.Count} 名");
    }

    /// <summary>What is asked, or for a renewal and a whole release what the freeze is limited to; a whole account is above every threshold.</summary>
    private static string? AmountBasis(LineCase line, Decision decision)
    {
        // The amount of what is led to a linked account is asked about there, in its currency.
        if (decision.RouteTo is not null || line.Live!.Find(line.Line.SubAccount) is not { } live || !line.Rules.Review.AmountsMinor.TryGetValue(live.Currency, out var threshold)) return null;
        var amount = line.Line.Measure == Measure.Renew ? line.Book.Find(decision.OriginalFreezeId)?.LimitMinor : decision.AskedMinor;
        string Text(long minor) => $"{Currencies.ToText(minor, live.Currency)} {live.Currency}";
        return amount is null ? $"账户全部，人工审核限额 {Text(threshold)}" : amount > threshold ? $"金额 {Text(amount.Value)}，人工审核限额 {Text(threshold)}" : null;
    }

    /// <summary>5: the party is the holder in name or in number alone. Refused, unless people are to judge it.</summary>
    private static bool IsHalfMatch(LineCase line)
    {
        var (holder, party) = (line.Live!.Holder, line.Header!.Party);
        return line.Rules.Review.Mismatch && line.Rules.Review.Of(line.Line.Measure) != ReviewMode.Automatic && !IsHolder(line)
            && IdKinds.SameName(holder, party) != line.Rules.IdKinds.SameNumber(holder, party);
    }

    /// <summary>Where an 08 is rejected: whether nothing but its deduction was in question, so that its freeze stays (C31).</summary>
    private static bool OnlyDeductionAsked(LineCase line)
    {
        if (line.Live is null || Spared(line.Rules.ProtectedKinds.Of(line.Live.Nature), freezes: true, deducts: false)) return false;
        return !AskedByNotes(line.Notes).Any() && !AskedByMode(line, new Decision { AskedMinor = line.Live.Find(line.Line.SubAccount) is null ? null : AmountOf(line) }).Any();
    }
}
