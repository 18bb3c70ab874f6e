using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>The payee's account is at another bank: the remittance arrives, or the money comes back and must not be lost to the court.</summary>
internal sealed class ReturnedPaymentTests
{
    private static readonly DateOnly YearEnd = Story.Start.AddYears(1).AddDays(-1);

    private static LineCase Deduction(Story story, decimal? amount, string original = "O1", Measure measure = Measure.Deduct) => story.Case("D1", "F10", new ControlLine
    {
        LineNo = "1", Measure = measure, Account = Story.AccountNo, OriginalOrderNo = original, Amount = amount, Payee = Story.PayeeOf("F10"), RulingNo = "D1号裁定",
        To = measure == Measure.FreezeAndDeduct ? YearEnd : null,
    });

    /// <param name="frozen">Limit of the court's own freeze; null: none.</param>
    private static (Story Story, OffUsPayment Payment) Remitted(decimal? frozen, decimal amount)
    {
        var story = new Story(10000);
        if (frozen is { } limit) story.Freeze("O1", limit);
        return (story, story.Remit(Deduction(story, amount, frozen is null ? "" : "O1")));
    }

    [TestCase(null, 2000, 0)]
    [TestCase(6000, 6000, 600000)]
    [TestCase(6000, 2000, 200000)]
    [TestCase(6000, 8000, 600000)]
    public void A_remittance_knows_how_much_came_out_of_the_court_s_own_freeze(decimal? frozen, decimal amount, long slice)
    {
        var (_, payment) = Remitted(frozen, amount);
        Assert.That((payment.SliceMinor, payment.OwnFreezeId), Is.EqualTo((slice, frozen is null ? null : "zdz:O1:1:1")));
        Assert.That((payment.CourtCode, payment.CourtName, payment.RulingNo, payment.ReturnFreezeId), Is.EqualTo(("F10", "甲市人民法院", "D1号裁定", "zdz:D1:1:1:back")));
    }

    [Test]
    public void While_it_is_under_way_the_answer_is_open_and_says_so()
    {
        var answer = FreezeRegister.UnderWay(Remitted(6000, 2000).Payment.Answer);
        Assert.That((answer.Open, answer.Remark), Is.EqualTo((true, "款项已从账户扣划并汇往收款行，尚待收款行确认，以最终回执为准")));
    }

    [TestCase("", "收款行已确认入账")]
    [TestCase("HV1", "收款行已确认入账，汇划流水 HV1")]
    public void Once_it_arrived_the_answer_names_the_payment_system_s_number(string reference, string remark)
    {
        var answer = FreezeRegister.Arrived(Remitted(6000, 2000).Payment, new PaymentStatus(PaymentState.Paid, reference));
        Assert.That((answer.Open, answer.Remark), Is.EqualTo((false, remark)));
    }

    [Test]
    public void Money_out_of_a_freeze_goes_back_under_it_at_its_rank()
    {
        var (story, payment) = Remitted(6000, 2000);
        story.Freeze("O2", 9000, "F11");
        var (final, answer) = story.SendBack(payment);
        Assert.That(final.Instructions, Is.EqualTo(new CoreInstruction[]
        {
            new ChangeHold(story.Book.Key, "zdz:O1:1:1", "CNY", 600000, YearEnd), new RemoveHold(story.Book.Key, "zdz:D1:1:1:returned"),
        }), "the return's hold goes last: the money is never free");
        Assert.That((final.NewFreeze, final.OriginalFreezeId, story.Limits[0], story.Actuals[1]), Is.EqualTo(((Freeze?)null, "zdz:O1:1:1", (decimal?)6000, (decimal?)4000)));
        Assert.That(story.Book.Deductions.Sum(d => d.AmountMinor), Is.Zero);
        Assert.Multiple(() =>
        {
            Assert.That((answer.Controlled, answer.Reason, answer.ReasonDetail), Is.EqualTo((false, (Reason?)Reason.CoreRefused, "款项被收款行退回（户名不符）")));
            Assert.That((answer.DeductedMinor, answer.NotDeductedMinor), Is.EqualTo(((long?)0, (long?)200000)));
            Assert.That((answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor, answer.Rank, answer.To), Is.EqualTo(((long?)600000, (long?)600000, (long?)0, (int?)1, (DateOnly?)YearEnd)));
            Assert.That((answer.BalanceMinor, answer.AvailableMinor), Is.EqualTo(((long?)1000000, (long?)0)));
            Assert.That(answer.Remark, Is.EqualTo("汇款 2000.00 CNY 被收款行退回，已退回原账户，恢复在原冻结项下，顺位不变"));
            Assert.That(answer.AsOf, Is.EqualTo(story.Live().AsOf));
        });
    }

