using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using static Gateway.CoreBanking.Tests.Simulator.SharedSimulator;

namespace Gateway.CoreBanking.Tests.Simulator;

/// <summary>Debits by order of a court: the money and the holds move in one step.</summary>
public sealed class DebitTests
{
    string _account = "";

    [SetUp]
    public async Task SetAccount()
    {
        _account = NewAccount();
        await Bank.SetAsync(_account, "10000.00", subAccounts: new[] { new { no = "01", currency = "USD", kind = "CASH", balance = "500.00" } });
        await Execute(Samples.Put(300_000, "own", register: Key("")), "put-own");
        await Execute(Samples.Put(200_000, "take", register: Key("")), "put-take");
    }

    [Test]
    public async Task A_debit_takes_the_money_and_lowers_its_holds()
    {
        var confirmed = await Execute(Debit(450_000, new("own", 300_000), new("take", 150_000)), "debit");
        Assert.That(confirmed.Debit, Is.EqualTo(new DebitConfirmation(450_000, 450_000, "CNY", "", confirmed.At)));
        var register = await Read("");
        Assert.That(register.BalanceMinor, Is.EqualTo(550_000));
        Assert.That(register.Holds, Is.EqualTo(new[] { new LiveHold("take", 50_000, Samples.To) }), "a hold at zero is gone");
        Assert.That(await Bank.WithdrawableAsync(_account), Is.EqualTo("5000.00"));
    }

    [Test]
    public async Task An_unlimited_hold_stays_unlimited()
    {
        await Execute(Samples.Put(null, "whole", "USD", Key("01")), "put-whole");
        await Execute(new Debit(Key("01"), "USD", 10_000, [new HoldUse("whole", 10_000)], Samples.Payee, "USD", false), "debit");
        var register = await Read("01");
        Assert.That(register.BalanceMinor, Is.EqualTo(40_000));
        Assert.That(register.Holds.Single().LimitMinor, Is.Null);
    }

    [Test]
    public async Task The_same_debit_again_is_one_debit()
    {
        var first = await Execute(Debit(100_000, new HoldUse("own", 100_000)), "debit");
        var again = await Execute(Debit(100_000, new HoldUse("own", 100_000)), "debit");
        Assert.That(again, Is.EqualTo(first));
        Assert.That((await Read("")).BalanceMinor, Is.EqualTo(900_000));
    }

    [Test]
    public async Task A_key_with_other_content_is_a_conflict_and_no_effect()
    {
        await Execute(Debit(100_000, new HoldUse("own", 100_000)), "debit");
        var other = await Try(Debit(100_001, new HoldUse("own", 100_001)), "debit");
        Assert.That((other.Fault, other.Code), Is.EqualTo((CoreFault.Malformed, "IDEMPOTENCY_CONFLICT")));
        Assert.That((await Read("")).BalanceMinor, Is.EqualTo(900_000));
    }

