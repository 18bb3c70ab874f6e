using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>Kind ADVANCE (C5, C17): whose freeze takes more without an order of its own, and what its court is told.</summary>
internal sealed class AdvanceNoticeTests
{
    private static readonly DateOnly LastDay = Story.Start.AddDays(9);

    private static string Id(string order) => $"zdz:{order}:1:1";

    private static ControlLine Line(Measure measure, string original) => new() { LineNo = "1", Measure = measure, Account = Story.AccountNo, OriginalOrderNo = original };

    /// <summary>C3: 10 000 under 6 000, 8 000, 5 000 of three courts.</summary>
    private static Story Queue(Rules? rules = null)
    {
        var story = new Story(10000, rules: rules);
        story.Freeze("O1", 6000);
        story.Freeze("O2", 8000, "F11");
        story.Freeze("O3", 5000, "F12");
        return story;
    }

    private static IReadOnlyList<FreezeNotice> NoticesOf(Story story, LineCase line, SeenEntries? seen = null)
    {
        var final = FreezeRegister.Decide(line);
        if (final.ThenDebit) final = FreezeRegister.DecideDebit(line, final, story.Live());
        story.Core.BalanceMinor -= final.Deduction?.AmountMinor ?? 0;
        return FreezeRegister.Notices(line, final, FreezeRegister.Apply(line.Book, final), story.Live(), seen);
    }

    private static string[] Brief(IEnumerable<FreezeNotice> notices) => [.. notices.Select(n => $"{n.Order.OrderNo} {n.Answer.ActualMinor / 100}")];

    [TestCase(Measure.Release, "O1", null, new[] { "O2 8000", "O3 2000" }, TestName = "{m}: C5, the first is released")]
    [TestCase(Measure.Release, "O1", 3500, new[] { "O2 7500" }, TestName = "{m}: C6, a part of the first is released")]
    [TestCase(Measure.Release, "O2", null, new[] { "O3 4000" }, TestName = "{m}: C7, the second is released")]
    [TestCase(Measure.Release, "O3", null, new string[0], TestName = "{m}: nothing stood behind it")]
    [TestCase(Measure.Deduct, "O1", 6000, new string[0], TestName = "{m}: C11, who spends his own slice moves nobody's")]
    [TestCase(Measure.Deduct, "O2", 4000, new string[0], TestName = "{m}: C13, a deduction from the middle")]
    public void Whoever_takes_more_is_told(Measure measure, string original, int? amount, string[] told)
    {
        var story = Queue();
        var court = original switch { "O1" => "F10", "O2" => "F11", _ => "F12" };
        var line = story.Case("R1", court, Line(measure, original) with { Amount = amount, Payee = Story.PayeeOf(court) });
        Assert.That(Brief(NoticesOf(story, line)), Is.EqualTo(told));
    }

