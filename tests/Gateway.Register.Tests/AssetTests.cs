using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>Clause 11, C20 and C25: an other asset is controlled through the funds account that its proceeds land in, whichever of the two accounts the line names.</summary>
internal sealed class AssetTests
{
    private const string Holding = "6222004";

    private static readonly ControlLine Freeze =
        new() { LineNo = "1", Measure = Measure.Freeze, AssetKind = AssetKind.OtherAsset, Account = Story.AccountNo, ProductNo = "LC01", Amount = 1000, To = Story.Start.AddYears(3) };

    private static LiveAsset Asset(string linked, string heldBy = Holding) => new("LC01", "某理财", "1000", 100000, "CNY", heldBy, linked) { Manager = "某理财公司" };

    /// <summary>The line names the account that holds the asset.</summary>
    private static LineCase OnHolding(Story story, ControlLine line, string linked, Func<LiveAccount, LiveAccount>? with = null)
    {
        var live = story.Live() with { Account = Holding, Assets = [Asset(linked)], Registers = [story.Live().Registers[0] with { Key = new RegisterKey(Holding, "") }] };
        return story.Case("O1", "F10", line with { Account = Holding }) with { Live = with?.Invoke(live) ?? live, Book = Freezes.RegisterBook.Empty(new RegisterKey(Holding, "")) };
    }

    /// <summary>The same line where it was led to.</summary>
    private static LineCase OnLinked(Story story, ControlLine line) => story.Case("O1", "F10", line with { HoldingAccount = Holding });

    [Test]
    public void Clause_11_a_line_on_the_holding_account_goes_to_the_linked_funds_account_whatever_the_measure()
    {
        foreach (var measure in new[] { Measure.Freeze, Measure.QueuedFreeze, Measure.Renew, Measure.Release, Measure.ReleaseQueued, Measure.Deduct, Measure.FreezeAndDeduct })
        {
            var decision = FreezeRegister.Decide(OnHolding(new Story(0), Freeze with { Measure = measure }, Story.AccountNo));
            Assert.That((decision.RouteTo, decision.Refusal, decision.NewFreeze is null, decision.Instructions.Count), Is.EqualTo((Story.AccountNo, (Reason?)null, true, 0)), $"{measure}");
        }
    }

    [TestCase("P1", "6222001", null)]
    [TestCase("P2", "6222001", "6222002")]
    [TestCase("P1", "6222003", "6222003")]
    public void Clause_11_of_several_products_the_one_that_is_named_counts(string product, string linkedOfP1, string? elsewhere)
    {
        var story = new Story(10000);
        LiveAsset Product(string no, string linked) => new(no, no, "1", 1, "CNY", "某机构", linked);
        var line = story.Case("O1", "F10", Freeze with { ProductNo = product });
        var decision = FreezeRegister.Decide(line with { Live = line.Live! with { Assets = [Product("P1", linkedOfP1), Product("P2", "6222002")] } });
        Assert.That((decision.Refusal, decision.RouteTo, decision.NewFreeze is null), Is.EqualTo(((Reason?)null, elsewhere, elsewhere is not null)));
    }

    [Test]
    public void A_deposit_stays_where_it_is_although_the_account_holds_an_asset() =>
        Assert.That(FreezeRegister.Decide(OnHolding(new Story(0), Freeze with { AssetKind = AssetKind.Deposit, To = Story.Start.AddYears(1) }, Story.AccountNo)).RouteTo, Is.Null);

    [TestCase(AssetKind.Deposit, "")]
    [TestCase(AssetKind.OtherAsset, "LC01")]
    public void C25_units_are_frozen_besides_only_where_the_asset_is_ordered(AssetKind kind, string product)
    {
        var line = new Story(0) { LinkedFundsAccount = Story.AccountNo }.Case("O1", "F10", Freeze with { AssetKind = kind, To = Story.Start.AddYears(1) });
        Assert.That(FreezeRegister.Decide(line).Instructions.OfType<PutHold>().Single().ProductNo, Is.EqualTo(product));
    }

