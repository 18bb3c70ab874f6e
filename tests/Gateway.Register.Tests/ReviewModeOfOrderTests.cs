using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>DOMAIN 7: how strictly people look at an order as a whole, and what they read of a line.</summary>
internal sealed class ReviewModeOfOrderTests
{
    private static readonly ReviewModes Modes = new()
    {
        Inquiry = ReviewMode.Manual,
        Measures = new Dictionary<Measure, ReviewMode> { [Measure.Freeze] = ReviewMode.Semi, [Measure.QueuedFreeze] = ReviewMode.Manual },
        AmountsMinor = new Dictionary<string, long> { ["CNY"] = 600_000 },
    };

    private static Order Of(OrderKind kind, params Measure[] measures)
    {
        var lines = measures.Select((m, i) => new ControlLine { LineNo = $"{i + 1}", Measure = m, Account = Story.AccountNo });
        return new Story(1).Case("O1", "F10", lines.First()).Header! with { Kind = kind, Lines = kind == OrderKind.Inquiry ? [] : [.. lines] };
    }

    [TestCase(OrderKind.Inquiry, new[] { Measure.Freeze }, ReviewMode.Manual, TestName = "{m}: an inquiry has its own")]
    [TestCase(OrderKind.Control, new[] { Measure.Freeze }, ReviewMode.Semi, TestName = "{m}: its lines'")]
    [TestCase(OrderKind.Control, new[] { Measure.Release }, ReviewMode.Automatic, TestName = "{m}: a measure that is not named is automatic")]
    [TestCase(OrderKind.Control, new[] { Measure.QueuedFreeze, Measure.Freeze }, ReviewMode.Manual, TestName = "{m}: of two codes that mean the same the stricter one's")]
    public void An_orders_mode(OrderKind kind, Measure[] measures, ReviewMode mode) => Assert.That(Modes.Of(Of(kind, measures)), Is.EqualTo(mode));

    [TestCase(Measure.Freeze, true, true)]
    [TestCase(Measure.Freeze, false, false)]
    [TestCase(Measure.Release, true, false, Description = "nobody looks at what is automatic")]
    [TestCase(Measure.Release, false, false)]
    public void Contradictions_and_new_courts_are_shown_where_people_look_and_want_them(Measure measure, bool wanted, bool shown)
    {
        var order = Of(OrderKind.Control, measure);
        Assert.That((Modes with { Mismatch = wanted }).ShowsMismatch(order), Is.EqualTo(shown));
        Assert.That((Modes with { FirstOrder = wanted }).ShowsFirstOrder(order), Is.EqualTo(shown));
        Assert.That((Modes.ShowsMismatch(order), Modes.ShowsFirstOrder(order)), Is.EqualTo((measure == Measure.Freeze, measure == Measure.Freeze)), "wanted unless it is said otherwise");
    }

    [TestCase("张三", "999", "户名一致，证件种类或号码不一致")]
    [TestCase("张三丰", "110101199001010011", "证件种类和号码一致，户名不一致")]
    public void Clause_5_people_read_what_agrees_and_what_does_not(string name, string number, string basis)
    {
        var story = new Story(10000, rules: new Rules { Review = Modes });
        var line = story.Case("O1", "F10", new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = 100, To = Story.Start.AddDays(90) });
        var decision = FreezeRegister.Decide(line with { Header = line.Header! with { Party = Story.Holder with { Name = name, IdNumber = number } } });
        Assert.That(decision.Review!.Basis, Is.EqualTo(basis));
    }

    [TestCase(6000, false)]
    [TestCase(6001, true)]
    public void A_renewal_weighs_what_its_freeze_is_limited_to(decimal limit, bool asked)
    {
        var story = new Story(20000, rules: new Rules { Review = Modes with { Measures = new Dictionary<Measure, ReviewMode> { [Measure.Renew] = ReviewMode.Semi } } });
        story.Freeze("O1", limit, with: l => l with { To = Story.Start.AddDays(90) });
        var renewal = new ControlLine { LineNo = "1", Measure = Measure.Renew, Account = Story.AccountNo, OriginalOrderNo = "O1", To = Story.Start.AddDays(91) };
        Assert.That(FreezeRegister.Decide(story.Case("O2", "F10", renewal)).Review is not null, Is.EqualTo(asked));
    }
}
