namespace Gateway.EndToEnd.Tests.HubTool;

/// <summary>What an order form leaves open.</summary>
internal sealed class DefaultsTests
{
    static readonly CourtForm F10 = new("F10", "甲市人民法院", [new FundForm("88*", "甲市人民法院执行款专户", "CNY")]);
    static readonly CourtForm F11 = new("F11", "乙市人民法院", [new FundForm("9002", "乙市人民法院执行款专户", "CNY")]);

    [Test]
    public void A_freeze_runs_from_today_for_a_year_less_a_day()
    {
        var line = Fill(OrderVerb.Freeze, new LineForm { Account = "1" }).Lines[0];
        Assert.That((line.From, line.To), Is.EqualTo(("2026-11-21", "2027-11-20")));
    }

    [Test]
    public void A_renewal_runs_a_year_from_the_old_end() =>
        Assert.That(Fill(OrderVerb.Renew, new LineForm { Account = "1", Original = "O1" }).Lines[0].To, Is.EqualTo("2029-02-28"));

    [TestCase("8800123", "甲市人民法院执行款专户")]
    [TestCase("9002", "乙市人民法院执行款专户")]
    [TestCase("7777", "甲市人民法院")]
    public void A_payee_is_called_as_registered_or_else_as_the_court(string payee, string name) =>
        Assert.That(Fill(OrderVerb.Deduct, new LineForm { Account = "1", Payee = payee }).Lines[0].PayeeName, Is.EqualTo(name));

    [Test]
    public void The_party_is_the_accounts_holder_or_else_the_standard_person()
    {
        Assert.That(Fill(OrderVerb.Freeze, new LineForm { Account = "1" }).Party!.Name, Is.EqualTo("某公司"));
        Assert.That(Fill(OrderVerb.Freeze, new LineForm { Account = "2" }).Party, Is.EqualTo(Person.Standard));
    }

    [Test]
    public void The_same_order_once_more_takes_from_the_first_what_it_leaves_open()
    {
        var first = Fill(OrderVerb.Freeze, new LineForm { Account = "1", Amount = "5.00" });
        var again = new OrderForm { Verb = OrderVerb.Freeze, Order = "O", Lines = [new LineForm { Amount = "6.00" }] }.Over(first);
        Assert.That((again.CaseNo, again.Lines[0].Account, again.Lines[0].Amount, again.Lines[0].To), Is.EqualTo((first.CaseNo, "1", "6.00", "2027-11-20")));
    }

    static OrderForm Fill(OrderVerb verb, LineForm line) => new OrderDefaults
    {
        Courts = [F10, F11],
        Today = () => new DateOnly(2026, 11, 21),
        HolderOf = account => account == "1" ? new Person("某公司", "24100", "91110000MA0000001X") : null,
        EndOfOriginal = _ => new DateOnly(2028, 2, 29),
    }.Fill(new OrderForm { Verb = verb, Order = "O", Lines = [line] });
}
