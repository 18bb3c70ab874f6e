namespace Gateway.Register.Tests.Model;

/// <summary>
/// A bank that answers courts by the book (DOMAIN 4–6) and in the simplest way: it keeps nothing but what happened, and tells the whole story of the account anew for each question.
/// Shares no code with the register. Where DOMAIN is silent it follows the list in src/Gateway.Register/README.md.
/// </summary>
internal sealed partial class ReferenceBank(ReferenceSettings settings)
{
    private static readonly string[] NoBalance = ["ACCOUNT_NOT_FOUND", "ACCOUNT_CLOSED", "HOLDER_MISMATCH", "CURRENCY_MISMATCH"];

    private readonly List<Happening> _history = [];

    /// <summary>The courts' accounts, with those that people have entered.</summary>
    public ReferenceCourts Courts { get; } = new(settings.ReviewsPayees);

    public void Happens(Happening happening) => _history.Add(happening);

    /// <summary>The account on a day.</summary>
    public Ledger On(DateOnly day) => new(settings, _history, day);

    /// <summary>Carries the line out and says what the court is told; null: it waits for people.</summary>
    /// <param name="line">The line.</param>
    /// <param name="meanwhile">What happens between the holds of a deduction and its second look (C14e).</param>
    public Outcome? Answer(CourtLine line, Action meanwhile) => line.Measure switch
    {
        "01" or "03" => Freeze(line), // C3b
        "02" => Renew(line),
        "04" or "05" => Release(line), // C3b
        "06" => Deduct(line, meanwhile),
        "07" => Refused(line, First(Asker(line), Currency(line), Kind(line, deducts: true), Amount(line), Courts.RefusePayee(line, settings.Currency), "MEASURE_UNSUPPORTED")), // C32
        _ => FreezeAndDeduct(line, meanwhile),
    };

    private Outcome? Freeze(CourtLine line)
    {
        var refusal = RefuseFreeze(line, line.Whole ? "" : Amount(line));
        if (refusal.Length > 0) return Refused(line, refusal);

        Grant(line);
        return Waits(line, line.OrderNo, paysOut: false) ? null : Frozen(line);
    }

    private Outcome Frozen(CourtLine line)
    {
        var own = On(line.Day).Freezes.Find(f => f.Name == line.OrderNo)!;
        return Told(line, Controlled() with { Requested = own.Want, Actual = own.Take, Beyond = own.Want - own.Take ?? 0, From = own.From, To = own.To }, line.OrderNo);
    }

    private string RefuseFreeze(CourtLine line, string amount) =>
        First(Asker(line), Currency(line), Kind(line, deducts: false), Product(line), amount, Term(line));

    // C24, cap: "limit and DJXE = principal"; a deposit without any principal is frozen as ordered (README).
    private void Grant(CourtLine line)
    {
        var before = On(line.Day);
        var limit = line.Whole ? null : line.Amount;
        if (settings.CapAtPrincipal && before.Nature == "TIME_DEPOSIT" && before.Balance > 0 && limit > before.Balance) limit = before.Balance;
        Happens(new CourtFroze(line.OrderNo, line.Court, line.CaseNo, limit, line.From ?? line.Day, line.To!.Value, line.OtherAsset, line.RankTime));
    }

    private Outcome? Renew(CourtLine line)
    {
        var refusal = First(Asker(line), Currency(line), Kind(line, deducts: false), line.To is null || line.To < line.Day ? "TERM_INVALID" : "");
        if (refusal.Length > 0) return Refused(line, refusal);
        var (freeze, missing) = Original(line, onlyOne: true);
        if (freeze is null) return Refused(line, missing);

        // C9: "old end < new end ≤ old end + 1 year, that day included"; three years for other assets.
        if (line.To <= freeze.To || line.To > YearsLater(freeze.To, freeze.OtherAsset ? 3 : 1)) return Refused(line, "TERM_INVALID");

        if (Waits(line, freeze.Name, paysOut: false)) return null;
        Happens(new CourtRenewed(freeze.Name, line.To!.Value));
        return Told(line, WithFreeze(Controlled(), line, freeze.Name), freeze.Name);
    }

