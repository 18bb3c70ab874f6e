using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>DOMAIN 4, "In review": what stops for two people, what acts meanwhile, and what their decision does.</summary>
public sealed class ReviewTests
{
    private static readonly Rules Asking = new() { ProtectedAccount = ProtectedAccountRule.Review };

    private static ControlLine Line(Measure measure, decimal amount = 6000) => new()
    {
        LineNo = "1", Measure = measure, Account = Story.AccountNo, Amount = amount, To = Story.Start.AddYears(1).AddDays(-1), Payee = Story.PayeeOf("F10"),
    };

    private static IEnumerable<TestCaseData> Needs()
    {
        yield return Row("a freeze on a kind that is spared", "TREASURY", Measure.Freeze, [], ReviewRule.ProtectedAccount, provisional: false);
        yield return Row("a deduction from a margin", "LC_MARGIN", Measure.Deduct, [], ReviewRule.ProtectedAccount, provisional: false);
        yield return Row("a margin frozen and deducted", "LC_MARGIN", Measure.FreezeAndDeduct, [], ReviewRule.ProtectedAccount, provisional: true);
        yield return Row("a margin frozen", "LC_MARGIN", Measure.Freeze, [], null, provisional: true);
        yield return Row("an ordinary account", "GENERAL", Measure.Freeze, [], null, provisional: true);
        yield return Row("a document without text", "GENERAL", Measure.Freeze, [OrderNoteKind.DocumentUnreadable], ReviewRule.UnreadableDocument, provisional: true);
        yield return Row("a new officer", "GENERAL", Measure.FreezeAndDeduct, [OrderNoteKind.OfficerNew], ReviewRule.UnknownOfficer, provisional: true);
        yield return Row("a new officer and a spared kind", "UNION_DUES", Measure.Freeze, [OrderNoteKind.OfficerNew], ReviewRule.UnknownOfficer, provisional: false);

        static TestCaseData Row(string name, string nature, Measure measure, OrderNoteKind[] notes, ReviewRule? rule, bool provisional) =>
            new TestCaseData(nature, measure, notes, rule, provisional).SetName($"In review: {name}");
    }

    [TestCaseSource(nameof(Needs))]
    public void What_stops_for_people_and_what_acts_meanwhile(string nature, Measure measure, OrderNoteKind[] notes, ReviewRule? rule, bool provisional)
    {
        var story = new Story(10000, rules: Asking) { Nature = nature };
        var decision = FreezeRegister.Decide(story.Case("O1", "F10", Line(measure)) with { Notes = [.. notes.Select(n => new OrderNote(n, "", "依据"))] });
        Assert.That((decision.Refusal, decision.Review?.Rules[0]), Is.EqualTo(((Reason?)null, rule)));
        Assert.That((decision.NewFreeze is not null, decision.Instructions.OfType<PutHold>().Any()), Is.EqualTo((provisional, provisional)));
        Assert.That(decision.Review is null || !decision.ThenDebit, "nothing is debited before people have looked");
    }

    [Test]
    public void What_would_be_refused_is_not_shown_to_people()
    {
        var story = new Story(10000, rules: Asking) { Nature = "TREASURY" };
        var decision = FreezeRegister.Decide(story.Case("O1", "F10", Line(Measure.Freeze) with { Amount = null }));
        Assert.That((decision.Refusal, decision.Review), Is.EqualTo(((Reason?)Reason.AmountMissing, (ReviewNeed?)null)));
    }

    [TestCase(true, true, null)]
    [TestCase(false, true, Reason.PayeeNotRegistered)]
    [TestCase(true, false, Reason.PayeeNotRegistered)]
    public void C13b_an_unknown_payee_is_asked_about_only_if_the_notice_names_it(bool named, bool review, Reason? refusal)
    {
        var story = new Story(10000, rules: new Rules { UnknownPayee = review ? UnknownPayee.Review : UnknownPayee.Refuse });
        var line = story.Case("O1", "F10", Line(Measure.Deduct) with { Payee = new Payee("甲市人民法院", "", "", "7799") });
        var decision = FreezeRegister.Decide(named ? line with { Notes = [new OrderNote(OrderNoteKind.PayeeNamed, "1", "")] } : line);
        Assert.That((decision.Refusal, decision.Review?.Rules[0], decision.Review?.PayeeCurrency), Is.EqualTo((refusal, refusal is null ? ReviewRule.UnknownPayee : (ReviewRule?)null, refusal is null ? "CNY" : null)));
    }

    [TestCase(OrderNoteKind.PayeeNamed, "1", null, TestName = "{m}: its own")]
    [TestCase(OrderNoteKind.PayeeNamed, "2", Reason.PayeeNotRegistered, TestName = "{m}: the notice names another line's")]
    [TestCase(OrderNoteKind.OfficerNew, "1", Reason.PayeeNotRegistered, TestName = "{m}: another note of the line")]
    public void C13b_the_notice_must_name_the_payee_of_the_line(OrderNoteKind kind, string lineNo, Reason? refusal)
    {
        var line = new Story(10000).Case("O1", "F10", Line(Measure.Deduct) with { Payee = new Payee("甲市人民法院", "", "", "7799") });
        Assert.That(FreezeRegister.Decide(line with { Notes = [new OrderNote(kind, lineNo, "")] }).Refusal, Is.EqualTo(refusal));
    }

