using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>DOMAIN 7: automatic, semi-automatic and manual review, and which rules fire in each.</summary>
public sealed class ReviewModeTests
{
    private static ControlLine Line(Measure measure, decimal? amount = 6000) => new()
    {
        LineNo = "1", Measure = measure, Account = Story.AccountNo, Amount = amount, To = Story.Start.AddYears(1).AddDays(-1), Payee = Story.PayeeOf("F10"),
    };

    private static Rules With(Measure measure, ReviewMode mode, bool deductionsManual = false) => new()
    {
        Review = new ReviewModes
        {
            Measures = new Dictionary<Measure, ReviewMode> { [measure] = mode },
            DeductionsAlwaysManual = deductionsManual,
            AmountsMinor = new Dictionary<string, long> { ["CNY"] = 600_000 },
            AccountKinds = new HashSet<string> { "对公活期" },
        },
    };

    private static LineCase Case(Story story, ControlLine line, string accountKind = "", PartyIdentity? party = null, params OrderNoteKind[] notes)
    {
        var made = story.Case("O1", "F10", line);
        return made with
        {
            Live = made.Live! with { AccountKind = accountKind },
            Header = made.Header! with { Party = party ?? made.Header.Party },
            Notes = [.. notes.Select(n => new OrderNote(n, "", "依据"))],
        };
    }

    private static IEnumerable<TestCaseData> Firing()
    {
        yield return Row("automatic: large, joint, of any kind", Measure.Freeze, ReviewMode.Automatic, 9000, "对公活期", joint: true);
        yield return Row("semi: an amount at the threshold", Measure.Freeze, ReviewMode.Semi, 6000);
        yield return Row("semi: an amount above it", Measure.Freeze, ReviewMode.Semi, 6000.01m, rules: ReviewRule.AmountAboveThreshold);
        yield return Row("semi: a deduction above it", Measure.Deduct, ReviewMode.Semi, 7000, rules: ReviewRule.AmountAboveThreshold);
        yield return Row("semi: a whole account", Measure.Freeze, ReviewMode.Semi, null, rules: ReviewRule.AmountAboveThreshold);
        yield return Row("semi: an account kind", Measure.Freeze, ReviewMode.Semi, 10, "对公活期", rules: ReviewRule.AccountKind);
        yield return Row("semi: a joint account", Measure.Freeze, ReviewMode.Semi, 10, joint: true, rules: ReviewRule.JointAccount);
        yield return Row("semi: all that fire are listed", Measure.Freeze, ReviewMode.Semi, 9000, "对公活期", joint: true, rules: [ReviewRule.AmountAboveThreshold, ReviewRule.AccountKind, ReviewRule.JointAccount]);
        yield return Row("semi: another measure's mode says nothing", Measure.QueuedFreeze, ReviewMode.Semi, 9000, of: Measure.Freeze);
        yield return Row("manual", Measure.Freeze, ReviewMode.Manual, 10, rules: ReviewRule.ManualMode);
        yield return Row("manual, and what stands out", Measure.Freeze, ReviewMode.Manual, 9000, rules: [ReviewRule.ManualMode, ReviewRule.AmountAboveThreshold]);
        yield return Row("deductions always, automatic", Measure.Deduct, ReviewMode.Automatic, 10, deductionsManual: true, rules: ReviewRule.DeductionsManual);
        yield return Row("deductions always, and not freezes", Measure.Freeze, ReviewMode.Automatic, 10, deductionsManual: true);

        static TestCaseData Row(string name, Measure measure, ReviewMode mode, decimal? amount, string kind = "", bool joint = false, bool deductionsManual = false, Measure? of = null, params ReviewRule[] rules) =>
            new TestCaseData(measure, of ?? measure, mode, amount, kind, joint, deductionsManual, rules).SetName($"Review: {name}");
    }

    [TestCaseSource(nameof(Firing))]
    public void Every_rule_that_fires_is_listed(Measure measure, Measure of, ReviewMode mode, decimal? amount, string kind, bool joint, bool deductionsManual, ReviewRule[] rules)
    {
        var story = new Story(20000, rules: With(of, mode, deductionsManual)) { CoOwners = joint ? [new CoOwner("李四", 0.1m)] : [] };
        var decision = FreezeRegister.Decide(Case(story, Line(measure, amount) with { WholeAccount = amount is null }, kind));
        Assert.That((decision.Refusal, decision.Review?.Rules ?? []), Is.EqualTo(((Reason?)null, rules)));
        Assert.That(decision.NewFreeze is not null, Is.EqualTo(measure != Measure.Deduct), "a freeze acts meanwhile");
    }

    [Test]
    public void A_renewal_and_a_whole_release_weigh_what_their_freeze_is_limited_to()
    {
        foreach (var measure in new[] { Measure.Renew, Measure.Release })
        {
            var story = new Story(20000, rules: With(measure, ReviewMode.Semi));
            story.Freeze("A1", 7000);
            var decision = FreezeRegister.Decide(story.Case("O1", "F10", Line(measure, null) with { OriginalOrderNo = "A1", To = Story.Start.AddYears(2).AddDays(-2) }));
            Assert.That((decision.Review?.Rules.Single(), decision.OriginalFreezeId, decision.Instructions.Count), Is.EqualTo(((ReviewRule?)ReviewRule.AmountAboveThreshold, "zdz:A1:1:1", 0)), measure.ToString());
        }
    }

