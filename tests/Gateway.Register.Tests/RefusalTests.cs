using Gateway.Register.Accounts;
using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>One row for each reason a line can be refused for, and the order in which checks speak.</summary>
internal sealed class RefusalTests
{
    private static readonly DateOnly Today = Story.Start;
    private static readonly Payee Good = Story.PayeeOf("F10");

    private static readonly ControlLine Freeze = new() { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = 100, To = Today.AddDays(30) };
    private static readonly ControlLine Renew = new() { LineNo = "1", Measure = Measure.Renew, Account = Story.AccountNo, OriginalOrderNo = "O1", To = Today.AddYears(1) };
    private static readonly ControlLine Release = new() { LineNo = "1", Measure = Measure.Release, Account = Story.AccountNo, OriginalOrderNo = "O1" };
    private static readonly ControlLine Deduct = new() { LineNo = "1", Measure = Measure.Deduct, Account = Story.AccountNo, OriginalOrderNo = "O1", Amount = 100, Payee = Good };
    private static readonly ControlLine FreezeAndDeduct = Freeze with { Measure = Measure.FreezeAndDeduct, Payee = Good };

    private static TestCaseData Row(string name, ControlLine line, Reason? expected, Action<Story>? arrange = null, Func<LineCase, LineCase>? with = null) =>
        new TestCaseData(line, expected, arrange ?? (_ => { }), with ?? (c => c)).SetName($"{{m}}: {name}");

    // The bank has O1: court F10's freeze of 6 000 on 10 000, case 甲1, until 2027-11-20.
    private static IEnumerable<TestCaseData> Rows() =>
        [.. DocumentsAndAccount(), .. Kinds(), .. Amounts(), .. Terms(), .. Originals(), .. PayeesAndMeasures(), .. OrderOfChecks()];

    private static IEnumerable<TestCaseData> DocumentsAndAccount()
    {
        foreach (var reason in new[] { Reason.DocumentMissing, Reason.SealInvalid, Reason.SealUntrusted, Reason.SealExpired, Reason.SealOfOtherCourt, Reason.DocumentMismatch, Reason.OfficerIdMissing, Reason.OfficerUnknown })
            yield return Row($"document review found {reason}", Freeze, reason, with: c => c with { DocumentRefusal = reason });

        yield return Row("no such account", Freeze, Reason.AccountNotFound, with: c => c with { Live = null });
        yield return Row("no such sub-account", Freeze with { SubAccount = "09" }, Reason.AccountNotFound, with: c => c with { Book = c.Book with { Key = new(Story.AccountNo, "09"), Freezes = [] } });
        yield return Row("closed", Freeze, Reason.AccountClosed, s => s.Status = AccountStatus.Closed);
        yield return Row("dormant is frozen like any other", Freeze, null, s => s.Status = AccountStatus.Dormant);
        yield return Row("another name", Freeze, Reason.HolderMismatch, with: c => Of(c, Story.Holder with { Name = "张叁" }));
        yield return Row("another ID kind", Freeze, Reason.HolderMismatch, with: c => Of(c, Story.Holder with { IdKind = "10200" }));
        yield return Row("another ID number", Freeze, Reason.HolderMismatch, with: c => Of(c, Story.Holder with { IdNumber = "110101199001010012" }));
        yield return Row("another currency", Freeze with { Currency = "USD" }, Reason.CurrencyMismatch);
        yield return Row("the account's currency", Freeze with { Currency = "CNY" }, null);
    }

    private static IEnumerable<TestCaseData> Kinds()
    {
        yield return Row("protected, freeze", Freeze, Reason.AccountProtected, s => s.Nature = "SOCIAL_INSURANCE");
        yield return Row("protected, renewal", Renew, Reason.AccountProtected, s => s.Nature = "BANKRUPTCY_DEBTOR");
        yield return Row("protected, deduction", Deduct, Reason.AccountProtected, s => s.Nature = "UNION_DUES");
        yield return Row("protected, freeze and deduct", FreezeAndDeduct, Reason.AccountProtected, s => s.Nature = "TREASURY");
        yield return Row("protected, release is always right", Release, null, s => s.Nature = "BANKRUPTCY_DEBTOR");
        yield return Row("a kind that the table does not know", Freeze, Reason.AccountProtected, s => s.Nature = "SOMETHING_NEW");
        yield return Row("other asset without a linked account", Freeze with { AssetKind = AssetKind.OtherAsset }, Reason.ProductNotFreezable);
    }