    [Test]
    public void C13b_an_unknown_payee_that_people_approved_is_paid_as_the_order_says()
    {
        var story = new Story(10000);
        var payee = new Payee("甲市人民法院", "某行", "313100000009", "7799");
        var line = story.Case("O1", "F10", Line(Measure.FreezeAndDeduct) with { Payee = payee });
        story.Send(line with { Notes = [new OrderNote(OrderNoteKind.PayeeNamed, "1", "")], Review = new ReviewOutcome(ReviewVerdict.Approved, "") });
        Assert.That(story.Core.Journal.OfType<Debit>().Single().Payee, Is.EqualTo(payee));
    }

    [Test]
    public void Of_what_was_noted_an_answer_remarks_only_which_documents_had_no_seal_that_was_verified()
    {
        OrderNote[] notes = [new(OrderNoteKind.OfficerNew, "", "王法官"), new(OrderNoteKind.DocumentUnsealed, "", "甲"), new(OrderNoteKind.DocumentTrusted, "", "乙")];
        Assert.That(FreezeRegister.RemarkOf(notes), Is.EqualTo("甲；乙"));
    }

    [TestCase("TREASURY", "国库库款")]
    [TestCase("MIGRANT_WORKER_WAGES", "农民工工资专用账户资金（保障农民工工资支付条例第三十三条）（例外：为支付本项目农民工工资）")]
    public void People_read_why_the_kind_is_spared_and_what_exception_it_has(string nature, string basis)
    {
        var line = new Story(10000, rules: Asking) { Nature = nature }.Case("O1", "F10", Line(Measure.Freeze));
        Assert.That(FreezeRegister.Decide(line).Review!.Basis, Is.EqualTo(basis));
    }

    [TestCase(Measure.Renew, true)]
    [TestCase(Measure.Release, false, Description = "no kind is protected against being set free")]
    public void On_a_kind_that_came_under_protection_a_renewal_is_asked_about_and_a_release_is_not(Measure measure, bool asked)
    {
        var story = new Story(10000, rules: Asking);
        story.Freeze("O1", 6000, with: l => l with { To = Story.Start.AddDays(90) });
        story.Nature = "BANKRUPTCY_DEBTOR";
        var decision = FreezeRegister.Decide(story.Case("O2", "F10", Line(measure) with { OriginalOrderNo = "O1" }));
        Assert.That((decision.Refusal, decision.Review?.Rules.Single()), Is.EqualTo(((Reason?)null, asked ? ReviewRule.ProtectedAccount : (ReviewRule?)null)));
    }

    [Test]
    public void Another_courts_payee_is_never_asked_about()
    {
        var line = new Story(10000).Case("O1", "F10", Line(Measure.Deduct) with { Payee = Story.PayeeOf("F11") });
        Assert.That(FreezeRegister.Decide(line with { Notes = [new OrderNote(OrderNoteKind.PayeeNamed, "1", "")] }).Refusal, Is.EqualTo(Reason.PayeeNotRegistered));
    }

    [TestCase(Measure.Freeze, ReviewVerdict.Approved, null, FreezeState.Live)]
    [TestCase(Measure.Freeze, ReviewVerdict.Rejected, Reason.ReviewRejected, FreezeState.Released)]
    [TestCase(Measure.Freeze, ReviewVerdict.Returned, Reason.ReviewRejected, FreezeState.Released)]
    [TestCase(Measure.FreezeAndDeduct, ReviewVerdict.Rejected, Reason.ReviewRejected, FreezeState.Released)]
    public void What_people_decide_becomes_of_the_provisional_freeze(Measure measure, ReviewVerdict verdict, Reason? refusal, FreezeState state)
    {
        var story = new Story(10000, rules: Asking);
        var line = story.Case("O1", "F10", Line(measure)) with { Notes = [new OrderNote(OrderNoteKind.OfficerNew, "", "依据")] };
        var book = FreezeRegister.Apply(line.Book, FreezeRegister.Decide(line));
        var decided = FreezeRegister.Decide(line with { Book = book, Sequence = line.Sequence + 1, Review = new ReviewOutcome(verdict, "缘由") });
        var after = FreezeRegister.Apply(book, decided);
        Assert.That((decided.Refusal, after.Find(line.FreezeId)!.State), Is.EqualTo((refusal, state)));
        Assert.That(decided.Instructions.OfType<PutHold>(), Is.Empty, "the hold is there already");
        Assert.That(decided.ReasonDetail, Is.EqualTo(verdict switch { ReviewVerdict.Approved => "", ReviewVerdict.Returned => "退回：缘由", _ => "缘由" }));
    }

    [Test]
    public void C31_where_only_the_deduction_was_in_question_its_rejection_leaves_the_freeze()
    {
        var story = new Story(3000, rules: Asking) { Nature = "LC_MARGIN" };
        var line = story.Case("O1", "F10", Line(Measure.FreezeAndDeduct, 10000));
        var book = FreezeRegister.Apply(line.Book, FreezeRegister.Decide(line));
        var decided = FreezeRegister.Decide(line with { Book = book, Review = new ReviewOutcome(ReviewVerdict.Rejected, "担保未解除") });
        var answer = FreezeRegister.Answer(line with { Book = book }, decided, FreezeRegister.Apply(book, decided), story.Live(), null);
        Assert.That(
            (answer.Controlled, answer.Reason, answer.RequestedMinor, answer.ActualMinor, answer.DeductedMinor, answer.NotDeductedMinor),
            Is.EqualTo((true, (Reason?)Reason.ReviewRejected, (long?)1000000, (long?)300000, (long?)0, (long?)1000000)));
    }
}