    [TestCase("张三", "999", ReviewMode.Semi, true)]
    [TestCase("张三丰", "110101199001010011", ReviewMode.Semi, true)]
    [TestCase("张三", "999", ReviewMode.Manual, true)]
    [TestCase("张三", "999", ReviewMode.Automatic, false)]
    [TestCase("李四", "999", ReviewMode.Semi, false)]
    public void Rule_5_a_party_that_agrees_in_part_is_shown_to_people_and_nothing_is_told_before(string name, string idNumber, ReviewMode mode, bool asked)
    {
        var line = Case(new Story(20000, rules: With(Measure.Freeze, mode)), Line(Measure.Freeze, 10), party: new PartyIdentity(name, "10100", idNumber));
        var decision = FreezeRegister.Decide(line);
        Assert.That((decision.Refusal, decision.Review?.Rules.Contains(ReviewRule.PartyMismatch) ?? false), Is.EqualTo((asked ? (Reason?)null : Reason.HolderMismatch, asked)));
        if (!asked) return;

        var book = FreezeRegister.Apply(line.Book, decision);
        var rejected = line with { Book = book, Sequence = line.Sequence + 1, Review = new ReviewOutcome(ReviewVerdict.Rejected, "非同一人") };
        var against = FreezeRegister.Decide(rejected);
        var told = FreezeRegister.Answer(rejected, against, FreezeRegister.Apply(book, against), line.Live, null);
        Assert.That((told.Controlled, told.Reason, told.BalanceMinor, told.Claims.Count), Is.EqualTo((false, (Reason?)Reason.ReviewRejected, (long?)null, 0)));

        var approved = line with { Book = book, Sequence = line.Sequence + 1, Review = new ReviewOutcome(ReviewVerdict.Approved, "") };
        var final = FreezeRegister.Decide(approved);
        Assert.That(FreezeRegister.Answer(approved, final, FreezeRegister.Apply(book, final), line.Live, null).ActualMinor, Is.EqualTo(1000));
    }

    [Test]
    public void Who_is_the_holder_in_part_only_is_told_that_where_another_check_fails_too()
    {
        var line = Case(new Story(20000, rules: With(Measure.Freeze, ReviewMode.Semi)), Line(Measure.Freeze, -1), party: Story.Holder with { IdNumber = "999" });
        Assert.That(FreezeRegister.Decide(line).Refusal, Is.EqualTo(Reason.HolderMismatch));
        Assert.That(FreezeRegister.Answer(line, FreezeRegister.Decide(line), line.Book, line.Live, null).BalanceMinor, Is.Null);
    }

    [TestCase(ReviewMode.Automatic, true, true)]
    [TestCase(ReviewMode.Semi, true, true)]
    [TestCase(ReviewMode.Manual, true, false)]
    [TestCase(ReviewMode.Manual, false, false)]
    public void C31_a_rejected_08_keeps_its_freeze_only_if_nothing_but_its_deduction_was_asked_about(ReviewMode mode, bool deductionsManual, bool stays)
    {
        var story = new Story(20000, rules: With(Measure.FreezeAndDeduct, mode, deductionsManual));
        var line = Case(story, Line(Measure.FreezeAndDeduct, 10));
        var book = FreezeRegister.Apply(line.Book, FreezeRegister.Decide(line));
        var decided = FreezeRegister.Decide(line with { Book = book, Sequence = line.Sequence + 1, Review = new ReviewOutcome(ReviewVerdict.Rejected, "缘由") });
        Assert.That((decided.Refusal is null, FreezeRegister.Apply(book, decided).Find(line.FreezeId)!.State), Is.EqualTo((stays, stays ? FreezeState.Live : FreezeState.Released)));
    }

    [TestCase(ReviewMode.Automatic, new OrderNoteKind[0], new ReviewRule[0])]
    [TestCase(ReviewMode.Semi, new OrderNoteKind[0], new ReviewRule[0])]
    [TestCase(ReviewMode.Semi, new[] { OrderNoteKind.CourtNew, OrderNoteKind.DocumentMismatch }, new[] { ReviewRule.FirstOrder, ReviewRule.DocumentMismatch })]
    [TestCase(ReviewMode.Automatic, new[] { OrderNoteKind.OfficerNew, OrderNoteKind.PayeeNamed }, new[] { ReviewRule.UnknownOfficer })]
    [TestCase(ReviewMode.Manual, new[] { OrderNoteKind.CourtNew }, new[] { ReviewRule.FirstOrder, ReviewRule.ManualMode })]
    public void An_inquiry_is_asked_about_as_a_whole(ReviewMode mode, OrderNoteKind[] notes, ReviewRule[] rules)
    {
        var header = new Story(1).Case("Q1", "F10", Line(Measure.Freeze)).Header! with { Kind = OrderKind.Inquiry, Lines = [] };
        var need = FreezeRegister.ReviewOfInquiry(header, [.. notes.Select(n => new OrderNote(n, "", "依据"))], new Rules { Review = new ReviewModes { Inquiry = mode } });
        Assert.That(need?.Rules ?? [], Is.EqualTo(rules));
    }

    [Test]
    public void Every_rule_has_a_code_and_a_text()
    {
        Assert.That(ReviewRules.All.Select(r => r.Rule), Is.EqualTo(Enum.GetValues<ReviewRule>()));
        Assert.That(ReviewRules.All.Select(r => r.Code), Is.Unique.And.All.Match("^[A-Z_]+$"));
        Assert.That(ReviewRules.All.Select(r => r.Chinese), Is.Unique.And.All.Not.Empty);
    }
}
