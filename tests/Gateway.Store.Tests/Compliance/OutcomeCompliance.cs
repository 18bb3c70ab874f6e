using Gateway.Register.Answers;
using Gateway.Store.Outcomes;

namespace Gateway.Store.Tests.Compliance;

// Statistics.
public abstract partial class StoreCompliance<TFixture>
{
    [Test]
    public async Task Outcomes_are_counted_by_whatever_is_asked_with_sums_times_and_the_share_that_nobody_touched()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"), Make.Line("2", "6002"))));
        await AcceptAsync(Make.Accept(Make.Inquiry("Q1")));
        await OutcomeAsync("6001", a => a with { Controlled = true, Currency = "CNY", RequestedMinor = 600_000, ActualMinor = 450_000 }, new Branch("0012", "城中支行"));
        await OutcomeAsync("6002", a => a with { Controlled = false, Reason = Register.Reason.AccountClosed, Currency = "CNY", RequestedMinor = 500 }, Branch.None);
        await Store.RecordInquiryAsync(new("zdz", "Q1", 1), new InquiryAnswer { AsOf = Start }, Cancel);
        Clock.Now += TimeSpan.FromSeconds(5);
        await Store.StoreReceiptAsync(Make.Receipt(new("zdz", "A1", 1)), Cancel);
        var outcomes = (IOutcomes)Store;

        var lines = await CountAsync(outcomes, OutcomeKey.Court, OutcomeKey.Outcome, OutcomeKey.Reason, OutcomeKey.Branch, OutcomeKey.Amount);
        Assert.That(lines.Select(r => string.Join('|', r.Keys.Append(r.Currency))), Is.EquivalentTo(new[]
        {
            "F10|Done||0012|<10000|CNY", "F10|Refused|ACCOUNT_CLOSED||<1000|CNY", "F10|NotFound|||-|",
        }));
        var done = lines.Single(r => r.Keys[1] == "Done");
        Assert.That((done.Names[0], done.Names[3], done.Count, done.Untouched, done.Answered, done.RequestedMinor, done.ActualMinor), Is.EqualTo(("甲市人民法院", "城中支行", 1L, 1L, 1L, 600_000L, 450_000L)));
        Assert.That(done.Median!.Value.TotalSeconds, Is.InRange(5, 5.7));

        var all = await CountAsync(outcomes, OutcomeKey.Measure, OutcomeKey.Elapsed, OutcomeKey.Day, OutcomeKey.Channel);
        Assert.That(all.Select(r => $"{string.Join('|', r.Keys)} {r.Count} {r.Answered} {r.Slowest is null}"), Is.EquivalentTo(new[]
        {
            $"01|<10s|{Day()}|zdz 2 2 False", $"inquiry|-|{Day()}|zdz 1 0 True",
        }));
        Assert.That((await CountAsync(outcomes)).Sum(r => r.Count), Is.EqualTo(3), "by nothing: a row for each currency");
        Assert.That(await outcomes.CountAsync(new OutcomeQuery(Start.AddDays(1), Start.AddDays(2), [], TimeSpan.Zero), Cancel), Is.Empty);
    }

    string Day() => DateOnly.FromDateTime(Start.ToOffset(TimeSpan.FromHours(8)).DateTime).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    async Task OutcomeAsync(string account, Func<LineAnswer, LineAnswer> change, Branch branch)
    {
        var turn = await OpenTurnAsync(account);
        var outcome = Make.Refused(turn, Register.Reason.AccountClosed);
        await Store.RecordOutcomeAsync(turn, outcome with { Answer = change(outcome.Answer! with { Reason = null }), Branch = branch }, Cancel);
    }

    Task<IReadOnlyList<OutcomeCount>> CountAsync(IOutcomes outcomes, params OutcomeKey[] by) =>
        outcomes.CountAsync(new OutcomeQuery(Start.AddDays(-1), Start.AddDays(1), by, TimeSpan.FromHours(8)), Cancel);
}