    [TestCase(Measure.Freeze, false)]
    [TestCase(Measure.Renew, false)]
    [TestCase(Measure.Deduct, false)]
    [TestCase(Measure.Release, true, Description = "no kind is protected against being set free")]
    [TestCase(Measure.ReleaseQueued, true)]
    public void A_protected_holding_account_lets_only_releases_on_to_the_linked_one(Measure measure, bool goesOn)
    {
        var decision = FreezeRegister.Decide(OnHolding(new Story(0), Freeze with { Measure = measure }, Story.AccountNo, a => a with { Nature = "TRUST_PROPERTY" }));
        Assert.That((decision.RouteTo, decision.Refusal), Is.EqualTo(goesOn ? (Story.AccountNo, (Reason?)null) : (null, Reason.AccountProtected)));
    }

    [Test]
    public void Who_asks_and_whose_account_it_is_come_first_on_the_holding_account()
    {
        var story = new Story(0);
        Assert.That(FreezeRegister.Decide(OnHolding(story, Freeze, Story.AccountNo, a => a with { Status = AccountStatus.Closed })).Refusal, Is.EqualTo(Reason.AccountClosed));
        Assert.That(FreezeRegister.Decide(OnHolding(story, Freeze, Story.AccountNo, a => a with { Holder = a.Holder with { Name = "李四" } })).Refusal, Is.EqualTo(Reason.HolderMismatch));
        Assert.That(FreezeRegister.Decide(OnHolding(story, Freeze, Story.AccountNo, a => a with { Nature = "TRUST_PROPERTY" })).Refusal, Is.EqualTo(Reason.AccountProtected));
    }

    [Test]
    public void C20_without_a_linked_funds_account_nothing_can_be_frozen()
    {
        var story = new Story(1000);
        Assert.That(FreezeRegister.Decide(OnHolding(story, Freeze, linked: "")).Refusal, Is.EqualTo(Reason.ProductNotFreezable));
        Assert.That(FreezeRegister.Decide(OnHolding(story, Freeze with { ProductNo = "LC99" }, Story.AccountNo)).Refusal, Is.EqualTo(Reason.ProductNotFreezable), "no such product, and no funds account of its own");
        Assert.That(FreezeRegister.Decide(OnLinked(story, Freeze) with { Live = null }).Refusal, Is.EqualTo(Reason.ProductNotFreezable), "the linked account is not here");
        story.Status = AccountStatus.Closed;
        Assert.That(FreezeRegister.Decide(OnLinked(story, Freeze)).Refusal, Is.EqualTo(Reason.ProductNotFreezable), "nor any more");
    }

    [Test]
    public void C25_the_linked_account_is_frozen_up_to_the_amount_for_three_years_at_most_and_the_answer_names_both()
    {
        var story = new Story(300);
        var answer = story.Send(OnLinked(story, Freeze));
        Assert.That((answer.Account, answer.ProductNo, answer.Controlled, answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor), Is.EqualTo((Holding, "LC01", true, (long?)100000, (long?)30000, (long?)70000)));
        Assert.That(answer.Remark, Is.EqualTo($"已限额冻结关联资金账户 {Story.AccountNo}，产品份额未冻结"));
        Assert.That(story.Core.Journal.OfType<PutHold>().Single().ProductNo, Is.EqualTo("LC01"));
        Assert.That(story.Credit(5000).Actuals, Is.EqualTo(new decimal?[] { 1000 }), "proceeds are caught up to the limit");
        Assert.That(FreezeRegister.Decide(OnLinked(story, Freeze with { To = Story.Start.AddYears(3).AddDays(1) }) with { Order = new OrderKey("zdz", "O2", 1) }).Refusal, Is.EqualTo(Reason.TermInvalid));
    }

