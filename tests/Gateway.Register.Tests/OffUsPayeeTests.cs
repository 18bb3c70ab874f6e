using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>I5: the same number at another bank is another account.</summary>
internal sealed class OffUsPayeeTests
{
    private const string Name = "甲市人民法院执行款专户";

    private static ExecutionFundAccount Fund(string account, string currency, string bankNo, string bank = "登记行") => new(account, Name, currency) { BankNo = bankNo, BankName = bankNo.Length == 0 ? "" : bank };

    private static readonly CourtDirectory Courts = new([],
    [
        new("F10", "甲市人民法院", [],
        [
            Fund("9001", "CNY", ""), Fund("7002", "CNY", "105", "另一账户的行"), Fund("7001", "USD", "999", "外币账户的行"), Fund("7001", "CNY", "105"),
        ]),
    ]);

    private static (Reason? Refusal, Payee? Paid) Deduct(string account, string bankNo, string bank = "某行写法")
    {
        var story = new Story(10000);
        story.Freeze("O1", 1000);
        var line = new ControlLine { LineNo = "1", Measure = Measure.Deduct, Account = Story.AccountNo, OriginalOrderNo = "O1", Amount = 1000, Payee = new Payee(Name, bank, bankNo, account) };
        var answer = story.Send(story.Case("D1", "F10", line) with { AllCourts = Courts, Court = Courts.FindCourt("F10") });
        return (answer.Reason, story.LastDecision!.Instructions.OfType<Debit>().SingleOrDefault()?.Payee);
    }

    [Test]
    public void An_account_at_another_bank_than_the_registered_one_is_not_registered() => Assert.That(Deduct("7001", "104").Refusal, Is.EqualTo(Reason.PayeeNotRegistered));

    [Test]
    public void An_account_at_the_registered_bank_is_paid_there_under_the_name_that_is_registered() => Assert.That(Deduct("7001", "105").Paid, Is.EqualTo(new Payee(Name, "登记行", "105", "7001")));

    [Test]
    public void Where_the_order_names_no_bank_the_registered_one_is_paid() => Assert.That(Deduct("7001", "", "").Paid, Is.EqualTo(new Payee(Name, "登记行", "105", "7001")));

    [Test]
    public void An_account_that_is_registered_without_a_bank_is_paid_here_whatever_the_order_calls_it()
    {
        Assert.That(Deduct("9001", "").Paid, Is.EqualTo(new Payee(Name, "", "", "9001")));
        Assert.That(Deduct("9001", "102").Paid, Is.EqualTo(new Payee(Name, "", "", "9001")));
    }
}
