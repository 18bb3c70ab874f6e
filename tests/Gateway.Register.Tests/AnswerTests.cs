using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>What a court is told, and what it is not.</summary>
internal sealed class AnswerTests
{
    [Test]
    public void A_refused_freeze_answers_actual_nothing_and_everything_beyond()
    {
        var answer = new Story(10000).Freeze("O1", 6000, with: l => l with { To = null });
        Assert.That((answer.Controlled, answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor, answer.BalanceMinor), Is.EqualTo((false, (long?)600000, (long?)0, (long?)600000, (long?)1000000)));
        var whole = new Story(10000).Freeze("O1", null, with: l => l with { WholeAccount = true, To = null });
        Assert.That((whole.RequestedMinor, whole.ActualMinor, whole.BeyondMinor), Is.EqualTo(((long?)null, (long?)0, (long?)0)));
    }

    [TestCase("1.001")]
    [TestCase("0")]
    [TestCase("-5")]
    public void An_amount_that_is_none_is_not_repeated(string amount)
    {
        var answer = new Story(10000).FreezeAndDeduct("O1", decimal.Parse(amount));
        Assert.That((answer.Reason, answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor), Is.EqualTo(((Reason?)Reason.AmountInvalid, (long?)null, (long?)0, (long?)null)));
        Assert.That((answer.DeductedMinor, answer.NotDeductedMinor), Is.EqualTo(((long?)0, (long?)null)));
    }

