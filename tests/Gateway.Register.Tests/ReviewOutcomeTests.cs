using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>DOMAIN 4, "In review": what the outcome of a review does to each kind of line, in every particular.</summary>
internal sealed class ReviewOutcomeTests
{
    private static readonly Rules Asking = new() { ProtectedAccount = ProtectedAccountRule.Review };

    private static readonly ControlLine Line = new()
    {
        LineNo = "1", Measure = Measure.FreezeAndDeduct, Account = Story.AccountNo, Amount = 6000, To = Story.Start.AddDays(90), Payee = Story.PayeeOf("F10"),
    };

    private static (Decision Decided, RegisterBook After) Outcome(Story story, LineCase line, ReviewVerdict verdict)
    {
        var first = FreezeRegister.Decide(line);
        Assert.That(first.Review, Is.Not.Null, "it is asked about");
        var book = FreezeRegister.Apply(line.Book, first);
        var decided = FreezeRegister.Decide(line with { Book = book, Live = story.Live(), Review = new ReviewOutcome(verdict, "缘由") });
        return (decided, FreezeRegister.Apply(book, decided));
    }

    private static LineCase Noted(Story story, ControlLine line, params OrderNoteKind[] notes) =>
        story.Case("O1", "F10", line) with { Notes = [.. notes.Select(n => new OrderNote(n, n == OrderNoteKind.PayeeNamed ? "1" : "", "依据"))] };

    [Test]
    public void What_was_approved_is_not_asked_about_again()
    {
        var story = new Story(10000, rules: Asking) { Nature = "LC_MARGIN" };
        var (decided, _) = Outcome(story, Noted(story, Line, OrderNoteKind.OfficerNew), ReviewVerdict.Approved);
        Assert.That((decided.Review, decided.Refusal, decided.ThenDebit), Is.EqualTo(((ReviewNeed?)null, (Reason?)null, true)));
    }

    [TestCase(ReviewVerdict.Rejected, null, FreezeState.Live, TestName = "{m}: rejected, only the deduction was in question (C31)")]
    [TestCase(ReviewVerdict.Returned, Reason.ReviewRejected, FreezeState.Released, TestName = "{m}: sent back as a whole")]
    public void What_becomes_of_the_freeze_of_an_08_on_a_margin(ReviewVerdict verdict, Reason? refusal, FreezeState state)
    {
        var story = new Story(10000, rules: Asking) { Nature = "LC_MARGIN" };
        var (decided, after) = Outcome(story, Noted(story, Line), verdict);
        Assert.That((decided.Refusal, after.Freezes.Single().State), Is.EqualTo((refusal, state)));
    }

    [Test]
    public void An_08_on_an_account_that_has_come_under_protection_meanwhile_loses_its_freeze_with_its_rejection()
    {
        var story = new Story(10000, rules: Asking) { Nature = "LC_MARGIN" };
        var line = Noted(story, Line);
        var book = FreezeRegister.Apply(line.Book, FreezeRegister.Decide(line));
        story.Nature = "TREASURY";
        var decided = FreezeRegister.Decide(line with { Book = book, Live = story.Live(), Review = new ReviewOutcome(ReviewVerdict.Rejected, "缘由") });
        Assert.That((decided.Refusal, decided.Changes.Single().Kind), Is.EqualTo(((Reason?)Reason.ReviewRejected, FreezeChangeKind.Released)));
    }

    [Test]
    public void An_08_whose_sub_account_is_gone_meanwhile_is_rejected_all_the_same()
    {
        var story = new Story(10000, rules: Asking, subAccount: "01") { Nature = "LC_MARGIN" };
        var line = Noted(story, Line with { SubAccount = "01" });
        var book = FreezeRegister.Apply(line.Book, FreezeRegister.Decide(line));
        var gone = story.Live() with { Registers = [.. story.Live().Registers.Where(r => r.Key.SubAccount.Length == 0)] };
        var decided = FreezeRegister.Decide(line with { Book = book, Live = gone, Review = new ReviewOutcome(ReviewVerdict.Rejected, "缘由") });
        Assert.That(FreezeRegister.Apply(book, decided).Deductions, Is.Empty);
    }

