using Gateway.Register;
using Gateway.Register.Orders;
using Gateway.Store.Relational;

namespace Gateway.Store.Tests.Compliance;

public abstract partial class StoreCompliance<TFixture>
{
    [Test]
    public async Task An_accepted_order_is_there_with_its_lines_its_document_and_its_outbox_rows()
    {
        var order = Make.Control("A1", Make.Line("1", "6001"), Make.Line("2", "6002"), Make.Line("3", "6001", subAccount: "01"));
        var result = await AcceptAsync(Make.Accept(order, blobs: Make.Blobs("ruling")));

        Assert.That(result.Kind, Is.EqualTo(AcceptKind.Accepted));
        Assert.That(result.Known.Key, Is.EqualTo(new OrderKey("zdz", "A1", 1)));
        Assert.That(result.Known.State, Is.EqualTo(OrderState.Accepted));
        var file = (await Store.ReadOrderAsync(result.Known.Key, Cancel))!;
        Assert.That(Text(file.Order), Is.EqualTo(Text(order)));
        Assert.That(file.OpenLines, Is.EqualTo(3));
        var outbox = await Store.ReadOutboxAsync("control", 10, Cancel);
        Assert.That(outbox.Select(r => (r.Topic, r.Key)), Is.EqualTo(new[] { ("control", "6001"), ("control", "6002") }));
        Assert.That(await Store.ReadDocumentAsync(Make.Digest("ruling"), Cancel), Is.EqualTo("ruling"u8.ToArray()));
    }