    // B 10 000, queue F10 6 000, F11 4 000, F12 5 000. What each is told of the others: prior, later, rank.
    [TestCase("F10", "O1", 6000, 0, 2, null, Description = "used up: the others stood behind it, not before it")]
    [TestCase("F10", "O1", 2000, 0, 2, 1)]
    [TestCase("F11", "O2", 4000, 1, 1, null)]
    [TestCase("F12", "O3", 1000, 2, 0, 3, Description = "refused: its own freeze does not stand before itself")]
    [TestCase("F12", "", 1000, 3, 0, null, Description = "without a freeze of its own all are prior")]
    public void A_deduction_lists_what_stands_before_and_behind_its_own_freeze(string court, string original, int amount, int prior, int later, int? rank)
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000, "F10");
        story.Freeze("O2", 4000, "F11");
        story.Freeze("O3", 5000, "F12");
        var answer = story.Deduct("O4", original, amount, court);
        Assert.That((answer.PriorCount, answer.LaterCount, answer.Rank), Is.EqualTo((prior, later, rank)));
        Assert.That(answer.Prior.Count + answer.Later.Count, Is.EqualTo(2), "the two that are not its own court's");
        Assert.That(answer.Later.Select(f => f.DocumentNo), Is.EqualTo(new[] { "O2号裁定", "O3号裁定" }.TakeLast(later)));
    }

    [Test]
    public void C31_a_freeze_that_its_own_deduction_uses_up_still_names_the_prior_ones()
    {
        var story = new Story(10000).OtherFreeze(6000, "某公安局", "X1");
        var answer = story.FreezeAndDeduct("O1", 4000);
        Assert.That((answer.DeductedMinor, answer.PriorCount, answer.LaterCount, answer.Rank), Is.EqualTo(((long?)400000, 1, 0, (int?)null)));
        Assert.That(answer.Prior.Single().DocumentNo, Is.EqualTo("X1"));
    }

    [Test]
    public void Whoever_names_the_wrong_holder_learns_nothing_of_the_account()
    {
        var story = new Story(10000).Claim("P1", 100).OtherFreeze(200);
        var line = story.Case("O1", "F10", new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = 5, To = story.Today });
        var answer = story.Send(line with { Header = line.Header! with { Party = Story.Holder with { Name = "李四" } } });
        Assert.Multiple(() =>
        {
            Assert.That(answer.Reason, Is.EqualTo(Reason.HolderMismatch));
            Assert.That((answer.BalanceMinor, answer.AvailableMinor), Is.EqualTo(((long?)null, (long?)null)));
            Assert.That(answer.Prior, Is.Empty);
            Assert.That(answer.Claims, Is.Empty);
        });
    }

    [Test]
    public void A_failed_document_review_answers_without_a_look_at_the_account()
    {
        var story = new Story(10000);
        var line = story.Case("O1", "F10", new ControlLine { LineNo = "1", Measure = Measure.Deduct, Account = Story.AccountNo, Amount = 5 });
        var answer = story.Send(line with { Live = null, DocumentRefusal = Reason.DocumentMissing, DocumentRefusalDetail = "RULING" });
        Assert.That((answer.Controlled, answer.Reason, answer.ReasonDetail, answer.BalanceMinor), Is.EqualTo((false, (Reason?)Reason.DocumentMissing, "RULING", (long?)null)));
        Assert.That((answer.DeductedMinor, answer.NotDeductedMinor), Is.EqualTo(((long?)0, (long?)500)));
    }

    [Test]
    public void A_currency_mismatch_answers_in_the_orders_currency_and_shows_no_balance_in_it()
    {
        var answer = new Story(10000).Freeze("O1", 500, with: l => l with { Currency = "JPY" });
        Assert.That((answer.Currency, answer.RequestedMinor, answer.BalanceMinor), Is.EqualTo(("JPY", (long?)500, (long?)null)));
    }

    [Test]
    public void The_courts_own_freezes_count_but_are_not_listed_and_nobodys_order_number_is()
    {
        var story = new Story(10000).OtherFreeze(100, "某公安局", "X1");
        story.Freeze("O1", 1000, "F10");
        story.Freeze("O2", 1000, "F11");
        var answer = story.Freeze("O3", 1000, "F10");
        Assert.That((answer.PriorCount, answer.LaterCount, answer.Rank), Is.EqualTo((3, 0, (int?)4)));
        Assert.That(answer.Prior.Select(p => (p.Rank, p.Authority, p.DocumentNo)), Is.EqualTo(new[] { (1, "某公安局", "X1"), (3, "乙市人民法院", "O2号裁定") }));
    }

    [Test]
    public void An_inquiry_sees_the_register_as_its_court_may()
    {
        var story = new Story(10000).Claim("P1", 500).OtherFreeze(100, "某公安局", "X1");
        story.CoOwners = [new CoOwner("李四", null)];
        story.Freeze("O1", 1000, "F10");
        story.Freeze("O2", 1000, "F11");
        var live = story.Live();
        var seen = FreezeRegister.Describe(live, live.Registers[0], story.Book, "F10", story.Now, story.Rules);
        Assert.Multiple(() =>
        {
            Assert.That((seen.BalanceMinor, seen.AvailableMinor, seen.FreezeCount), Is.EqualTo((1000000L, 265000L, 3)));
            Assert.That(seen.Freezes.Select(f => f.Authority), Is.EqualTo(new[] { "某公安局", "乙市人民法院" }));
            Assert.That(seen.Claims.Select(c => (c.No, c.Holder, c.AmountMinor, c.TakeMinor)), Is.EqualTo(new (int, string, long?, long)[] { (1, "某公司", 50000, 50000), (2, "李四", null, 475000) }));
        });
    }

    [Test]
    public void An_expired_freeze_is_not_seen_although_its_expiry_line_has_not_run()
    {
        var story = new Story(10000);
        story.Freeze("O1", 1000, with: l => l with { To = Story.Start });
        story.GoTo(Story.Start.AddDays(1));
        var live = story.Live();
        Assert.That(FreezeRegister.Describe(live, live.Registers[0], story.Book, "F11", story.Now, story.Rules).FreezeCount, Is.Zero);
        Assert.That(story.Freeze("O2", 500, "F11").Rank, Is.EqualTo(1));
    }

    [Test]
    public void The_receipt_says_what_the_core_confirmed_or_nothing()
    {
        var story = new Story(10000);
        var line = story.Case("O1", "F10", new ControlLine { LineNo = "1", Measure = Measure.Deduct, Account = Story.AccountNo, Amount = 5, Payee = Story.PayeeOf("F10") });
        var held = story.Live() with { Registers = [story.Live().Registers[0] with { Holds = [new LiveHold("zdz:O1:1:1:take", 500, story.Today)] }] };
        var final = FreezeRegister.DecideDebit(line, FreezeRegister.Decide(line), held);
        var wrong = new DebitConfirmation(499, 499, "CNY", "", story.Now);
        Assert.That(() => FreezeRegister.Answer(line, final, FreezeRegister.Apply(story.Book, final), held, wrong), Throws.TypeOf<InvariantBrokenException>());
    }
}