    [Test]
    public void C25_units_that_the_core_froze_too_are_told()
    {
        var story = new Story(300);
        var line = OnLinked(story, Freeze);
        var decision = FreezeRegister.Decide(line);
        var hold = new LiveHold(line.FreezeId, 100000, Freeze.To!.Value) { UnitsFrozen = true };
        var live = story.Live() with { Registers = [story.Live().Registers[0] with { Holds = [new LiveHold("another court's", 100, hold.To), hold] }] };
        var answer = FreezeRegister.Answer(line, decision, FreezeRegister.Apply(story.Book, decision), live, null);
        Assert.That(answer.Remark, Does.EndWith("产品份额一并冻结"));
    }

    [TestCase(true, "1000")]
    [TestCase(false, "")]
    public void C25_the_receipt_names_who_holds_the_asset_and_the_units_if_they_are_frozen(bool frozen, string units)
    {
        var story = new Story(300);
        var line = OnLinked(story, Freeze);
        var decision = FreezeRegister.Decide(line);
        var hold = new LiveHold(line.FreezeId, 100000, Freeze.To!.Value) { UnitsFrozen = frozen };
        var live = story.Live() with
        {
            Assets = [Asset(Story.AccountNo, "6222009") with { ProductNo = "LC02", Units = "7" }, Asset(Story.AccountNo)],
            Registers = [story.Live().Registers[0] with { Holds = [hold] }],
        };
        var answer = FreezeRegister.Answer(line, decision, FreezeRegister.Apply(story.Book, decision), live, null);
        Assert.That((answer.WealthAccount, answer.Units), Is.EqualTo((Holding, units)));
    }

    [Test]
    public void A_receipt_says_one_remark_behind_the_other()
    {
        var story = new Story(300, "USD");
        var answer = story.Send(OnLinked(story, Freeze with { Measure = Measure.Deduct, Amount = 100, Convert = true, Payee = Story.PayeeOf("F10") }));
        Assert.That(answer.Remark, Is.EqualTo($"按 2026/11/21 10:00:01 买入价 7.1000 折算；关联资金账户 {Story.AccountNo}"));
    }

    [Test]
    public void The_linked_account_may_be_named_itself()
    {
        var story = new Story(300);
        var line = story.Case("O1", "F10", Freeze);
        var answer = story.Send(line with { Live = line.Live! with { Assets = [Asset(Story.AccountNo)] } });
        Assert.That((answer.Account, answer.ActualMinor), Is.EqualTo((Story.AccountNo, (long?)30000)));
    }

    [Test]
    public void A_release_led_to_the_linked_account_ends_the_freeze_there()
    {
        var story = new Story(300);
        story.Send(OnLinked(story, Freeze));
        var answer = story.Send(story.Case("O2", "F10", Freeze with { Measure = Measure.Release, HoldingAccount = Holding, OriginalOrderNo = "O1", Amount = null }));
        Assert.That((answer.Account, answer.ReleasedMinor, answer.Remark), Is.EqualTo((Holding, (long?)100000, $"关联资金账户 {Story.AccountNo}")));
    }

    [Test]
    public void Under_review_people_are_asked_about_a_protected_holding_account_before_the_line_goes_on_and_about_nothing_else()
    {
        var story = new Story(0, rules: new Rules());
        var waits = FreezeRegister.Decide(OnHolding(story, Freeze, Story.AccountNo, a => a with { Nature = "TRUST_PROPERTY" }));
        Assert.That((waits.RouteTo, waits.Review?.Rules.Single()), Is.EqualTo(((string?)null, (ReviewRule?)ReviewRule.ProtectedAccount)));

        var line = OnHolding(story, Freeze, Story.AccountNo, a => a with { Nature = "TRUST_PROPERTY" }) with { Review = new ReviewOutcome(ReviewVerdict.Approved, "") };
        Assert.That(FreezeRegister.Decide(line).RouteTo, Is.EqualTo(Story.AccountNo));
        var noted = OnHolding(story, Freeze, Story.AccountNo) with { Notes = [new OrderNote(OrderNoteKind.OfficerNew, "", "王法官")] };
        Assert.That(FreezeRegister.Decide(noted).RouteTo, Is.EqualTo(Story.AccountNo), "a new officer is asked about where a freeze acts meanwhile");
    }