    [Test]
    public void A_freeze_that_was_used_up_lives_again()
    {
        var (story, payment) = Remitted(6000, 6000);
        Assert.That(story.Book.Freezes.Single().State, Is.EqualTo(FreezeState.UsedUp));
        var (final, _) = story.SendBack(payment);
        Assert.That(final.Instructions[0], Is.EqualTo(new PutHold(story.Book.Key, "zdz:O1:1:1", "CNY", 600000, YearEnd)));
        Assert.That((story.Book.Freezes.Single().State, story.Book.Freezes.Single().LimitMinor), Is.EqualTo((FreezeState.Live, (long?)600000)));
    }

    [Test]
    public void Free_money_stays_frozen_in_the_deduction_s_own_name_and_place()
    {
        var (story, payment) = Remitted(null, 2000);
        story.Freeze("O2", 9000, "F11");
        var (final, answer) = story.SendBack(payment, cause: "");
        var made = final.NewFreeze!;
        Assert.That((made.FreezeId, made.GrantedMinor, made.RankTime, made.Sequence), Is.EqualTo(("zdz:D1:1:1:back", (long?)200000, payment.RankTime, payment.Sequence)));
        Assert.That((made.From, made.GrantedTo), Is.EqualTo((Story.Start, YearEnd)), "a court's longest term for a deposit");
        Assert.That((made.CourtCode, made.CaseNo, made.RulingNo), Is.EqualTo(("F10", "(2026)执D1号", "D1号裁定")));
        Assert.That((final.Changes.Count, final.OriginalFreezeId), Is.EqualTo((0, (string?)null)));
        Assert.That(story.Position.Freezes.Select(f => story.Units(f.ActualMinor)), Is.EqualTo(new decimal?[] { 2000, 8000 }), "before the later court");
        Assert.That(answer.ReasonDetail, Is.EqualTo("款项被收款行退回"));
        Assert.That((answer.RequestedMinor, answer.ActualMinor, answer.Rank), Is.EqualTo(((long?)200000, (long?)200000, (int?)1)));
        Assert.That(answer.Remark, Is.EqualTo($"汇款 2000.00 CNY 被收款行退回，已退回原账户，以本请求名义继续冻结至 {YearEnd:yyyy/MM/dd}"));
    }

    [Test]
    public void Money_out_of_both_goes_back_to_both()
    {
        var (story, payment) = Remitted(6000, 8000);
        var (final, answer) = story.SendBack(payment);
        Assert.That(final.Instructions.OfType<PutHold>().Select(p => (p.HoldId, p.LimitMinor)), Is.EqualTo(new (string, long?)[] { ("zdz:O1:1:1", 600000), ("zdz:D1:1:1:back", 200000) }));
        Assert.That(story.Limits, Is.EqualTo(new decimal?[] { 6000, 2000 }));
        Assert.That((answer.RequestedMinor, answer.NotDeductedMinor), Is.EqualTo(((long?)200000, (long?)800000)), "told is the freeze in the request's own name");
        Assert.That(answer.Remark, Does.EndWith($"分别恢复在原冻结项下、以本请求名义继续冻结至 {YearEnd:yyyy/MM/dd}"));
    }