    private static IEnumerable<TestCaseData> Amounts()
    {
        yield return Row("no amount, freeze", Freeze with { Amount = null }, Reason.AmountMissing);
        yield return Row("no amount, deduction", Deduct with { Amount = null }, Reason.AmountMissing);
        yield return Row("no amount, whole-account deduction", Deduct with { Amount = null, WholeAccount = true }, Reason.AmountMissing);
        yield return Row("zero", Freeze with { Amount = 0 }, Reason.AmountInvalid);
        yield return Row("negative", Deduct with { Amount = -1 }, Reason.AmountInvalid);
        yield return Row("more precise than the currency", Freeze with { Amount = 1.001m }, Reason.AmountInvalid);
        yield return Row("trailing zeros are not precision", Freeze with { Amount = 1.000m }, null);
        yield return Row("more than any register holds", Freeze with { Amount = 90_000_000_000_000.01m }, Reason.AmountInvalid);
        yield return Row("zero, release", Release with { Amount = 0 }, Reason.AmountInvalid);
    }

    private static IEnumerable<TestCaseData> Terms()
    {
        yield return Row("no end", Freeze with { To = null }, Reason.TermInvalid);
        yield return Row("end past", Freeze with { To = Today.AddDays(-1), From = Today.AddDays(-9) }, Reason.TermInvalid);
        yield return Row("end today", Freeze with { To = Today }, null);
        yield return Row("start tomorrow", Freeze with { From = Today.AddDays(1) }, Reason.TermInvalid);
        yield return Row("one year from the start, that day included", Freeze with { From = Today, To = Today.AddYears(1) }, null);
        yield return Row("a day more", Freeze with { From = Today, To = Today.AddYears(1).AddDays(1) }, Reason.TermInvalid);
        yield return Row("a year from an earlier start", Freeze with { From = Today.AddDays(-10), To = Today.AddYears(1) }, Reason.TermInvalid);
        yield return Row("08 has a freeze's term", FreezeAndDeduct with { To = Today.AddYears(1).AddDays(1) }, Reason.TermInvalid);
        yield return Row("a whole account has a term too", Freeze with { WholeAccount = true, Amount = null, To = null }, Reason.TermInvalid);
        yield return Row("other asset: three years", Freeze with { AssetKind = AssetKind.OtherAsset, To = Today.AddYears(3) }, null, s => s.LinkedFundsAccount = Story.AccountNo);
        yield return Row("other asset: a day more", Freeze with { AssetKind = AssetKind.OtherAsset, To = Today.AddYears(3).AddDays(1) }, Reason.TermInvalid, s => s.LinkedFundsAccount = Story.AccountNo);
        yield return Row("a renewal without an end", Renew with { To = null }, Reason.TermInvalid);
        yield return Row("a renewal beyond a year", Renew with { To = Today.AddYears(2) }, Reason.TermInvalid);
    }

    private static IEnumerable<TestCaseData> Originals()
    {
        foreach (var line in new[] { Renew, Release })
        {
            yield return Row($"{line.Measure} of nothing", line with { OriginalOrderNo = "O9" }, Reason.OriginalFreezeNotFound);
            yield return Row($"{line.Measure} of an unknown case", line with { OriginalOrderNo = "", OriginalCaseNo = "无" }, Reason.OriginalFreezeNotFound);
            yield return Row($"{line.Measure} by the case", line with { OriginalOrderNo = "", OriginalCaseNo = "甲1" }, null);
            yield return Row($"{line.Measure} of another court's", line with { OriginalOrderNo = "O2" }, Reason.OriginalFreezeOfOtherCourt, s => s.Freeze("O2", 100, "F11"));
            yield return Row($"{line.Measure} of a released one", line, Reason.OriginalFreezeReleased, s => s.Release("O5", "O1"));
            yield return Row($"{line.Measure} of a used-up one", line, Reason.OriginalFreezeReleased, s => s.Deduct("O5", "O1", 6000));
            yield return Row($"{line.Measure} of an expired one", line with { To = new DateOnly(2028, 1, 1) }, Reason.OriginalFreezeExpired, s => s.GoTo(new DateOnly(2027, 11, 21)));
        }

        yield return Row("a release of more than the limit", Release with { Amount = 6000.01m }, Reason.ReleaseExceedsLimit);
        yield return Row("a deduction of nothing that exists", Deduct with { OriginalOrderNo = "O9" }, Reason.OriginalFreezeNotFound);
    }

