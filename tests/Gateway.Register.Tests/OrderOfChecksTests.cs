using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>
/// DOMAIN's order of checks for each measure: documents and officer IDs → account → holder → currency → protected kind → amount → own dates → original → payee → the measure's own rule.
/// Each line has two faults that stand beside each other in the order; the earlier one is the reason.
/// </summary>
internal sealed class OrderOfChecksTests
{
    /// <summary>One fault of a line: where it lies, and the reason that it alone has.</summary>
    internal sealed record Fault(string Name, Reason Reason)
    {
        public Func<ControlLine, ControlLine> Line { get; init; } = l => l;
        public Action<Story> Bank { get; init; } = _ => { };
        public Func<LineCase, LineCase> Case { get; init; } = c => c;
        public override string ToString() => Name;
    }

    private static readonly Fault Documents = new("documents", Reason.SealInvalid) { Case = c => c with { DocumentRefusal = Reason.SealInvalid } };
    private static readonly Fault NoAccount = new("no account", Reason.AccountNotFound) { Case = c => c with { Live = null } };
    private static readonly Fault Closed = new("closed", Reason.AccountClosed) { Bank = s => s.Status = AccountStatus.Closed };
    private static readonly Fault Holder = new("holder", Reason.HolderMismatch) { Case = c => c with { Header = c.Header! with { Party = Story.Holder with { Name = "李四" } } } };
    private static readonly Fault Currency = new("currency", Reason.CurrencyMismatch) { Line = l => l with { Currency = "USD" } };
    private static readonly Fault Kind = new("protected kind", Reason.AccountProtected) { Bank = s => s.Nature = "TREASURY" };
    private static readonly Fault Product = new("product", Reason.ProductNotFreezable) { Line = l => l with { AssetKind = AssetKind.OtherAsset, ProductNo = "LC01" } };
    private static readonly Fault AmountMissing = new("amount missing", Reason.AmountMissing) { Line = l => l with { Amount = null } };
    private static readonly Fault Amount = new("amount", Reason.AmountInvalid) { Line = l => l with { Amount = 0 } };
    private static readonly Fault Dates = new("dates", Reason.TermInvalid) { Line = l => l with { To = Story.Start.AddDays(-1) } };
    private static readonly Fault NotFound = new("original not found", Reason.OriginalFreezeNotFound) { Line = l => l with { OriginalOrderNo = "O9" } };
    // Of another court, and released: whose it is comes before whether it lives.
    private static readonly Fault OtherCourts = new("another court's original", Reason.OriginalFreezeOfOtherCourt)
    {
        Bank = s =>
        {
            s.Freeze("O2", 100, "F11");
            s.Release("O3", "O2", court: "F11");
        },
        Line = l => l with { OriginalOrderNo = "O2" },
    };
    private static readonly Fault Payee = new("payee", Reason.PayeeNotRegistered) { Line = l => l with { Payee = null } };
    private static readonly Fault PayeeName = new("payee's name", Reason.PayeeNameMismatch) { Line = l => l with { Payee = l.Payee! with { Name = "张三" } } };
    private static readonly Fault NewEnd = new("new end", Reason.TermInvalid) { Line = l => l with { To = Story.Start.AddYears(9) } };
    private static readonly Fault BeyondLimit = new("more than the limit", Reason.ReleaseExceedsLimit) { Line = l => l with { Amount = 6000.01m } };
    private static readonly Fault NoMoney = new("nothing to take", Reason.InsufficientFunds) { Bank = s => s.Withdraw(10000) };
    private static readonly Fault Unsupported = new("measure", Reason.MeasureUnsupported);

    private static readonly ControlLine Line = new() { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = 100, To = Story.Start.AddYears(1), Payee = Story.PayeeOf("F10") };

