namespace Gateway.Register.Tests.Model;

// C11–C15, C17–C19, C21–C23, C31.
internal sealed partial class ReferenceBank
{
    private Outcome? Deduct(CourtLine line, Action meanwhile)
    {
        var refusal = First(Asker(line), Currency(line), Kind(line, deducts: true), Amount(line));
        if (refusal.Length > 0) return Refused(line, refusal);
        var asked = line.Amount!.Value;

        // C14d: "one that names an ended one → as C14; one that names none that exists, or another court's → refuse".
        var (original, missing) = Original(line, onlyOne: false);
        var named = line.OriginalOrder.Length > 0 || line.OriginalCase.Length > 0;
        if (named && missing is ("ORIGINAL_FREEZE_NOT_FOUND" or "ORIGINAL_FREEZE_OF_OTHER_COURT")) return Refused(line, missing);
        // C14, require-freeze.
        if (original is null && settings.RequireFreeze) return Refused(line, "ORIGINAL_FREEZE_NOT_FOUND");

        refusal = Courts.RefusePayee(line, settings.Currency);
        if (refusal.Length > 0) return Refused(line, refusal);

        // C14b: "own slice first, then free money". C14e: "free money is first held in the core, then read again, then debited".
        var own = original?.Name;
        var first = On(line.Day);
        var held = Math.Min(asked - Slice(first, own, asked), Free(first));
        if (Slice(first, own, asked) + held == 0) return Nothing(line, own);
        if (Waits(line, own, paysOut: true)) return null;
        meanwhile();
        var second = On(line.Day);
        var slice = Slice(second, own, asked);
        var free = Math.Min(Math.Min(asked - slice, held), Free(second));
        if (slice + free == 0) return Nothing(line, own);

        var place = second.Freezes.FindIndex(f => f.Name == own);
        var (reason, naming) = slice + free == asked ? ("", "") : WhyNot(second, own);
        Happens(new CourtDeducted(own, slice, free));
        var outcome = Controlled() with { Reason = reason, Naming = naming, Deducted = slice + free, NotDeducted = asked - slice - free };
        if (own is not null) outcome = WithFreeze(outcome, line, own);
        return AroundDeduction(line, Told(line, outcome, null), second.Freezes, place);
    }

    private Outcome? FreezeAndDeduct(CourtLine line, Action meanwhile)
    {
        // A whole account is not deducted without an amount (README).
        var refusal = RefuseFreeze(line, Amount(line));
        if (refusal.Length > 0) return Refused(line, refusal);

        // C31: "if the deduction fails, for its payee too, the freeze is made and stays, deducted 0 with the reason".
        Grant(line);
        return Waits(line, line.OrderNo, paysOut: First(Kind(line, deducts: true), Courts.RefusePayee(line, settings.Currency)).Length == 0) ? null : DeductFrozen(line, meanwhile);
    }

    private Outcome DeductFrozen(CourtLine line, Action meanwhile)
    {
        var asked = line.Amount!.Value;
        var reason = First(Kind(line, deducts: true), Courts.RefusePayee(line, settings.Currency));
        var naming = "";
        if (reason.Length == 0) meanwhile();
        var frozen = On(line.Day);
        var place = frozen.Freezes.FindIndex(f => f.Name == line.OrderNo);
        var actual = frozen.Freezes[place].Take;
        var slice = reason.Length == 0 ? Math.Min(asked, actual) : 0;
        if (reason.Length == 0 && slice < asked) (reason, naming) = WhyNot(frozen, line.OrderNo);
        var limit = frozen.Freezes[place].Want;
        if (slice > 0) Happens(new CourtDeducted(line.OrderNo, slice, 0));

        var outcome = Controlled() with
        {
            Reason = reason,
            Naming = naming,
            Requested = limit,
            Actual = actual,
            Beyond = limit - actual ?? 0,
            Deducted = slice,
            NotDeducted = asked - slice,
            From = line.From ?? line.Day,
            To = line.To,
        };
        return AroundDeduction(line, Told(line, outcome, null), frozen.Freezes, place);
    }

    private static decimal Slice(Ledger ledger, string? own, decimal asked) => Math.Min(asked, ledger.Freezes.Find(f => f.Name == own)?.Take ?? 0);

    private decimal Free(Ledger ledger) => settings.RequireFreeze ? 0 : ledger.Deductible;

    /// <summary>Nothing could be deducted: the line is refused, and who stands before it is told if that is why.</summary>
    private Outcome Nothing(CourtLine line, string? own)
    {
        var now = On(line.Day);
        var (reason, naming) = WhyNot(now, own);
        var refused = Refused(line, reason, naming);
        return reason == "PRIOR_FREEZE" ? AroundDeduction(line, refused, now.Freezes, now.Freezes.FindIndex(f => f.Name == own)) : refused;
    }

    /// <summary>Before and behind the place of its own freeze, even if that is used up now and has no rank any more; without one all others stand before it.</summary>
    private Outcome AroundDeduction(CourtLine line, Outcome outcome, List<Place> freezes, int place)
    {
        if (place < 0) return outcome with { PriorCount = freezes.Count, Prior = Names(line, freezes) };
        var usedUp = !On(line.Day).Freezes.Exists(f => f.Name == freezes[place].Name);
        var around = Around(line, outcome, freezes, place);
        return usedUp ? around with { Rank = null } : around;
    }

    /// <summary>C14c: "the first that applies".</summary>
    private (string Reason, string Naming) WhyNot(Ledger ledger, string? own)
    {
        if (ledger.Freezes.Find(f => f.Name != own && f.Take > 0) is { } freeze) return ("PRIOR_FREEZE", freeze.Name);
        if (ledger.Claims.Find(c => c.Take > 0) is { } claim) return ("PRIORITY_CLAIM", claim.Holder);
        if (ledger.CoOwners is { Take: > 0 }) return ("PRIORITY_CLAIM", "");
        if (settings.RequireFreeze && ledger.Available > 0) return ("DEDUCTION_EXCEEDS_FREEZE", "");
        return ("INSUFFICIENT_FUNDS", "");
    }
}
