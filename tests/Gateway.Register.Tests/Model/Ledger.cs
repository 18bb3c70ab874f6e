namespace Gateway.Register.Tests.Model;

/// <summary>The account on a day, told from its very beginning (DOMAIN 4). Made for one question and thrown away.</summary>
internal sealed class Ledger
{
    private readonly ReferenceSettings _settings;
    private readonly List<Place> _claims = [];

    public Ledger(ReferenceSettings settings, IEnumerable<Happening> history, DateOnly day)
    {
        _settings = settings;
        foreach (var happening in history) Tell(happening);
        Queue = LineUp(day);
        HandOut();
    }

    public decimal Balance { get; private set; }
    public decimal TakenByCourts { get; private set; }
    public string Nature { get; private set; } = "GENERAL";
    /// <summary>Every freeze that there ever was, in the order in which it was made, but for hand-overs of rank.</summary>
    public List<Place> AllFreezes { get; } = [];
    /// <summary>Who stands in line on that day, with what each takes.</summary>
    public List<Place> Queue { get; }

    public List<Place> Freezes => Queue.FindAll(p => p.Kind == PlaceKind.Freeze);
    public List<Place> Claims => Queue.FindAll(p => p.Kind == PlaceKind.Claim);
    public Place? CoOwners => Queue.Find(p => p.Kind == PlaceKind.CoOwners);

    /// <summary>Each claim with amount and take, its parts together, and what the co-owners take together.</summary>
    public string ClaimsText => string.Join(" ",
        Claims.GroupBy(p => p.Name).Select(c => ClaimText(c.Key, c.Sum(p => p.Want!.Value), c.Sum(p => p.Take)))
            .Concat(Queue.Where(p => p.Kind == PlaceKind.CoOwners).Select(p => ClaimText("joint", null, p.Take))));

    /// <summary>"Free money = the customer's available = max(0, B − Σ all wants)"; C21: with no live freeze the co-owners' part is the customers' too.</summary>
    public decimal Available => Freezes.Count == 0 ? Left(Claims) : Left(Queue);

    /// <summary>What a court may take of the free money: "a deduction still leaves the part alone" (C21); "no deduction takes anything meanwhile" (C17).</summary>
    public decimal Deductible => _settings.AnyClaimBlocks && Claims.Count > 0 ? 0 : Left(Queue);

    public static string ClaimText(string name, decimal? amount, decimal take) => $"{name} {amount:0.##}/{take:0.##}";

    private decimal Left(List<Place> line) => line.Exists(p => p.Want is null) ? 0 : Math.Max(0, Balance - line.Sum(p => p.Want!.Value));

    private void Tell(Happening happening)
    {
        switch (happening)
        {
            case MoneyMoved moved: Balance += moved.Amount; break;
            case ClaimSet claim: SetClaim(claim); break;
            case OtherFroze other:
                AllFreezes.Add(new Place { Kind = PlaceKind.Freeze, Name = other.Name, Want = other.Amount, To = other.To, Time = other.At });
                break;
            case OtherReleased other: Find(other.Name).Released = true; break;
            case CourtFroze froze:
                AllFreezes.Add(new Place
                {
                    Kind = PlaceKind.Freeze, Name = froze.Name, Court = froze.Court, CaseNo = froze.CaseNo, Want = froze.Limit,
                    From = froze.From, To = froze.To, OtherAsset = froze.OtherAsset, Time = froze.RankTime,
                });
                break;
            case CourtRenewed renewed: Find(renewed.Name).To = renewed.To; break;
            case CourtReleased released: LowerOrEnd(Find(released.Name), released.Amount); break;
            case PlacesChanged places: ChangePlaces(Find(places.First), Find(places.Second)); break;
            case CourtChanged changed: Find(changed.Name).Court = changed.Court; break;
            case CourtDeducted deducted: Deduct(deducted); break;
            case NatureSet nature: Nature = nature.Nature; break;
        }
    }