    [Test]
    public void A_freeze_that_was_released_since_gets_nothing_back()
    {
        var (story, payment) = Remitted(6000, 2000);
        story.Release("R1", "O1");
        var (final, _) = story.SendBack(payment);
        Assert.That((final.NewFreeze?.GrantedMinor, final.Changes.Count), Is.EqualTo(((long?)200000, 0)));
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    public void A_freeze_takes_money_back_to_its_last_day(int daysAfter, bool inTheDeductionsName)
    {
        var (story, payment) = Remitted(6000, 2000);
        var (final, _) = story.GoTo(YearEnd.AddDays(daysAfter)).SendBack(payment);
        Assert.That(final.NewFreeze is not null, Is.EqualTo(inTheDeductionsName));
    }

    [Test]
    public void A_freeze_of_the_whole_account_has_no_limit_to_restore()
    {
        var story = new Story(10000);
        story.FreezeWhole("O1");
        var (final, answer) = story.SendBack(story.Remit(Deduction(story, 2000)));
        Assert.That(final.Instructions.Single(), Is.TypeOf<RemoveHold>());
        Assert.That(final.Changes.Single(), Has.Property("Kind").EqualTo(FreezeChangeKind.Returned).And.Property("AmountMinor").EqualTo(200000));
        Assert.That((answer.WholeAccount, answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor), Is.EqualTo((true, (long?)null, (long?)1000000, (long?)0)));
    }

    [Test]
    public void A_freeze_that_nothing_was_taken_from_is_left_alone()
    {
        var (story, payment) = Remitted(6000, 8000);
        var (final, _) = story.SendBack(payment with { SliceMinor = 0 });
        Assert.That((final.Instructions.Count, final.Changes.Count, final.NewFreeze!.GrantedMinor), Is.EqualTo((2, 0, (long?)800000)));
        Assert.That(final.OriginalFreezeId, Is.Null);
    }

    [Test]
    public void A_debit_of_before_there_were_return_holds_leaves_none_to_take_away()
    {
        var (story, payment) = Remitted(6000, 2000);
        var (final, _) = story.SendBack(payment with { Debit = payment.Debit with { ReturnHold = null } });
        Assert.That(final.Instructions.Single(), Is.TypeOf<ChangeHold>());
    }

    [Test]
    public void The_answer_says_how_much_of_the_limit_the_balance_does_not_reach()
    {
        var (story, payment) = Remitted(6000, 2000);
        story.Withdraw(5000);
        Assert.That(story.SendBack(payment).Answer, Has.Property("ActualMinor").EqualTo(500000).And.Property("BeyondMinor").EqualTo(100000));
    }

    [Test]
    public void What_a_deduction_did_not_reach_before_is_not_reached_after()
    {
        var (story, payment) = Remitted(null, 12000);
        Assert.That((payment.Answer.DeductedMinor, payment.Answer.NotDeductedMinor), Is.EqualTo(((long?)1000000, (long?)200000)));
        Assert.That(story.SendBack(payment).Answer.NotDeductedMinor, Is.EqualTo(1200000));
    }

    [Test]
    public void Where_nothing_was_left_to_deduct_the_sum_alone_is_not_deducted()
    {
        var (story, payment) = Remitted(6000, 2000);
        Assert.That(story.SendBack(payment with { Answer = payment.Answer with { NotDeductedMinor = null } }).Answer.NotDeductedMinor, Is.EqualTo(200000));
    }

    [Test]
    public void An_account_that_cannot_be_seen_any_more_keeps_the_moment_that_was_told()
    {
        var (story, payment) = Remitted(6000, 2000);
        var (_, answer) = story.SendBack(payment, seenAfter: _ => null);
        Assert.That(answer.AsOf, Is.EqualTo(payment.Answer.AsOf).And.Not.Null);
        Assert.That(answer.DeductedMinor, Is.Zero);
    }

    [Test]
    public void An_08_keeps_the_figures_of_its_freeze()
    {
        var story = new Story(10000);
        var payment = story.Remit(Deduction(story, 4000, "", Measure.FreezeAndDeduct));
        var (_, answer) = story.SendBack(payment);
        Assert.That((answer.Controlled, answer.DeductedMinor, answer.NotDeductedMinor), Is.EqualTo((true, (long?)0, (long?)400000)));
        Assert.That((answer.RequestedMinor, answer.ActualMinor, answer.From), Is.EqualTo((payment.Answer.RequestedMinor, payment.Answer.ActualMinor, payment.Answer.From)));
        Assert.That(answer.BalanceMinor, Is.EqualTo(1000000));
    }

    [Test]
    public void Money_that_came_back_counts_as_not_there_until_it_has_its_place()
    {
        static LiveRegister Register(string sub, long balance, params LiveHold[] holds) => new() { Key = new RegisterKey(Story.AccountNo, sub), Currency = "CNY", BalanceMinor = balance, Holds = holds };
        LiveHold Back(string id, long? limit) => new(id + OffUsPayment.ReturnHoldSuffix, limit, YearEnd);
        var plain = Register("1", 500, new LiveHold("a", 100, YearEnd));
        var account = new Story(0).Live() with { Registers = [plain, Register("2", 500, new LiveHold("a", 100, YearEnd), Back("b", 200), Back("c", 70), Back("d", null)), Register("3", 10, Back("e", 20))] };
        Assert.That(OffUsPayment.WithoutReturned(account).Registers.Select(r => r.BalanceMinor), Is.EqualTo(new long[] { 500, 230, 0 }));
        Assert.That(OffUsPayment.WithoutReturned(account with { Registers = [account.Registers[1]] }).Registers.Single().BalanceMinor, Is.EqualTo(230), "beside other holds");
        var untouched = account with { Registers = [plain] };
        Assert.That(OffUsPayment.WithoutReturned(untouched), Is.SameAs(untouched));
    }
}
