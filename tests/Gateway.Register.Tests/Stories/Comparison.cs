using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Tests.Model;

namespace Gateway.Register.Tests.Stories;

/// <summary>Holds what the register says against what the reference says, and against what must always be true (I3–I5).</summary>
internal sealed class Comparison(Story story, ReferenceCourts courts)
{
    private RegisterPosition _before = story.Position;
    private int _journal;

    /// <summary>The position that a line finds, at the time of its service: it is judged at that (16), whoever has come to hold money since.</summary>
    public void BeforeLine(CourtLine line)
    {
        _before = story.PositionAt(line.Service, story.Book);
        _journal = story.Core.Journal.Count;
    }

    /// <summary>The position that the second look of a deduction finds, with the freeze that it begins with (08).</summary>
    public void BeforeSecondLook(CourtLine line) => _before = story.PositionAt(line.Service, FreezeRegister.Apply(story.Book, story.LastDecision!));

    /// <summary>The same register: order, limit, actual, end, rank, available, claims.</summary>
    public void Positions(Ledger ledger)
    {
        var position = story.Position;
        var freezes = ledger.Freezes;
        var same = position.Freezes.Count == freezes.Count
            && story.Units(position.BalanceMinor) == ledger.Balance
            && story.Units(position.AvailableMinor) == ledger.Available
            && Claims(position.Claims, story.Units) == ledger.ClaimsText;
        for (var i = 0; same && i < freezes.Count; i++)
        {
            var (is_, should) = (position.Freezes[i], freezes[i]);
            same = is_.Rank == i + 1 && Name(is_) == should.Name && story.Units(is_.LimitMinor) == should.Want && story.Units(is_.ActualMinor) == should.Take && is_.To == should.To;
        }

        if (same) return;
        var register = $"B {story.Units(position.BalanceMinor)} available {story.Units(position.AvailableMinor)} claims {Claims(position.Claims, story.Units)}: "
            + string.Join(", ", position.Freezes.Select(f => $"{Name(f)} {story.Units(f.ActualMinor)} of {story.Units(f.LimitMinor)} to {f.To}"));
        var reference = $"B {ledger.Balance} available {ledger.Available} claims {ledger.ClaimsText}: "
            + string.Join(", ", freezes.Select(f => $"{f.Name} {f.Take} of {f.Want} to {f.To}"));
        throw new Disagreement($"register:  {register}\nreference: {reference}");
    }

    /// <summary>The same answer to the court.</summary>
    public static void Outcomes(LineAnswer answer, Outcome reference)
    {
        decimal? Units(long? minor) => minor * ReferenceSettings.Smallest(answer.Currency);
        var told = new Outcome
        {
            Controlled = answer.Controlled,
            Reason = CodeOf(answer.Reason),
            Naming = answer.ReasonDetail.Split(' ').Contains(reference.Naming) ? reference.Naming : reference.Naming.Length == 0 ? "" : answer.ReasonDetail,
            Requested = Units(answer.RequestedMinor),
            Actual = Units(answer.ActualMinor),
            Beyond = Units(answer.BeyondMinor),
            Deducted = Units(answer.DeductedMinor),
            NotDeducted = Units(answer.NotDeductedMinor),
            Released = Units(answer.ReleasedMinor),
            From = answer.From,
            To = answer.To,
            Balance = Units(answer.BalanceMinor),
            Available = Units(answer.AvailableMinor),
            Rank = answer.Rank,
            PriorCount = answer.PriorCount,
            LaterCount = answer.LaterCount,
            Prior = string.Join(" ", answer.Prior.Select(f => f.DocumentNo)),
            Later = string.Join(" ", answer.Later.Select(f => f.DocumentNo)),
            Claims = Claims(answer.Claims, Units),
        };
        if (told != reference) throw new Disagreement($"register:  {Brief.Of(told, Nothing)}\nreference: {Brief.Of(reference, Nothing)}");
    }

    /// <summary>I3 and I5, of the register's own words alone.</summary>
    public void Invariants(CourtLine line)
    {
        var after = story.PositionAt(line.Service, story.Book);
        Require(after.HeldMinor + after.Claims.Sum(c => c.TakeMinor) <= Math.Max(0, after.BalanceMinor), "the queue takes more than there is");
        for (var i = 1; i < after.Freezes.Count; i++)
            Require(after.Freezes[i].ActualMinor == 0 || after.Freezes[i - 1].ActualMinor == after.Freezes[i - 1].LimitMinor, "a freeze holds money before an earlier one is full");

        var names = after.Freezes.Select(Name).ToList();
        var stayed = _before.Freezes.Where(f => names.Contains(Name(f))).ToList();
        Require(stayed.Select(Name).SequenceEqual(names.Where(n => stayed.Exists(f => Name(f) == n))), "a rank changed");

        // Whoever was served earlier may come before those who were there: they alone may lose.
        var place = names.IndexOf(line.OrderNo);
        foreach (var then in stayed.Where(f => place < 0 || names.IndexOf(Name(f)) < place))
            Require(Acted(then.OrderNo, line) || after.Freezes[names.IndexOf(Name(then))].ActualMinor >= then.ActualMinor, $"another's actual shrank: {Name(then)}");
        Debits(line, after);
    }

    private void Debits(CourtLine line, RegisterPosition after)
    {
        var debits = story.Core.Journal.Skip(_journal).OfType<Debit>().ToList();
        Require(_before.BalanceMinor - after.BalanceMinor == debits.Sum(d => d.AmountMinor), "money went without a debit");
        foreach (var debit in debits)
        {
            var payee = line with { PayeeAccount = debit.Payee.Account, PayeeName = debit.Payee.Name, Convert = false };
            Require(line.Measure is "06" or "08" && courts.RefusePayee(payee, debit.PayeeCurrency).Length == 0, "a debit went where it must not");
            foreach (var claim in _before.Claims.Where(c => c.ClaimId.Length > 0))
                Require(after.Claims.Any(c => c.ClaimId == claim.ClaimId && c.TakeMinor >= claim.TakeMinor), $"a debit took a claim's money: {claim.ClaimId}");
        }
    }

    /// <summary>A line may lower its own freeze: the one that it names, or that its court has.</summary>
    private static bool Acted(string orderNo, CourtLine line) => orderNo.Length > 0 && (line.OriginalOrder.Length == 0 || line.OriginalOrder == orderNo);

    private static readonly Outcome Nothing = new() { Controlled = false, Reason = "" };

    private static string Name(FreezePosition freeze) => freeze.OrderNo.Length > 0 ? freeze.OrderNo : freeze.DocumentNo;

    private static string Claims(IReadOnlyList<ClaimRecord> claims, Func<long?, decimal?> units)
    {
        var joint = claims.Where(c => c.ClaimId.Length == 0).ToList();
        return string.Join(" ", claims.Where(c => c.ClaimId.Length > 0).Select(c => Ledger.ClaimText(c.ClaimId, units(c.AmountMinor), units(c.TakeMinor)!.Value))
            .Concat(joint.Count == 0 ? [] : [Ledger.ClaimText("joint", null, joint.Sum(c => units(c.TakeMinor)!.Value))]));
    }

    // SealInvalid → SEAL_INVALID.
    private static string CodeOf(Reason? reason) =>
        string.Concat($"{reason}".Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));

    private static void Require(bool holds, string broken)
    {
        if (!holds) throw new Disagreement(broken);
    }
}