    [Test]
    public void The_rejection_of_a_line_without_provisional_freeze_takes_nothing_away()
    {
        var story = new Story(10000, rules: Asking) { Nature = "LC_MARGIN" };
        var (decided, _) = Outcome(story, Noted(story, Line with { Measure = Measure.Deduct }), ReviewVerdict.Rejected);
        Assert.That((decided.Refusal, decided.Instructions.Count, decided.Changes.Count), Is.EqualTo(((Reason?)Reason.ReviewRejected, 0, 0)));
    }

    [TestCase(Measure.Freeze, false, 6000, 600000L, TestName = "{m}: a limit")]
    [TestCase(Measure.Freeze, true, 6000, null, TestName = "{m}: a whole account, whose amount means nothing")]
    [TestCase(Measure.FreezeAndDeduct, true, 6000, 600000L, TestName = "{m}: a whole account that is frozen and deducted from")]
    public void What_an_approved_freeze_asked_for(Measure measure, bool whole, decimal amount, long? asked)
    {
        var story = new Story(10000, rules: Asking);
        var (decided, _) = Outcome(story, Noted(story, Line with { Measure = measure, WholeAccount = whole, Amount = amount }, OrderNoteKind.OfficerNew), ReviewVerdict.Approved);
        Assert.That((decided.AskedMinor, decided.OriginalFreezeId), Is.EqualTo((asked, "zdz:O1:1:1")));
    }

    [Test]
    public void An_approved_freeze_stands_though_the_core_knows_the_account_no_more()
    {
        var story = new Story(10000, rules: Asking);
        var line = Noted(story, Line with { Measure = Measure.Freeze }, OrderNoteKind.OfficerNew);
        var book = FreezeRegister.Apply(line.Book, FreezeRegister.Decide(line));
        var decided = FreezeRegister.Decide(line with { Book = book, Live = null, Review = new ReviewOutcome(ReviewVerdict.Approved, "") });
        Assert.That((decided.Refusal, decided.AskedMinor), Is.EqualTo(((Reason?)null, (long?)600000)));
    }

    [TestCase(null, Reason.AccountNotFound, TestName = "{m}: the core knows it no more")]
    [TestCase(AccountStatus.Closed, Reason.AccountClosed, TestName = "{m}: closed")]
    public void C31_an_approved_08_whose_account_is_gone_meanwhile_keeps_its_freeze_and_deducts_nothing(AccountStatus? status, Reason reason)
    {
        var story = new Story(10000, "JPY", Asking);
        var line = Noted(story, Line with { Payee = Story.PayeeOf("F10") }, OrderNoteKind.OfficerNew);
        var book = FreezeRegister.Apply(line.Book, FreezeRegister.Decide(line));
        var gone = status is { } s ? line.Live! with { Status = s } : null;
        var approved = line with { Book = book, Live = gone, Review = new ReviewOutcome(ReviewVerdict.Approved, "") };
        var decided = FreezeRegister.Decide(approved);
        var answer = FreezeRegister.Answer(approved, decided, FreezeRegister.Apply(book, decided), gone, null);
        Assert.That((decided.ThenDebit, answer.Controlled, answer.Reason, answer.DeductedMinor), Is.EqualTo((false, true, (Reason?)reason, (long?)0)));
        Assert.That(Currencies.ToText(answer.NotDeductedMinor!.Value, answer.Currency), Does.StartWith("6000"), "as ordered, though the currency is not known any more");
    }

    [Test]
    public void C13b_a_payee_is_asked_about_only_where_money_goes_to_it()
    {
        var unknown = Line with { Payee = new Payee("甲市人民法院", "", "", "7799") };
        var story = new Story(10000, rules: Asking);
        Assert.That(FreezeRegister.Decide(Noted(story, unknown with { Measure = Measure.Freeze }, OrderNoteKind.PayeeNamed)).Review, Is.Null);
        var need = FreezeRegister.Decide(Noted(story, unknown, OrderNoteKind.PayeeNamed, OrderNoteKind.OfficerNew)).Review!;
        Assert.That(need.Rules, Is.EqualTo(new[] { ReviewRule.UnknownOfficer, ReviewRule.UnknownPayee }));
        Assert.That(need.PayeeCurrency, Is.EqualTo("CNY"), "it would be entered with it");
        Assert.That(FreezeRegister.Decide(Noted(story, Line, OrderNoteKind.OfficerNew)).Review!.PayeeCurrency, Is.Empty, "no payee is in question");
    }
}