    private Outcome? Release(CourtLine line)
    {
        // C6: "empty … = whole".
        var refusal = First(Asker(line), Currency(line), line.Amount is null ? "" : Amount(line));
        if (refusal.Length > 0) return Refused(line, refusal);
        var (freeze, missing) = Original(line, onlyOne: true);
        if (freeze is null) return Refused(line, missing);

        // A freeze of the whole account has no parts (README); C6: "more than the limit → refuse".
        if (line.Amount is not null && freeze.Want is null) return Refused(line, "AMOUNT_INVALID");
        if (line.Amount > freeze.Want) return Refused(line, "RELEASE_EXCEEDS_LIMIT");

        if (Waits(line, freeze.Name, paysOut: false)) return null;
        Happens(new CourtReleased(freeze.Name, line.Amount));
        var outcome = WithFreeze(Controlled(), line, freeze.Name) with { Released = line.Amount ?? freeze.Want ?? freeze.Take };
        // Of a freeze that is gone there is nothing before or behind.
        return Told(line, outcome, On(line.Day).Freezes.Exists(f => f.Name == freeze.Name) ? freeze.Name : null);
    }

    /// <summary>Requested, actual and beyond of a freeze after an act on it; of one that has ended, 0 (README).</summary>
    private Outcome WithFreeze(Outcome outcome, CourtLine line, string name)
    {
        var freeze = On(line.Day).AllFreezes.Find(f => f.Name == name)!;
        var (limit, actual) = freeze.Released ? (0, 0) : (freeze.Want, freeze.Take);
        return outcome with { Requested = limit, Actual = actual, Beyond = limit - actual ?? 0, From = freeze.From, To = freeze.To };
    }

    private static Outcome Controlled() => new() { Controlled = true, Reason = "" };

    private Outcome Refused(CourtLine line, string reason, string naming = "")
    {
        var outcome = new Outcome { Controlled = false, Reason = reason, Naming = naming };
        // An amount that is none is not repeated (README).
        var amount = AmountFits(line) ? line.Amount : null;
        if (line.Measure is "01" or "03" or "08") outcome = outcome with { Requested = line.Whole ? null : amount, Actual = 0, Beyond = line.Whole ? 0 : amount };
        if (line.Measure is "04" or "05") outcome = outcome with { Released = 0 };
        if (line.Measure is "06" or "07" or "08") outcome = outcome with { Deducted = 0, NotDeducted = amount };
        if (line.DocumentFault.Length > 0 || NoBalance.Contains(reason)) return outcome;

        var now = On(line.Day);
        return outcome with { Balance = now.Balance, Available = now.Available, Claims = now.ClaimsText };
    }

    /// <summary>The account after the act, and who stands before and behind the line's own freeze; own null: nobody is told.</summary>
    private Outcome Told(CourtLine line, Outcome outcome, string? own)
    {
        var after = On(line.Day);
        outcome = outcome with { Balance = after.Balance, Available = after.Available, Claims = after.ClaimsText };
        return own is null ? outcome : Around(line, outcome, after.Freezes, after.Freezes.FindIndex(f => f.Name == own));
    }

    private static Outcome Around(CourtLine line, Outcome outcome, List<Place> freezes, int place) => outcome with
    {
        Rank = place + 1,
        PriorCount = place,
        LaterCount = freezes.Count - place - 1,
        Prior = Names(line, freezes[..place]),
        Later = Names(line, freezes[(place + 1)..]),
    };

    // FIELDS: "never the receiving court's own".
    private static string Names(CourtLine line, List<Place> freezes) => string.Join(" ", freezes.Where(f => f.Court != line.Court).Select(f => f.Name));
}
