using Gateway.Bus;
using Gateway.CoreBanking;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

[TestFixture]
public sealed class InquiryTests
{
    private const string Account = "6222000000000001";

    private static readonly string Party = PartyKeys.Of(Given.Zhang);

    [Test]
    public async Task All_inquiries_of_a_party_are_answered_in_order()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        bench.Options.InquiryBatch = 2;
        List<OrderKey> orders = [];
        for (var n = 1; n <= 5; n++) orders.Add(await bench.AcceptAsync(Given.Inquiry($"Q{n}")));

        await bench.Inquiries().RunAsync(Party, default, default);

        foreach (var order in orders) Assert.That((await bench.FileAsync(order)).Inquiry!.Accounts.Single().Account.Account, Is.EqualTo(Account));
    }

    [Test]
    public async Task An_inquiry_does_not_wait_for_control_lines()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        var order = await bench.AcceptAsync(Given.Inquiry("Q1"));

        await bench.Inquiries().RunAsync(Party, default, default);

        Assert.That((await bench.FileAsync(order)).Inquiry!.Accounts.Single().Registers.Single().FreezeCount, Is.Zero);
    }

    [Test]
    public async Task Free_money_is_what_claims_and_freezes_leave_and_the_banks_own_holds_are_not_told()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000, Given.Claim("P1", "某公司", 1000)));
        bench.Core.Change(Account, "", r => r with { InternalHoldsMinor = 5000 });
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.RunAllAsync();
        var order = await bench.AcceptAsync(Given.Inquiry("Q1"));

        await bench.Inquiries().RunAsync(Party, default, default);

        var register = (await bench.FileAsync(order)).Inquiry!.Accounts.Single().Registers.Single();
        Assert.That((register.BalanceMinor, register.AvailableMinor, register.FreezeCount, register.Claims.Count), Is.EqualTo((1000000L, 300000L, 1, 1)));
    }

    [Test]
    public async Task Transactions_are_read_only_for_a_stated_period()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        bench.Core.AddTransactions(Account, [new("S1", "汇入", false, "CNY", 100, Given.Start, "某人", "1", "某行")]);
        var without = await bench.AcceptAsync(Given.Inquiry("Q1"));
        var with = await bench.AcceptAsync(Given.Inquiry("Q2", Given.Today, Given.Today));

        await bench.Inquiries().RunAsync(Party, default, default);

        Assert.That((await bench.FileAsync(without)).Inquiry!.Accounts.Single().Registers.Single().Transactions, Is.Empty);
        Assert.That((await bench.FileAsync(with)).Inquiry!.Accounts.Single().Registers.Single().Transactions, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task While_the_core_cannot_answer_the_inquiry_rests_and_is_never_refused()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        var order = await bench.AcceptAsync(Given.Inquiry("Q1"));
        bench.Core.FaultAt = (_, _) => (CoreFault.SentNoAnswer, "TIMEOUT", false);

        Assert.That(await bench.Inquiries().RunAsync(Party, default, default), Is.EqualTo(TimeSpan.FromMilliseconds(bench.Options.RetryFirstMilliseconds)));
        Assert.That((await bench.FileAsync(order)).Inquiry, Is.Null);

        bench.Core.FaultAt = (_, _) => null;
        bench.Retries.Passed(new WorkMessage(WorkTopic.Inquiry, Party));
        await bench.Inquiries().RunAsync(Party, default, default);
        Assert.That((await bench.FileAsync(order)).Inquiry!.Found, Is.True);
        Assert.That(await bench.SetbacksAsync("Q1"), Is.EqualTo(new[] { "Answer 1 core: SentNoAnswer TIMEOUT" }));
    }
}
