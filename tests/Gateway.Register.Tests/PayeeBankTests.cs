using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>Clause 13, I5: a deduction goes to the account at the bank where it is registered, and to no other of the same number.</summary>
internal sealed class PayeeBankTests
{
    private const string Own = "102100000017";
    private const string Other = "313100000009";

    // registered: the bank number of the court's entry; ordered: that of the order; own: what the bank says of its own numbers. paid: the bank that the core is told, null: refused.
    [TestCase("", "", "", "")]
    [TestCase("", Own, "", "", Description = "its own numbers are not told: the registered account is taken, which is one here")]
    [TestCase("", Other, "", "")]
    [TestCase("", Own, "102*", "")]
    [TestCase("", Own, Own, "")]
    [TestCase("", Other, "102*", null, Description = "an account here is not one at another bank")]
    [TestCase("", Other, Own, null)]
    [TestCase("", "10", "102*", null)]
    [TestCase("", "102100000018", Own, null, Description = "a whole number is no beginning of others")]
    [TestCase(Own, "102200000018", "102*", Own, Description = "branches of this bank")]
    [TestCase(Own, "102200000018", "", null)]
    [TestCase(Own, Other, "102*", null)]
    [TestCase(Other, Other, "102*", Other)]
    [TestCase(Other, "", "102*", Other)]
    [TestCase(Other, Own, "102*", null)]
    [TestCase(Other, Own, "", null)]
    public void The_bank_of_the_registered_account_is_paid(string registered, string ordered, string own, string? paid)
    {
        var story = new Story(1000, rules: new Rules { OwnBankNumbers = own.Length == 0 ? [] : [own] });
        var name = registered.Length == 0 ? "" : "某行";
        story.Freeze("O1", 500);
        var line = story.Case("O2", "F10", new ControlLine { LineNo = "1", Measure = Measure.Deduct, Account = Story.AccountNo, OriginalOrderNo = "O1", Amount = 100, Payee = Story.PayeeOf("F10") with { BankNo = ordered, BankName = "如令" } });
        var funds = new[] { new ExecutionFundAccount("9001", "旧户名", "CNY") { BankName = "旧", BankNo = registered }, new ExecutionFundAccount("9001", "甲市人民法院执行款专户", "CNY") { BankName = name, BankNo = registered } };
        line = line with { Court = line.Court! with { Funds = funds } };
        var answer = story.Send(line);
        var debit = story.Core.Journal.OfType<Debit>().SingleOrDefault();
        Assert.That((answer.Reason, debit?.Payee.BankNo), Is.EqualTo((paid is null ? Reason.PayeeNotRegistered : (Reason?)null, paid)));
        if (paid is not null) Assert.That((debit!.Payee.BankName, debit.Payee.Account), Is.EqualTo((name, "9001")), "the entry with the payee's name");
    }
}