    [Test]
    public void C31_of_an_asset_in_a_margin_account_an_08_freezes_the_linked_account_and_deducts_nothing()
    {
        var line = Freeze with { Measure = Measure.FreezeAndDeduct, Payee = Story.PayeeOf("F10") };
        var story = new Story(300);
        var routed = FreezeRegister.Decide(OnHolding(story, line, Story.AccountNo, a => a with { Nature = "LC_MARGIN" }));
        Assert.That((routed.RouteTo, routed.Refusal, routed.Review), Is.EqualTo((Story.AccountNo, (Reason?)null, (ReviewNeed?)null)));
        var answer = story.Send(OnLinked(story, line) with { Holding = story.Live() with { Nature = "LC_MARGIN" } });
        Assert.That((answer.Controlled, answer.ActualMinor, answer.DeductedMinor, answer.Reason), Is.EqualTo((true, (long?)30000, (long?)0, (Reason?)Reason.AccountProtected)));
        Assert.That(answer.ReasonDetail, Is.Not.Empty, "the basis");
        var stranger = new Story(300);
        var twice = stranger.Send(OnLinked(stranger, line with { Payee = Story.PayeeOf("F10") with { Account = "7777" } }) with { Holding = stranger.Live() with { Nature = "LC_MARGIN" } });
        Assert.That(twice.Reason, Is.EqualTo(Reason.AccountProtected), "the account's kind comes before the payee (C19)");

        var free = new Story(300);
        Assert.That(free.Send(OnLinked(free, line) with { Holding = free.Live() }).DeductedMinor, Is.EqualTo(30000), "of an asset in an ordinary account it deducts");
        Assert.That(FreezeRegister.Decide(OnHolding(story, line with { Measure = Measure.Deduct }, Story.AccountNo, a => a with { Nature = "LC_MARGIN" })).Refusal, Is.EqualTo(Reason.AccountProtected));
    }

    [Test]
    public void Under_review_people_are_asked_on_the_linked_account_whether_an_08_may_deduct_and_its_freeze_acts_meanwhile()
    {
        var line = Freeze with { Measure = Measure.FreezeAndDeduct, Payee = Story.PayeeOf("F10") };
        var story = new Story(300, rules: new Rules());
        Assert.That(FreezeRegister.Decide(OnHolding(story, line, Story.AccountNo, a => a with { Nature = "LC_MARGIN" })).RouteTo, Is.EqualTo(Story.AccountNo));

        var linked = OnLinked(story, line) with { Holding = story.Live() with { Nature = "LC_MARGIN" } };
        var waits = FreezeRegister.Decide(linked);
        Assert.That((waits.Review?.Rules.Single(), waits.NewFreeze?.LimitMinor), Is.EqualTo(((ReviewRule?)ReviewRule.ProtectedAccount, (long?)100000)));
        var approved = FreezeRegister.Decide(linked with { Book = FreezeRegister.Apply(story.Book, waits), Review = new ReviewOutcome(ReviewVerdict.Approved, "") });
        Assert.That((approved.ThenDebit, approved.ShortfallReason), Is.EqualTo((true, (Reason?)null)));
        Assert.That(FreezeRegister.Decide(linked with { Line = linked.Line with { Measure = Measure.Freeze } }).Review, Is.Null, "a freeze alone is nobody's question");
    }

    [Test]
    public void Another_court_reads_which_product_a_freeze_was_made_for()
    {
        var story = new Story(3000);
        story.Send(OnLinked(story, Freeze));
        var answer = story.Send(story.Case("O2", "F11", new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = 500, To = Story.Start.AddYears(1), ProductNo = "XX" }));
        Assert.That(answer.Prior.Single().ProductNo, Is.EqualTo("LC01"));
        var third = story.Send(story.Case("O3", "F12", new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = 500, To = Story.Start.AddYears(1) }));
        Assert.That(third.Prior.Select(f => f.ProductNo), Is.EqualTo(new[] { "LC01", "" }), "a deposit's freeze was made for none");
    }
}