    [Test]
    public void Another_authority_is_not_told_but_counted()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000);
        story.OtherFreeze(7000);
        story.Freeze("O2", 5000, "F11");
        Assert.That(Brief(NoticesOf(story, story.Case("R1", "F10", Line(Measure.Release, "O1")))), Is.EqualTo(new[] { "O2 3000" }));
    }

    [TestCase("2027-06-30", new[] { "O2 2000" }, TestName = "{m}: renewed, so its own receipt says it")]
    [TestCase("2026-11-20", new[] { "O1 6000", "O2 2000" }, TestName = "{m}: refused, so nothing else says it")]
    public void The_lines_own_freeze_is_not_among_them_unless_the_line_was_refused(DateTime to, string[] told)
    {
        var story = new Story(8000).Claim("P1", 7000);
        story.Freeze("O1", 6000, with: l => l with { To = Story.Start.AddDays(90) });
        story.Freeze("O2", 8000, "F11");
        var seen = SeenEntries.Of(story.Live().Registers[0], story.Today);
        story.EndClaim("P1");
        var line = story.Case("R1", "F10", Line(Measure.Renew, "O1") with { To = DateOnly.FromDateTime(to) });
        Assert.That(Brief(NoticesOf(story, line, seen)), Is.EqualTo(told));
    }

    [Test]
    public void Without_knowing_what_was_there_before_only_the_lines_own_effect_counts()
    {
        var story = new Story(8000).Claim("P1", 7000);
        story.Freeze("O1", 6000);
        story.EndClaim("P1");
        var look = story.Case("look", "F10", Line(Measure.ClaimsChanged, "")) with { Header = null };
        Assert.That(NoticesOf(story, look), Is.Empty);
    }

    [Test]
    public void What_a_court_is_told_is_the_freeze_as_it_stands_and_never_its_own_freezes_beside_it()
    {
        var story = new Story(10000).Claim("P1", 500);
        story.Freeze("O1", 6000);
        story.Freeze("O2", 1000, "F11");
        story.Freeze("O3", 1000, "F12");
        story.Freeze("O4", 8000, "F11");
        story.Freeze("O5", 1000, "F10");
        story.Freeze("O6", 1000, "F11");
        story.Freeze("O7", 1000, "F12");
        var notice = NoticesOf(story, story.Case("R1", "F10", Line(Measure.Release, "O1")))[0];
        var answer = notice.Answer;
        Assert.That((notice.FreezeId, answer.LineNo, answer.Controlled, answer.WholeAccount), Is.EqualTo((Id("O4"), "1", true, false)));
        Assert.That((answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor), Is.EqualTo(((long?)800000, (long?)750000, (long?)50000)));
        Assert.That((answer.Rank, answer.PriorCount, answer.LaterCount), Is.EqualTo(((int?)3, 2, 3)), "its own among them");
        Assert.That(answer.Prior.Select(f => f.DocumentNo), Is.EqualTo(new[] { "O3号裁定" }));
        Assert.That(answer.Later.Select(f => f.DocumentNo), Is.EqualTo(new[] { "O5号裁定", "O7号裁定" }));
        Assert.That((answer.Claims.Count, answer.Remark), Is.EqualTo((1, "实际控制金额由 1500.00 增至 7500.00")));
    }

    [Test]
    public void C22_a_whole_account_that_takes_more_is_told_without_limit_and_beyond()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000);
        story.FreezeWhole("O2", "F11");
        var answer = NoticesOf(story, story.Case("R1", "F10", Line(Measure.Release, "O1"))).Single().Answer;
        Assert.That((answer.WholeAccount, answer.RequestedMinor, answer.ActualMinor, answer.BeyondMinor), Is.EqualTo((true, (long?)null, (long?)1000000, (long?)0)));
    }

    [Test]
    public void C8_of_two_freezes_that_end_on_one_day_the_one_that_still_held_something_lets_the_next_take_hold()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000, with: l => l with { To = LastDay });
        story.Freeze("O2", 3000, "F11", l => l with { To = LastDay });
        story.Freeze("O3", 8000, "F12");
        story.Release("O4", "O1");
        Assert.That(Brief(NoticesOf(story, Expiry(story, "O1"))), Is.Empty, "it was released before, and told of then");
        Assert.That(Brief(NoticesOf(story, Expiry(story, "O2"))), Is.EqualTo(new[] { "O3 8000" }));
    }

    private static LineCase Expiry(Story story, string order) => story.Case("expire", "F10", Line(Measure.Expire, "")) with
    {
        Header = null,
        Line = Line(Measure.Expire, "") with { ExpiringFreezeId = Id(order) },
        ServiceTime = new DateTimeOffset(LastDay.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)),
    };

    // Claims as NUMBER SECONDS AMOUNT, the seconds from the first freeze's rank; the second freeze stands 10 seconds behind it.
    [TestCase("", "P+1:100", "P+1:100", TestName = "{m}: new behind the freeze")]
    [TestCase("", "P+0:100", "", TestName = "{m}: registered at the same moment, so it stands before")]
    [TestCase("", "P-1:100", "", TestName = "{m}: registered before")]
    [TestCase("P+1:100", "P+1:100", "", TestName = "{m}: known already")]
    [TestCase("P+1:100 Q+2:100", "P+1:100 Q+2:100", "", TestName = "{m}: both known already")]
    [TestCase("P+1:100", "P+1:101", "P+1:101", TestName = "{m}: raised in place")]
    [TestCase("P+1:100", "P+1:99", "", TestName = "{m}: fallen")]
    [TestCase("P+1:100", "P+1:100 P+2:50", "P+2:50", TestName = "{m}: raised by an entry of its own")]
    [TestCase("Q+1:100", "P+1:100", "P+1:100", TestName = "{m}: another one of the same moment")]
    [TestCase("P+2:100", "P+1:100", "P+1:100", TestName = "{m}: the same one at another moment")]
    [TestCase("", "P+5:100", "P+5:100", TestName = "{m}: between the freezes")]
    public void C17b_a_claim_behind_a_freeze_is_an_alarm_once(string seen, string now, string late)
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000);
        var first = story.Now;
        story.GoTo(story.Today, TimeOnly.FromDateTime(first.DateTime.AddSeconds(9)));
        story.Freeze("O2", 6000, "F11");
        Assert.That(Written(Late(story, first, Parse(seen, first), Parse(now, first)), first), Is.EqualTo(late));
    }

    [Test]
    public void C17b_a_claim_behind_a_freeze_that_has_ended_is_no_alarm()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000);
        var first = story.Now;
        story.Release("O2", "O1");
        Assert.That(Late(story, first, [], Parse("P+1:100", first)), Is.Empty);
        Assert.That(FreezeRegister.LateClaims(story.Case("look", "F10", Line(Measure.ClaimsChanged, "")), story.Book, story.Live(), null), Is.Empty, "nothing known, nothing late");
    }

    private static IReadOnlyList<ClaimPart> Late(Story story, DateTimeOffset first, IReadOnlyList<ClaimPart> seen, IReadOnlyList<ClaimPart> now)
    {
        var live = story.Live();
        return FreezeRegister.LateClaims(
            story.Case("look", "F10", Line(Measure.ClaimsChanged, "")), story.Book, live with { Registers = [live.Registers[0] with { Claims = now }], AsOf = first }, new SeenEntries(seen, []));
    }

    private static List<ClaimPart> Parse(string text, DateTimeOffset first) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => new ClaimPart(part[..1], "PLEDGE", "某公司", "", "", int.Parse(part.Split(':')[1]), first.AddSeconds(int.Parse(part[1..].Split(':')[0]))))];

    private static string Written(IEnumerable<ClaimPart> parts, DateTimeOffset first) =>
        string.Join(' ', parts.Select(p => $"{p.ClaimId}{(p.RegisteredAt - first).TotalSeconds:+0;-0}:{p.AmountMinor}"));

    [Test]
    public void The_cores_entries_are_the_same_only_if_claims_and_other_freezes_are()
    {
        var story = new Story(10000).Claim("P1", 100).OtherFreeze(100);
        var seen = SeenEntries.Of(story.Live().Registers[0], story.Today);
        Assert.That(seen.SameAs(SeenEntries.Of(story.Live().Registers[0], story.Today)), Is.True);
        Assert.That(seen.SameAs(seen with { Claims = [] }), Is.False);
        Assert.That(seen.SameAs(seen with { OtherFreezes = [] }), Is.False);
    }
}