    [Test]
    public async Task What_the_core_refuses_leaves_everything_as_it_was()
    {
        await Bank.PostAsync($"/admin/accounts/{_account}/credit", new { amount = "1.00" });
        await Execute(Samples.Put(null, "whole", register: Key("")), "put-whole");
        var refused = new List<string>
        {
            (await Try(Debit(1_000_101, new HoldUse("whole", 1_000_101)), "d1")).Code,
            (await Try(Debit(300_001, new HoldUse("own", 300_001)), "d2")).Code,
            (await Try(Debit(300_000, new("own", 100_000), new("gone", 200_000)), "d3")).Code,
            (await Try(Debit(300_000, new HoldUse("own", 100_000)), "d4")).Code,
            (await Try(Debit(300_000, new HoldUse("own", 300_000)) with { PayeeCurrency = "USD" }, "d5")).Code,
            (await Try(Debit(300_000, new HoldUse("own", 300_000)) with { PayeeCurrency = "USD", Convert = true }, "d6")).Code,
            (await Try(new Debit(Key("02"), "CNY", 1, [new HoldUse("own", 1)], Samples.Payee, "CNY", false), "d7")).Code,
            (await Try(new Debit(Key("01"), "USD", 1, [new HoldUse("own", 1)], Samples.Payee, "USD", false), "d8")).Code,
        };
        Assert.That(refused, Is.EqualTo(new[]
        {
            "INSUFFICIENT_BALANCE", "HOLD_EXCEEDED", "HOLD_NOT_FOUND", "CONSUMES_MISMATCH", "CURRENCY_MISMATCH", "NO_QUOTE", "SUB_ACCOUNT_NOT_FOUND", "HOLD_NOT_FOUND",
        }));
        var register = await Read("");
        Assert.That(register.BalanceMinor, Is.EqualTo(1_000_100));
        Assert.That(register.Holds.Select(h => h.LimitMinor), Is.EqualTo(new long?[] { 300_000, 200_000, null }));
        Assert.That((await Bank.JournalAsync(_account)).Where(line => line.StartsWith("DEBIT", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task A_closed_account_is_not_debited()
    {
        await Bank.PostAsync($"/admin/accounts/{_account}/close", new { });
        Assert.That((await Try(Debit(1, new HoldUse("own", 1)), "d1")).Code, Is.EqualTo("ACCOUNT_CLOSED"));
    }

    [Test]
    public async Task A_conversion_pays_the_sum_at_the_buying_rate_rounded_down()
    {
        await Bank.PostAsync("/admin/rates", new Dictionary<string, string> { ["USD"] = "7.1999" });
        await Execute(Samples.Put(10_000, "usd", "USD", Key("01")), "put-usd");
        var confirmed = await Execute(new Debit(Key("01"), "USD", 3_333, [new HoldUse("usd", 3_333)], Samples.Payee, "CNY", true), "debit");
        Assert.That(confirmed.Debit, Is.EqualTo(new DebitConfirmation(3_333, 23_997, "CNY", "7.1999", confirmed.At)), "33.33 × 7.1999 = 239.972667");
        Assert.That((await Read("01")).BalanceMinor, Is.EqualTo(46_667));
    }

    [Test]
    public async Task Transactions_are_read_page_by_page_with_their_counterparties()
    {
        await Bank.PostAsync($"/admin/accounts/{_account}/credit", new { amount = "5.00", counterparty = new { name = "李四", account = "6228", bank = "某银行" } });
        for (var i = 0; i < 500; i++) await Bank.PostAsync($"/admin/accounts/{_account}/credit", new { amount = "0.01" });
        await Execute(Debit(100_000, new HoldUse("own", 100_000)), "debit");
        var live = (await Adapter.Core.ReadAccountAsync(_account, CancellationToken.None)).Value!;
        var today = DateOnly.FromDateTime(live.AsOf.ToOffset(TimeSpan.FromHours(8)).DateTime);

        var first = (await Adapter.Core.ReadTransactionsAsync(Key(""), today, today, "", CancellationToken.None)).Value!;
        var second = (await Adapter.Core.ReadTransactionsAsync(Key(""), today, today, first.NextCursor, CancellationToken.None)).Value!;
        var yesterday = (await Adapter.Core.ReadTransactionsAsync(Key(""), today.AddDays(-9), today.AddDays(-1), "", CancellationToken.None)).Value!;

        Assert.That((first.Transactions.Count, second.Transactions.Count, second.NextCursor), Is.EqualTo((500, 2, "")));
        Assert.That(first.Transactions.Concat(second.Transactions).Select(t => t.SerialNo), Is.Unique.And.Ordered);
        Assert.That(yesterday.Transactions, Is.Empty);
        var credit = first.Transactions[0];
        Assert.That(credit, Is.EqualTo(new AccountTransaction(credit.SerialNo, "汇入", false, "CNY", 500, credit.At, "李四", "6228", "某银行")));
        var debit = second.Transactions[^1];
        Assert.That(debit, Is.EqualTo(new AccountTransaction(debit.SerialNo, "司法扣划", true, "CNY", 100_000, debit.At, Samples.Payee.Name, "9001", "示例银行")));
    }

    RegisterKey Key(string subAccount) => new(_account, subAccount);

    Debit Debit(long amountMinor, params HoldUse[] uses) => Samples.Debit(amountMinor, uses) with { Register = Key("") };

    Task<CoreResult<CoreConfirmation>> Try(CoreInstruction instruction, string key) =>
        Adapter.Core.ExecuteAsync(instruction, $"{_account}-{key}", false, CancellationToken.None);

    async Task<CoreConfirmation> Execute(CoreInstruction instruction, string key)
    {
        var result = await Try(instruction, key);
        Assert.That((result.Fault, result.Code), Is.EqualTo((default(CoreFault?), "")));
        return result.Value!;
    }

    async Task<LiveRegister> Read(string subAccount) => (await Adapter.Core.ReadAccountAsync(_account, CancellationToken.None)).Value!.Find(subAccount)!;
}