    private static IEnumerable<TestCaseData> PayeesAndMeasures()
    {
        yield return Row("no payee", Deduct with { Payee = null }, Reason.PayeeNotRegistered);
        yield return Row("an unknown payee", Deduct with { Payee = Good with { Account = "4711" } }, Reason.PayeeNotRegistered);
        yield return Row("another court's payee", Deduct with { Payee = Story.PayeeOf("F11") }, Reason.PayeeNotRegistered);
        yield return Row("the payee by a prefix", Deduct with { Payee = Good with { Account = "88001234" } }, null);
        yield return Row("a prefix alone is no account", Deduct with { Payee = Good with { Account = "88" } }, Reason.PayeeNotRegistered);
        yield return Row("the payee under another name", Deduct with { Payee = Good with { Name = "张三" } }, Reason.PayeeNameMismatch);
        yield return Row("the court's account in another currency", Deduct with { Payee = Good with { Account = "9001USD" } }, Reason.PayeeNotRegistered);
        yield return Row("the payee under the second of the names that its entries have", Deduct with { Payee = new Payee("执行二庭", "", "", "88001234") }, null, with: c => c with { Court = WithEntry(c.Court!) });
        yield return Row("a court that the bank has not registered", Deduct, Reason.PayeeNotRegistered, with: c => c with { Court = null });
        yield return Row("07 collect income", Deduct with { Measure = Measure.CollectIncome }, Reason.MeasureUnsupported);
    }

    private static IEnumerable<TestCaseData> OrderOfChecks()
    {
        // Order of checks: two faults, the earlier one speaks.
        yield return Row("documents before account", Freeze, Reason.SealInvalid, with: c => c with { DocumentRefusal = Reason.SealInvalid, Live = null });
        yield return Row("account before holder", Freeze, Reason.AccountClosed, s => s.Status = AccountStatus.Closed, c => Of(c, Story.Holder with { Name = "李四" }));
        yield return Row("holder before currency", Freeze with { Currency = "USD" }, Reason.HolderMismatch, with: c => Of(c, Story.Holder with { Name = "李四" }));
        yield return Row("currency before protected kind", Freeze with { Currency = "USD" }, Reason.CurrencyMismatch, s => s.Nature = "TREASURY");
        yield return Row("protected kind before amount", Freeze with { Amount = null }, Reason.AccountProtected, s => s.Nature = "TREASURY");
        yield return Row("amount before dates", Freeze with { Amount = 0, To = null }, Reason.AmountInvalid);
        yield return Row("dates before original", Renew with { To = null, OriginalOrderNo = "O9" }, Reason.TermInvalid);
        yield return Row("original before a renewal's new end", Renew with { To = Today.AddYears(9), OriginalOrderNo = "O9" }, Reason.OriginalFreezeNotFound);
        yield return Row("original before payee", Deduct with { OriginalOrderNo = "O9", Payee = null }, Reason.OriginalFreezeNotFound);
        yield return Row("payee before what there is to take", Deduct with { Payee = null, OriginalOrderNo = "" }, Reason.PayeeNotRegistered, s => s.Withdraw(10000));
        yield return Row("account before an unsupported measure", Deduct with { Measure = Measure.CollectIncome }, Reason.AccountClosed, s => s.Status = AccountStatus.Closed);
    }

    [TestCaseSource(nameof(Rows))]
    public void The_first_failing_check_is_the_reason(ControlLine line, Reason? expected, Action<Story> arrange, Func<LineCase, LineCase> with)
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000, caseNo: "甲1");
        arrange(story);
        var decision = FreezeRegister.Decide(with(story.Case("O7", "F10", line)));
        Assert.That(decision.Refusal, Is.EqualTo(expected));
        if (expected is not null) Assert.That(decision, Has.Property("Instructions").Empty.And.Property("Changes").Empty.And.Property("NewFreeze").Null);
    }

    [Test]
    public void A_protected_kind_is_refused_with_its_basis()
    {
        var answer = new Story(10000) { Nature = "MIGRANT_WORKER_WAGES" }.Freeze("O1", 6000);
        Assert.That((answer.Reason, answer.ReasonDetail), Is.EqualTo(((Reason?)Reason.AccountProtected, "农民工工资专用账户资金（保障农民工工资支付条例第三十三条）")));
    }

    [Test]
    public void Every_kind_is_in_the_table_once_and_says_why_it_is_spared()
    {
        Assert.That(ProtectedKinds.Shipped.Select(n => n.Nature), Is.Unique);
        Assert.That(ProtectedKinds.Shipped.Where(n => !n.MayDeduct), Has.All.Property("Basis").Not.Empty);
        Assert.That(ProtectedKinds.Shipped.Where(n => !n.MayFreeze && n.MayDeduct), Is.Empty, "what may not be frozen may not be deducted");
    }

    private static Court WithEntry(Court court) => court with { Funds = [.. court.Funds, new("8800*", "执行二庭", "CNY")] };

    private static LineCase Of(LineCase line, PartyIdentity party) => line with { Header = WithParty(line.Header!, party) };

    private static Order WithParty(Order order, PartyIdentity party) => order with { Party = party };
}
