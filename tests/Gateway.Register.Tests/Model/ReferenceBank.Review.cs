namespace Gateway.Register.Tests.Model;

// "In review" (DOMAIN 4): what people are asked about, what acts meanwhile, and what waits behind it.
internal sealed partial class ReferenceBank
{
    private readonly List<(CourtLine Line, string? Freeze, bool Payee)> _inReview = [];
    private CourtLine? _approved;

    /// <summary>"A release, renewal or deduction in review holds back only lines that name the same freeze"; one that fails before it is looked for names none.</summary>
    public bool HoldsBack(CourtLine line)
    {
        var (failed, onlyOne) = line.Measure switch
        {
            "02" => (First(Asker(line), Currency(line), Kind(line, deducts: false), line.To is null || line.To < line.Day ? "TERM_INVALID" : ""), true),
            "04" or "05" => (First(Asker(line), Currency(line), line.Amount is null ? "" : Amount(line)), true),
            "06" => (First(Asker(line), Currency(line), Kind(line, deducts: true), Amount(line)), false),
            _ => ("names none", false),
        };
        return failed.Length == 0 && Original(line, onlyOne).Freeze is { } freeze && _inReview.Exists(r => r.Freeze == freeze.Name);
    }

    /// <summary>Two people have decided: the line waits for them no more.</summary>
    public void Decided(CourtLine line, bool approved)
    {
        if (approved && _inReview.Exists(r => r.Line == line && r.Payee)) Courts.Enter(line, settings.Currency);
        _inReview.RemoveAll(r => r.Line == line);
    }

    /// <summary>Two people said yes: the line is carried out as things stand now; a freeze stands already.</summary>
    public Outcome Approve(CourtLine line, Action meanwhile)
    {
        _approved = line;
        var outcome = line.Measure switch
        {
            "01" or "03" => Frozen(line),
            "08" => DeductFrozen(line, meanwhile),
            _ => Answer(line, meanwhile)!,
        };
        _approved = null;
        return outcome;
    }

    /// <summary>Two people said no: "rejection removes it like a release"; C31: where only the deduction was in question the freeze stays.</summary>
    public Outcome Reject(CourtLine line)
    {
        if (line.Measure == "08" && !line.NewOfficer)
        {
            var frozen = Frozen(line);
            return frozen with { Reason = "REVIEW_REJECTED", Deducted = 0, NotDeducted = line.Amount };
        }

        if (line.Measure is "01" or "03" or "08") Happens(new CourtReleased(line.OrderNo, null));
        return Refused(line, "REVIEW_REJECTED");
    }

    /// <summary>A line that nothing speaks against waits if a rule wants people to look at it.</summary>
    private bool Waits(CourtLine line, string? freeze, bool paysOut)
    {
        if (_approved == line) return false;
        var spared = settings.ReviewsKinds && On(line.Day).Nature == "LC_MARGIN";
        var payee = paysOut && Courts.AsksAbout(line);
        if (!line.NewOfficer && !(paysOut && spared) && !payee) return false;
        _inReview.Add((line, freeze, payee));
        return true;
    }
}