    [Test]
    public async Task An_orders_trace_goes_into_its_messages_and_is_there_for_whoever_has_the_order_in_hand()
    {
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var lines = (string[])[.. Enumerable.Range(0, 10).Select(n => $"60{n:D2}")];
        var control = await AcceptAsync(Make.Accept(Make.Control("A1", [.. lines.Select((account, n) => Make.Line($"{n}", account))])) with { TraceParent = Trace });
        var inquiry = await AcceptAsync(Make.Accept(Make.Inquiry("Q1")) with { TraceParent = Trace });
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6100"))));

        var statistics = await Store.ReadStatisticsAsync(Cancel);
        Assert.That((statistics.OldestControlMessage, statistics.OldestInquiryMessage), Is.EqualTo((Clock.Now, Clock.Now)));
        var messages = await Store.ReadOutboxAsync("control", 20, Cancel);
        Assert.That(messages.Select(m => m.TraceParent), Is.EqualTo((string?[])[.. lines.Select(_ => Trace), null]));
        Assert.That((await Store.OpenTurnAsync("6001", Cancel))!.TraceParent, Is.EqualTo(Trace));
        Assert.That((await Store.OpenTurnAsync("6100", Cancel))!.TraceParent, Is.Null);
        var open = await Store.ReadInquiriesAsync((await Store.ReadOutboxAsync("inquiry", 1, Cancel))[0].Key, 10, Cancel);
        Assert.That(open.Single().TraceParent, Is.EqualTo(Trace));
        Assert.That((await Store.ReadOrderAsync(control.Known.Key, Cancel))!.TraceParent, Is.EqualTo(Trace));
        Assert.That((await Store.ReadOrderAsync(inquiry.Known.Key, Cancel))!.TraceParent, Is.EqualTo(Trace));

        await Store.MarkSentAsync([.. messages.Select(m => m.Id)], Cancel);
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).OldestControlMessage, Is.Null);
    }

    [Test]
    public async Task The_same_content_again_is_a_repeat_and_gets_the_first_answer()
    {
        var first = await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        Clock.Now += TimeSpan.FromMinutes(1);
        var again = await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001")), documents: "sealed again"));

        Assert.That(again, Is.EqualTo(new AcceptResult(AcceptKind.Repeat, first.Known)));
        Assert.That(await Store.ReadOutboxAsync("control", 10, Cancel), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Other_content_under_the_same_number_is_a_conflict_that_shows_the_first_order()
    {
        var first = await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var other = await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6002")), content: "other"));

        Assert.That(other, Is.EqualTo(new AcceptResult(AcceptKind.Conflict, first.Known)));
        Assert.That(await Store.OpenTurnAsync("6002", Cancel), Is.Null);
    }

    [Test]
    public async Task The_same_number_of_another_channel_is_another_order()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var other = await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6002")), channel: "dzd", content: "other"));

        Assert.That(other.Kind, Is.EqualTo(AcceptKind.Accepted));
        Assert.That((await Store.FindOrderAsync("dzd", "A1", Cancel))!.Key.ChannelId, Is.EqualTo("dzd"));
        Assert.That(await Store.FindOrderAsync("dzd", "A2", Cancel), Is.Null);
    }

    [Test]
    public async Task An_order_refused_for_its_seal_gets_a_next_version_when_other_documents_come()
    {
        var bad = Make.Accept(Make.Control("A1", Make.Line("1", "6001")), refusal: Reason.SealInvalid);
        await AcceptAsync(bad);
        var turn = await OpenTurnAsync("6001");
        Assert.That((turn.DocumentRefusal, turn.DocumentRefusalDetail), Is.EqualTo(((Reason?)Reason.SealInvalid, "章不对")));
        await Store.RecordOutcomeAsync(turn, Make.Refused(turn, Reason.SealInvalid), Cancel);
        Assert.That((await Store.FindOrderAsync("zdz", "A1", Cancel))!.Curable, Is.False, "nothing was answered yet");
        await Store.StoreReceiptAsync(Make.Receipt(turn.Order!), Cancel);
        Assert.That((await Store.FindOrderAsync("zdz", "A1", Cancel))!.Curable, Is.True);

        Assert.That((await AcceptAsync(bad with { ExpectedVersion = 2 })).Kind, Is.EqualTo(AcceptKind.Repeat), "the same documents cure nothing");
        Clock.Now += TimeSpan.FromMinutes(5);
        var mended = await AcceptAsync(bad with { ExpectedVersion = 2, DocumentsDigest = Make.Digest("mended"), DocumentRefusal = null });

        Assert.That(mended.Kind, Is.EqualTo(AcceptKind.Accepted));
        Assert.That(mended.Known.Key.Version, Is.EqualTo(2));
        Assert.That(mended.Known.ServiceTime, Is.EqualTo(Clock.Now));
        Assert.That((await OpenTurnAsync("6001")).Order, Is.EqualTo(mended.Known.Key));
        Assert.That((await AcceptAsync(bad with { ExpectedVersion = 3 })).Kind, Is.EqualTo(AcceptKind.Repeat), "version 2 is not refused");
    }

    [Test]
    public async Task An_order_of_which_one_line_was_refused_for_another_reason_is_not_curable()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"), Make.Line("2", "6002"))));
        var first = await OpenTurnAsync("6001");
        await Store.RecordOutcomeAsync(first, Make.Refused(first, Reason.DocumentMissing), Cancel);
        var second = await OpenTurnAsync("6002");
        await Store.RecordOutcomeAsync(second, Make.Refused(second, Reason.AccountNotFound), Cancel);
        await Store.StoreReceiptAsync(Make.Receipt(first.Order!), Cancel);

        Assert.That((await Store.FindOrderAsync("zdz", "A1", Cancel))!.Curable, Is.False);
    }

    [Test]
    public async Task A_hundred_orders_at_once_share_transactions_and_all_are_there()
    {
        var before = Store.Commits;
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            Task.Run(() => Store.AcceptAsync(Make.Accept(Make.Control($"A{i}", Make.Line("1", $"6{i:000}")), blobs: Make.Blobs($"ruling {i}")), Cancel), Cancel)));

        Assert.That(results.Select(r => r.Kind), Is.All.EqualTo(AcceptKind.Accepted));
        Assert.That(Store.Commits - before, Is.LessThan(100).And.GreaterThan(0));
        Assert.That(results.Select(r => r.Known.ArrivedAt), Is.Unique, "no two orders arrive at the same moment");
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).OpenLines, Is.EqualTo(100));
    }

    [Test]
    public async Task Of_racing_submissions_of_one_order_exactly_one_is_accepted()
    {
        await using var other = await Fixture.OpenAsync(Clock);
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            () => (i % 2 == 0 ? Store : other).AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001")), content: i < 16 ? "content" : "other"), Cancel), Cancel)));

        Assert.That(results.Count(r => r.Kind == AcceptKind.Accepted), Is.EqualTo(1));
        Assert.That(results.Select(r => r.Known.ArrivedAt).Distinct().Count(), Is.EqualTo(1));
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).Orders, Is.EqualTo(1));
    }

    [Test]
    public async Task A_step_that_fails_takes_no_other_step_of_its_batch_with_it()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            var lines = i % 4 == 0 ? new[] { Make.Line("1", $"60{i}"), Make.Line("1", $"61{i}") } : [Make.Line("1", $"60{i}")];
            try
            {
                return (i, (await Store.AcceptAsync(Make.Accept(Make.Control($"A{i}", lines)), Cancel)).Kind == AcceptKind.Accepted, (StoreConstraint?)null);
            }
            catch (StoreConstraintException twice)
            {
                return (i, false, twice.Constraint);
            }
        })));

        Assert.That(results, Is.All.Matches<(int I, bool Accepted, StoreConstraint? Why)>(r => r.I % 4 == 0 ? r.Why == StoreConstraint.OrderLine : r.Accepted));
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).Orders, Is.EqualTo(30));
        Assert.That(await Store.OpenTurnAsync("600", Cancel), Is.Null, "the failed order left nothing behind");
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
    }

    [Test]
    public async Task Arrivals_rise_strictly_even_when_a_clock_stands_still_or_is_set_back_and_across_processes()
    {
        await using var other = await Fixture.OpenAsync(new ManualClock(Start - TimeSpan.FromHours(1)));
        var first = await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var second = await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001"))));
        var third = await other.AcceptAsync(Make.Accept(Make.Control("A3", Make.Line("1", "6001"))), Cancel);

        Assert.That(first.Known.ArrivedAt, Is.EqualTo(Start));
        Assert.That(second.Known.ArrivedAt, Is.EqualTo(Start.AddTicks(1)));
        Assert.That(third.Known.ArrivedAt, Is.EqualTo(Start.AddTicks(2)));
    }

    [Test]
    public async Task The_sent_time_is_the_service_time_only_where_the_channel_is_trusted()
    {
        var order = Make.Control("A1", Make.Line("1", "6001")) with { SentTime = new DateTimeOffset(2026, 7, 1, 8, 55, 0, TimeSpan.FromHours(8)) };
        var trusted = await AcceptAsync(Make.Accept(order, trust: true));
        var other = await AcceptAsync(Make.Accept(order with { OrderNo = "A2" }));

        Assert.That(trusted.Known.ServiceTime, Is.EqualTo(Start - TimeSpan.FromMinutes(5)));
        Assert.That(other.Known.ServiceTime, Is.EqualTo(other.Known.ArrivedAt));
    }

    [Test]
    public async Task Outbox_rows_come_in_order_and_are_gone_once_sent()
    {
        for (var i = 0; i < 3; i++) await AcceptAsync(Make.Accept(Make.Control($"A{i}", Make.Line("1", $"600{i}"))));
        await AcceptAsync(Make.Accept(Make.Inquiry("Q1")));
        var rows = await Store.ReadOutboxAsync("control", 2, Cancel);
        Assert.That(rows.Select(r => r.Key), Is.EqualTo(new[] { "6000", "6001" }));

        await Store.MarkSentAsync([.. rows.Select(r => r.Id)], Cancel);

        Assert.That((await Store.ReadOutboxAsync("control", 3, Cancel)).Select(r => r.Key), Is.EqualTo(new[] { "6002" }));
        Assert.That((await Store.ReadOutboxAsync("inquiry", 3, Cancel)).Select(r => (r.Topic, r.Key)), Is.EqualTo(new[] { ("inquiry", Store.PartyKeyOf(Make.Party)) }));
        Assert.That(await Store.ReadUnfinishedAsync("control", "", 10, Cancel), Is.EqualTo(new[] { "6000", "6001", "6002" }));
        Assert.That(await Store.ReadUnfinishedAsync("control", "6000", 1, Cancel), Is.EqualTo(new[] { "6001" }), "a page behind a key");
        Assert.That(await Store.ReadUnfinishedAsync("inquiry", "", 10, Cancel), Is.EqualTo(new[] { Store.PartyKeyOf(Make.Party) }));
    }

    /// <summary>Records with lists do not compare by content; their text does.</summary>
    static string Text<T>(T value) => StoreJson.Write(value);
}