    private static readonly (ControlLine Line, Fault[] Ladder)[] Ladders =
    [
        (Line, [Documents, NoAccount, Closed, Holder, Currency, Kind, Product, Amount, Dates]),
        (Line with { Measure = Measure.QueuedFreeze }, [Documents, NoAccount, Closed, Holder, Currency, Kind, Product, AmountMissing, Dates]),
        (Line with { Measure = Measure.FreezeAndDeduct }, [Documents, NoAccount, Closed, Holder, Currency, Kind, Product, AmountMissing, Dates]),
        (Line with { Measure = Measure.Renew, OriginalOrderNo = "O1" }, [Documents, NoAccount, Closed, Holder, Currency, Kind, Dates, OtherCourts]),
        (Line with { Measure = Measure.Renew, OriginalOrderNo = "O1" }, [Kind, Dates, NotFound]),
        (Line with { Measure = Measure.Renew, OriginalOrderNo = "O1" }, [NotFound, NewEnd]),
        (Line with { Measure = Measure.Renew, OriginalOrderNo = "O1" }, [OtherCourts, NewEnd]),
        (Line with { Measure = Measure.Release, OriginalOrderNo = "O1" }, [Documents, NoAccount, Closed, Holder, Currency, Amount, NotFound]),
        (Line with { Measure = Measure.Release, OriginalOrderNo = "O1" }, [Amount, OtherCourts, BeyondLimit]),
        (Line with { Measure = Measure.ReleaseQueued, OriginalOrderNo = "O1" }, [Currency, Amount, NotFound]),
        (Line with { Measure = Measure.ReleaseQueued, OriginalOrderNo = "O1" }, [NotFound, BeyondLimit]),
        (Line with { Measure = Measure.Deduct }, [Documents, NoAccount, Closed, Holder, Currency, Kind, AmountMissing, NotFound, Payee]),
        (Line with { Measure = Measure.Deduct }, [Kind, Amount, OtherCourts, PayeeName, NoMoney]),
        (Line with { Measure = Measure.Deduct }, [OtherCourts, Payee, NoMoney]),
        (Line with { Measure = Measure.CollectIncome }, [Documents, NoAccount, Closed, Holder, Currency, Kind, AmountMissing, Payee, Unsupported]),
        (Line with { Measure = Measure.CollectIncome }, [Kind, Amount, PayeeName, Unsupported]),
    ];

    private static IEnumerable<TestCaseData> Pairs() =>
        Ladders.SelectMany(l => l.Ladder.Zip(l.Ladder.Skip(1), (first, second) => new TestCaseData(l.Line, first, second).SetName($"{{m}}: {l.Line.Measure}, {first} before {second}")));

    private static IEnumerable<TestCaseData> Single() =>
        Ladders.SelectMany(l => l.Ladder.Where(f => f != Unsupported).Select(f => (l.Line, Fault: f))).DistinctBy(f => (f.Line.Measure, f.Fault.Name))
            .Select(f => new TestCaseData(f.Line, f.Fault).SetName($"{{m}}: {f.Line.Measure}, {f.Fault}"));

    [TestCaseSource(nameof(Pairs))]
    public void Of_two_faults_the_earlier_is_the_reason(ControlLine line, Fault first, Fault second) =>
        Assert.That(Decide(line, first, second), Is.EqualTo(first.Reason));

    // So that each pair says something: the later fault would have been the reason without the earlier.
    [TestCaseSource(nameof(Single))]
    public void Each_fault_alone_is_the_reason(ControlLine line, Fault fault) => Assert.That(Decide(line, fault), Is.EqualTo(fault.Reason));

    [TestCase(Measure.Freeze)]
    [TestCase(Measure.QueuedFreeze)]
    [TestCase(Measure.FreezeAndDeduct)]
    [TestCase(Measure.Deduct)]
    [TestCase(Measure.Renew)]
    [TestCase(Measure.Release)]
    public void Without_a_fault_there_is_no_reason(Measure measure) =>
        Assert.That(Decide(Line with { Measure = measure, OriginalOrderNo = measure is Measure.Renew or Measure.Release ? "O1" : "" }), Is.Null);

    // C31: none of these stops the freeze, so they stand behind one another in the shortfall.
    [Test]
    public void The_deduction_of_08_fails_for_the_kind_before_the_payee()
    {
        var story = new Story(10000) { Nature = "LC_MARGIN" };
        var decision = FreezeRegister.Decide(story.Case("O7", "F10", Line with { Measure = Measure.FreezeAndDeduct, Payee = null }));
        Assert.That((decision.Refusal, decision.ShortfallReason, decision.NewFreeze is null), Is.EqualTo(((Reason?)null, (Reason?)Reason.AccountProtected, false)));
    }

    private static Reason? Decide(ControlLine line, params Fault[] faults)
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000);
        foreach (var fault in faults) fault.Bank(story);
        var one = story.Case("O7", "F10", faults.Aggregate(line, (l, fault) => fault.Line(l)));
        return FreezeRegister.Decide(faults.Aggregate(one, (c, fault) => fault.Case(c))).Refusal;
    }
}
