using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>C16 and C27: what two people decide with evidence.</summary>
public sealed class DeskActTests
{
    private static LineCase Case(Story story, Measure measure, DeskAct act) =>
        story.Case("desk", "F10", new ControlLine { LineNo = "desk:7", Measure = measure, Account = Story.AccountNo, Act = act }) with { Header = null };

    private static string Id(string order) => $"zdz:{order}:1:1";

    [Test]
    public void C16_a_hand_over_changes_two_places_and_nothing_else()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000);
        story.Freeze("O2", 8000, "F11");
        story.Freeze("O3", 5000, "F12");
        var line = Case(story, Measure.HandOver, new DeskAct { TaskId = 7, FreezeId = Id("O3"), OtherFreezeId = Id("O1") });
        var after = FreezeRegister.Apply(story.Book, FreezeRegister.Decide(line));
        var position = FreezeRegister.Position(story.Live(), story.Live().Registers[0], after, story.Now, story.Rules);
        Assert.That(position.Freezes.Select(f => (f.OrderNo, f.ActualMinor)), Is.EqualTo(new[] { ("O3", 500000L), ("O2", 500000L), ("O1", 0L) }));
        Assert.That(after.Freezes.Select(f => (f.LimitMinor, f.To)), Is.EqualTo(story.Book.Freezes.Select(f => (f.LimitMinor, f.To))));
    }

    [Test]
    public void C16_a_transfer_keeps_rank_limit_and_dates_and_gives_the_freeze_to_the_other_court()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000);
        var line = Case(story, Measure.Transfer, new DeskAct { TaskId = 7, FreezeId = Id("O1"), CourtCode = "F11", CourtName = "乙市人民法院" });
        var freeze = FreezeRegister.Apply(story.Book, FreezeRegister.Decide(line)).Freezes[0];
        var before = story.Book.Freezes[0];
        Assert.That((freeze.PresentCourtCode, freeze.PresentCourtName, freeze.CourtCode), Is.EqualTo(("F11", "乙市人民法院", "F10")));
        Assert.That((freeze.PresentRankTime, freeze.PresentSequence, freeze.LimitMinor, freeze.To), Is.EqualTo((before.RankTime, before.Sequence, before.LimitMinor, before.To)));
    }

    [Test]
    public void C16_between_orders_of_one_service_time_a_hand_over_changes_places_too()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000);
        var second = story.Case("O2", "F11", new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = 8000, To = Story.Start.AddDays(90) });
        story.Send(second with { RankTime = story.Book.Freezes[0].RankTime });
        story.Act(Measure.HandOver, new DeskAct { TaskId = 7, FreezeId = Id("O2"), OtherFreezeId = Id("O1") });
        Assert.That(story.Position.Freezes.Select(f => (f.OrderNo, f.ActualMinor)), Is.EqualTo(new[] { ("O2", 800000L), ("O1", 200000L) }));
    }

    [Test]
    public void C16_a_hand_over_goes_through_although_who_stands_between_the_two_holds_less_then()
    {
        var story = new Story(10000);
        story.Freeze("O1", 2000);
        story.Freeze("O2", 8000, "F11");
        story.Freeze("O3", 6000, "F12");
        story.Act(Measure.HandOver, new DeskAct { TaskId = 7, FreezeId = Id("O3"), OtherFreezeId = Id("O1") });
        Assert.That(story.Position.Freezes.Select(f => (f.OrderNo, f.ActualMinor)), Is.EqualTo(new[] { ("O3", 600000L), ("O2", 400000L), ("O1", 0L) }));
    }

    [TestCase("O1", Reason.OriginalFreezeReleased)]
    [TestCase("O9", Reason.OriginalFreezeNotFound)]
    public void C16_nothing_happens_to_a_freeze_that_has_ended_or_never_was(string order, Reason reason)
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000);
        story.Freeze("O2", 6000, "F11");
        story.Release("O3", "O1");
        var decision = FreezeRegister.Decide(Case(story, Measure.HandOver, new DeskAct { TaskId = 7, FreezeId = Id(order), OtherFreezeId = Id("O2") }));
        Assert.That((decision.Refusal, decision.Changes.Count), Is.EqualTo(((Reason?)reason, 0)));
    }

    [Test]
    public void C27_a_freeze_entered_by_hand_stands_in_the_one_queue_until_it_is_lifted()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000);
        var act = new DeskAct { TaskId = 7, Authority = "某公安局", DocumentNo = "X1", Limit = 3000, To = Story.Start.AddMonths(6) };
        var entry = FreezeRegister.Decide(Case(story, Measure.EnterOtherFreeze, act));
        Assert.That(entry.Instructions.OfType<PutHold>().Single(), Has.Property(nameof(PutHold.HoldId)).EqualTo("other:7").And.Property(nameof(PutHold.LimitMinor)).EqualTo(300000));
        var book = FreezeRegister.Apply(story.Book, entry);
        var position = FreezeRegister.Position(story.Live(), story.Live().Registers[0], book, story.Now, story.Rules);
        Assert.That(position.Freezes.Select(f => (f.DocumentNo.Length > 0 && f.Authority == "某公安局", f.ActualMinor)), Is.EqualTo(new[] { (false, 600000L), (true, 300000L) }));
        Assert.That(position.AvailableMinor, Is.EqualTo(100000));
        var lifted = FreezeRegister.Apply(book, FreezeRegister.Decide(Case(story, Measure.EndOtherFreeze, act) with { Book = book }));
        Assert.That(lifted.OtherFreezes, Is.Empty);
    }

    [Test]
    public void C27_a_freeze_entered_by_hand_ends_behind_its_last_day_and_whoever_stood_behind_it_is_told()
    {
        var story = new Story(10000);
        var act = new DeskAct { TaskId = 7, Authority = "某公安局", DocumentNo = "X1", Limit = 7000, To = Story.Start.AddDays(9) };
        var entered = FreezeRegister.Apply(story.Book, FreezeRegister.Decide(Case(story, Measure.EnterOtherFreeze, act)));
        var court = story.Case("O1", "F10", new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = 5000, To = Story.Start.AddDays(90) }) with { Book = entered };
        var book = FreezeRegister.Apply(entered, FreezeRegister.Decide(court));
        LineCase Expiry(DateOnly endOf) => Case(story, Measure.Expire, act) with
        {
            Book = book,
            ServiceTime = new DateTimeOffset(endOf.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)),
            Line = new ControlLine { LineNo = "expire", Measure = Measure.Expire, Account = Story.AccountNo, ExpiringFreezeId = "other:7" },
        };

        Assert.That(FreezeRegister.Decide(Expiry(Story.Start.AddDays(8))).Instructions, Is.Empty, "its last day counts");
        var line = Expiry(Story.Start.AddDays(9));
        var end = FreezeRegister.Decide(line);
        Assert.That(end.Instructions.OfType<RemoveHold>().Single().HoldId, Is.EqualTo("other:7"));
        var after = FreezeRegister.Apply(book, end);
        Assert.That(after.OtherFreezes, Is.Empty);
        var notice = FreezeRegister.Notices(line, end, after, story.Live(), null).Single();
        Assert.That((notice.Order.OrderNo, notice.Answer.ActualMinor), Is.EqualTo(("O1", (long?)500000)));
        Assert.That(FreezeRegister.Decide(line with { Book = after }).Instructions, Is.Empty, "it is over once");
    }

    [Test]
    public void C27_a_freeze_of_the_cores_that_ended_by_its_date_alone_is_told_of_at_the_next_look()
    {
        var story = new Story(10000).OtherFreeze(7000, to: Story.Start.AddDays(9));
        story.Freeze("O1", 5000);
        var seen = Answers.SeenEntries.Of(story.Live().Registers[0], story.Today);
        Assert.That(Answers.SeenEntries.Of(story.Live().Registers[0], Story.Start.AddDays(9)), Is.EqualTo(seen).Using<Answers.SeenEntries>((a, b) => a.SameAs(b)), "its last day counts");
        story.GoTo(Story.Start.AddDays(10));
        var look = story.Case("look", "F10", new ControlLine { LineNo = "claims", Measure = Measure.ClaimsChanged, Account = Story.AccountNo }) with { Header = null };
        var notice = FreezeRegister.Notices(look, FreezeRegister.Decide(look), story.Book, story.Live(), seen).Single();
        Assert.That((notice.Order.OrderNo, notice.Answer.ActualMinor, notice.Answer.PriorCount), Is.EqualTo(("O1", (long?)500000, 0)));
        Assert.That(Answers.SeenEntries.Of(story.Live().Registers[0], story.Today).OtherFreezes, Is.Empty);
    }

    // Rules:Terms: by authority and by what is frozen, from the start, that day included.
    [TestCase(AuthorityKind.Police, AssetKind.Deposit, 6, 0, null)]
    [TestCase(AuthorityKind.Police, AssetKind.Deposit, 6, 1, Reason.TermInvalid)]
    [TestCase(AuthorityKind.Police, AssetKind.OtherAsset, 24, 0, null)]
    [TestCase(AuthorityKind.Police, AssetKind.OtherAsset, 24, 1, Reason.TermInvalid)]
    [TestCase(AuthorityKind.Procuratorate, AssetKind.Deposit, 12, 0, null)]
    [TestCase(AuthorityKind.Procuratorate, AssetKind.Deposit, 12, 1, Reason.TermInvalid)]
    [TestCase(AuthorityKind.StateSecurity, AssetKind.OtherAsset, 24, 1, Reason.TermInvalid)]
    [TestCase(AuthorityKind.Supervision, AssetKind.OtherAsset, 24, 1, Reason.TermInvalid)]
    [TestCase(AuthorityKind.Court, AssetKind.Deposit, 12, 1, Reason.TermInvalid)]
    [TestCase(AuthorityKind.Court, AssetKind.OtherAsset, 36, 0, null)]
    [TestCase(AuthorityKind.Other, AssetKind.OtherAsset, 36, 0, null)]
    [TestCase(AuthorityKind.Other, AssetKind.Deposit, 12, 1, Reason.TermInvalid)]
    public void C27_the_longest_term_is_set_by_authority_and_asset(AuthorityKind authority, AssetKind asset, int months, int days, Reason? reason)
    {
        var story = new Story(10000, rules: new Rules { Terms = new Terms { Police = new Term(6, 24) } });
        var from = Story.Start.AddDays(-10);
        var act = new DeskAct { TaskId = 7, Authority = "某机关", AuthorityKind = authority, AssetKind = asset, DocumentNo = "X1", Limit = 1, From = from, To = from.AddMonths(months).AddDays(days) };
        Assert.That(FreezeRegister.Decide(Case(story, Measure.EnterOtherFreeze, act)).Refusal, Is.EqualTo(reason));
    }

    [Test]
    public void C27_a_freeze_that_begins_tomorrow_is_not_entered() =>
        Assert.That(
            FreezeRegister.Decide(Case(new Story(10000), Measure.EnterOtherFreeze, new DeskAct { TaskId = 7, Authority = "某公安局", DocumentNo = "X1", From = Story.Start.AddDays(1), To = Story.Start.AddDays(9) })).Refusal,
            Is.EqualTo(Reason.TermInvalid));

    [Test]
    public void C27_a_freeze_entered_by_hand_that_took_more_than_those_behind_it_can_be_lifted()
    {
        // The entered one takes the most of all: nobody behind it takes as much when it is gone.
        var story = new Story(10000);
        var act = new DeskAct { TaskId = 7, Authority = "某公安局", DocumentNo = "X1", Limit = 9500, To = Story.Start.AddDays(9) };
        var book = FreezeRegister.Apply(story.Book, FreezeRegister.Decide(Case(story, Measure.EnterOtherFreeze, act)));
        var first = story.Case("O1", "F10", new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = 700, To = act.To!.Value.AddDays(100) }) with { Book = book };
        book = FreezeRegister.Apply(book, FreezeRegister.Decide(first));
        var decision = FreezeRegister.Decide(Case(story, Measure.EndOtherFreeze, act) with { Book = book });
        Assert.That(decision.Instructions, Is.EqualTo(new[] { new RemoveHold(book.Key, "other:7") }));
        Assert.That(FreezeRegister.Apply(book, decision).OtherFreezes, Is.Empty);
    }

    [Test]
    public void C16_after_a_transfer_the_notice_speaks_to_the_present_court_and_lists_none_of_its_own_freezes()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000, "F11");
        story.Freeze("O2", 8000);
        story.Freeze("O3", 100, "F11");
        story.Freeze("O4", 100);
        var transferred = FreezeRegister.Apply(story.Book, FreezeRegister.Decide(Case(story, Measure.Transfer, new DeskAct { TaskId = 7, FreezeId = Id("O2"), CourtCode = "F11", CourtName = "乙市人民法院" })));
        var release = story.Case("O5", "F11", new ControlLine { LineNo = "1", Measure = Measure.Release, Account = Story.AccountNo, OriginalOrderNo = "O1" }) with { Book = transferred };
        var decision = FreezeRegister.Decide(release);
        var notice = FreezeRegister.Notices(release, decision, FreezeRegister.Apply(transferred, decision), story.Live(), null)[0];
        Assert.That((notice.FreezeId, notice.CourtCode, notice.CourtName, notice.ChannelId), Is.EqualTo((Id("O2"), "F11", "乙市人民法院", "zdz")));
        Assert.That(notice.Answer.Later.Select(f => f.DocumentNo), Is.EqualTo(new[] { "O4号裁定" }));
    }

    // The order's channel has ended since, and spoke for F10 alone; "ddd" speaks for both now.
    [TestCase(null, "zdz", TestName = "{m}: no transfer, so where the order came from")]
    [TestCase("F11", "ddd", TestName = "{m}: transferred, so where the present court is heard")]
    public void C16_a_notice_takes_the_channel_of_the_court_whose_freeze_it_is(string? transferredTo, string through)
    {
        Channel Of(string id, DateOnly? until, params string[] courts) => new(id, id, ChannelKind.DianDuiDian, [], courts, null, until, false);
        var story = new Story(10000);
        story.Freeze("O1", 6000, "F12");
        story.Freeze("O2", 8000);
        if (transferredTo is not null) story.Act(Measure.Transfer, new DeskAct { TaskId = 7, FreezeId = Id("O2"), CourtCode = transferredTo, CourtName = "乙市人民法院" });
        var release = story.Case("O3", "F12", new ControlLine { LineNo = "1", Measure = Measure.Release, Account = Story.AccountNo, OriginalOrderNo = "O1" }) with
        {
            AllCourts = Story.Directory with { Channels = [Of("zdz", Story.Start.AddDays(-1), "F10"), Of("ddd", null, "F10", "F11")] },
        };
        var decision = FreezeRegister.Decide(release);
        var notice = FreezeRegister.Notices(release, decision, FreezeRegister.Apply(story.Book, decision), story.Live(), null).Single();
        Assert.That((notice.FreezeId, notice.ChannelId), Is.EqualTo((Id("O2"), through)));
    }

    [Test]
    public void C27_nothing_is_lifted_that_nobody_entered() =>
        Assert.That(FreezeRegister.Decide(Case(new Story(10000), Measure.EndOtherFreeze, new DeskAct { TaskId = 7, Authority = "某公安局", DocumentNo = "X1" })).Refusal, Is.EqualTo(Reason.OriginalFreezeNotFound));

    [TestCase(0, 100, Reason.AmountInvalid)]
    [TestCase(1.005, 100, Reason.AmountInvalid)]
    [TestCase(1, -1, Reason.TermInvalid)]
    public void C27_an_entry_that_means_nothing_does_nothing(decimal limit, int days, Reason reason)
    {
        var story = new Story(10000);
        var act = new DeskAct { TaskId = 7, Authority = "某公安局", DocumentNo = "X1", Limit = limit, To = Story.Start.AddDays(days) };
        Assert.That(FreezeRegister.Decide(Case(story, Measure.EnterOtherFreeze, act)).Refusal, Is.EqualTo(reason));
    }
}