    private Place Find(string name) => AllFreezes.Find(f => f.Name == name)!;

    // C16: each stands where the other stood; "rank, limit and dates" else stay.
    private void ChangePlaces(Place first, Place second)
    {
        (first.Time, second.Time) = (second.Time, first.Time);
        var (at, there) = (AllFreezes.IndexOf(first), AllFreezes.IndexOf(second));
        (AllFreezes[at], AllFreezes[there]) = (second, first);
    }

    // "a rise is an entry of its own at its own time, a fall takes from the latest rise first"
    private void SetClaim(ClaimSet claim)
    {
        decimal Standing() => _claims.Where(p => p.Name == claim.Claim).Sum(p => p.Want!.Value);
        if (claim.Amount > Standing())
        {
            _claims.Add(new Place { Kind = PlaceKind.Claim, Name = claim.Claim, Holder = claim.Holder, Want = claim.Amount - Standing(), Time = claim.At });
        }

        while (claim.Amount < Standing())
        {
            var latest = _claims.FindLast(p => p.Name == claim.Claim)!;
            latest.Want -= Math.Min(latest.Want!.Value, Standing() - claim.Amount);
            if (latest.Want == 0) _claims.Remove(latest);
        }
    }

    private static void LowerOrEnd(Place freeze, decimal? amount)
    {
        if (amount is null || amount == freeze.Want) freeze.Released = true;
        else freeze.Want -= amount;
    }

    // C12: "the limit shrinks by what was deducted"; C11: "a used-up freeze counts as released"; C22: a whole account's goes on.
    private void Deduct(CourtDeducted deducted)
    {
        Balance -= deducted.Slice + deducted.Free;
        TakenByCourts += deducted.Slice + deducted.Free;
        if (deducted.Own is { } own && Find(own).Want is not null) LowerOrEnd(Find(own), deducted.Slice);
    }

    private List<Place> LineUp(DateOnly day)
    {
        // A stable order: of two at one moment the one that was told first stands first (C28).
        var line = _claims.Concat(AllFreezes.Where(f => f.LiveOn(day)))
            .OrderBy(p => _settings.ClaimsAhead && p.Kind == PlaceKind.Claim ? DateTimeOffset.MinValue : p.Time)
            .ThenBy(p => p.Time).ToList();
        if (_settings.Shares.Count == 0) return line;

        var firstFreeze = line.FindIndex(p => p.Kind == PlaceKind.Freeze);
        var at = firstFreeze < 0 ? line.Count : firstFreeze;
        line.Insert(at, new Place { Kind = PlaceKind.CoOwners, Name = "co-owners", Want = CoOwnersPart(Left(line.GetRange(0, at))) });
        return line;
    }

    // C21: "share × (N + all that courts have deducted from this account so far), rounded up to the minor unit, at most N".
    private decimal CoOwnersPart(decimal net)
    {
        var smallest = ReferenceSettings.Smallest(_settings.Currency);
        var unknown = _settings.Shares.Count(s => s is null);
        var known = _settings.Shares.Sum(s => s ?? 0);
        // Of 100 × (unknown + 1) equal pieces, how many are the co-owners'.
        var pieces = known * (unknown + 1) + (100 - known) * unknown;
        var product = (net + TakenByCourts) / smallest * pieces;
        var part = decimal.Floor(product / (100 * (unknown + 1)));
        if (part * 100 * (unknown + 1) < product) part++;
        return Math.Min(part * smallest, net);
    }

    private void HandOut()
    {
        var rest = Math.Max(0, Balance);
        var claimAhead = false;
        foreach (var place in Queue)
        {
            claimAhead |= place.Kind == PlaceKind.Claim;
            // C17: "makes A = 0 while any claim that stands before it lives".
            var blocked = _settings.AnyClaimBlocks && claimAhead && place.Kind == PlaceKind.Freeze;
            place.Take = blocked ? 0 : Math.Min(place.Want ?? rest, rest);
            rest -= place.Take;
        }
    }
}
