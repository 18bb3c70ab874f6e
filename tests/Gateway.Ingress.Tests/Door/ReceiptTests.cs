using Gateway.Contracts.V1;
using Gateway.Ingress.Tests.Support;
using Grpc.Core;

namespace Gateway.Ingress.Tests.Door;

[CancelAfter(120_000)]
public sealed class ReceiptTests
{
    DoorUnderTest door = null!;

    [SetUp]
    public async Task Start() => door = await DoorUnderTest.StartAsync();

    [TearDown]
    public async Task Stop() => await door.DisposeAsync();

    [Test]
    public async Task GetReceipt_waits_until_the_answer_is_there(CancellationToken cancel)
    {
        await Submit("O1", cancel);
        var waiting = door.Client.GetReceiptAsync(new GetReceiptRequest { OrderNo = "O1" }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1), cancellationToken: cancel).ResponseAsync;

        var stored = await door.AnswerAsync("O1");
        var receipt = await waiting;

        Assert.Multiple(() =>
        {
            Assert.That((receipt.OrderNo, receipt.OrderVersion, receipt.Sequence, receipt.Kind, receipt.Repeat), Is.EqualTo(("O1", 1, stored.Sequence, ReceiptKind.Final, false)));
            Assert.That(receipt.Ofd.ToByteArray(), Is.EqualTo(stored.Ofd));
            Assert.That(receipt.Body.Controls.Single().Reason, Is.EqualTo("ACCOUNT_NOT_FOUND"));
            Assert.That(receipt.FileName, Is.EqualTo("receipt-00000001.ofd"));
        });
    }

    [Test]
    public async Task A_receipt_too_large_for_a_message_is_downloaded_in_pieces_from_any_byte_on(CancellationToken cancel)
    {
        await Submit("O1", cancel);
        var content = new byte[5 << 20];
        new Random(1).NextBytes(content);
        await door.AnswerAsync("O1", content);

        var receipt = await door.Client.GetReceiptAsync(new GetReceiptRequest { OrderNo = "O1" }, cancellationToken: cancel);
        Assert.That((receipt.Ofd.IsEmpty, receipt.OfdBytes, receipt.MediaType), Is.EqualTo((true, (long)content.Length, "application/ofd")));
        foreach (var from in (long[])[0, 300_001])
        {
            using var whole = new MemoryStream();
            using var call = door.Client.DownloadReceipt(new DownloadReceiptRequest { Sequence = receipt.Sequence, FromByte = from }, cancellationToken: cancel);
            await foreach (var piece in call.ResponseStream.ReadAllAsync(cancel))
            {
                Assert.That((piece.Offset, piece.Data.Length <= 256 * 1024), Is.EqualTo((from + whole.Length, true)));
                piece.Data.WriteTo(whole);
            }

            Assert.That(whole.ToArray().AsSpan().SequenceEqual(content.AsSpan((int)from)), Is.True);
        }

        var unknown = Faults.Of(() => door.Client.DownloadReceipt(new DownloadReceiptRequest { Sequence = receipt.Sequence + 1 }, cancellationToken: cancel).ResponseStream.MoveNext(cancel));
        Assert.That(unknown.StatusCode, Is.EqualTo(StatusCode.NotFound));
    }

    [Test]
    public async Task GetReceipt_ends_with_the_callers_deadline(CancellationToken cancel)
    {
        await Submit("O1", cancel);

        var fault = Faults.Of(() => door.Client.GetReceiptAsync(new GetReceiptRequest { OrderNo = "O1" }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(300), cancellationToken: cancel).ResponseAsync);

        Assert.That(fault.StatusCode, Is.EqualTo(StatusCode.DeadlineExceeded));
    }

    [Test]
    public async Task GetReceipt_without_a_deadline_waits_no_longer_than_the_setting(CancellationToken cancel)
    {
        await using var impatient = await DoorUnderTest.StartAsync(settings: [("Ingress:ReceiptWaitSeconds", "1")]);
        await impatient.Client.SubmitAsync(new SubmitRequest { Order = Papers.Freeze() }, cancellationToken: cancel);

        var fault = Faults.Of(() => impatient.Client.GetReceiptAsync(new GetReceiptRequest { OrderNo = "O1" }, cancellationToken: cancel).ResponseAsync);

        Assert.That(fault.StatusCode, Is.EqualTo(StatusCode.DeadlineExceeded));
    }

    [Test]
    public async Task GetReceipt_knows_a_channels_own_orders_and_versions_only(CancellationToken cancel)
    {
        await Submit("O1", cancel);
        await door.AnswerAsync("O1");

        GetReceiptRequest[] unknown = [new() { OrderNo = "O9" }, new() { OrderNo = "" }, new() { OrderNo = new string('x', 5000) }, new() { OrderNo = "O1", OrderVersion = 2 }, new() { OrderNo = "O1", OrderVersion = -1 }];
        foreach (var request in unknown)
            Assert.That(Faults.Of(() => door.Client.GetReceiptAsync(request, cancellationToken: cancel).ResponseAsync).StatusCode, Is.EqualTo(StatusCode.NotFound), request.ToString());
        Assert.That(Faults.Of(() => door.OtherClient.GetReceiptAsync(new GetReceiptRequest { OrderNo = "O1" }, cancellationToken: cancel).ResponseAsync).StatusCode, Is.EqualTo(StatusCode.NotFound), "another channel's");
        Assert.That(Faults.Of(() => door.OtherClient.GetOrderAsync(new GetOrderRequest { OrderNo = "O1" }, cancellationToken: cancel).ResponseAsync).StatusCode, Is.EqualTo(StatusCode.NotFound), "another channel's");
    }

    [Test]
    public async Task WatchReceipts_gives_what_is_there_and_then_what_comes(CancellationToken cancel)
    {
        foreach (var no in new[] { "O1", "O2" })
        {
            await Submit(no, cancel);
            await door.AnswerAsync(no);
        }

        using var watch = door.Client.WatchReceipts(new WatchReceiptsRequest { FromSequence = 2 }, cancellationToken: cancel);
        Assert.That(await Next(watch, cancel), Is.EqualTo((2L, "O2")));
        await Submit("O3", cancel);
        await door.AnswerAsync("O3");
        Assert.That(await Next(watch, cancel), Is.EqualTo((3L, "O3")));
    }

    [Test]
    public async Task WatchReceipts_finds_what_another_process_stored(CancellationToken cancel)
    {
        await Submit("O1", cancel);
        using var watch = door.Client.WatchReceipts(new WatchReceiptsRequest(), cancellationToken: cancel);
        await watch.ResponseHeadersAsync;

        // No signal is given: the store is polled.
        await Bank.AnswerAsync(door.Store, (await door.Store.FindOrderAsync("zdz", "O1", cancel))!.Key);

        Assert.That(await Next(watch, cancel), Is.EqualTo((1L, "O1")));
    }

    [Test]
    public async Task Acknowledged_receipts_come_only_when_asked_for(CancellationToken cancel)
    {
        foreach (var no in new[] { "O1", "O2" })
        {
            await Submit(no, cancel);
            await door.AnswerAsync(no);
        }

        var reply = await door.Client.AcknowledgeReceiptsAsync(new AcknowledgeReceiptsRequest { Sequences = { 1, 1, 77 } }, cancellationToken: cancel);

        using var rest = door.Client.WatchReceipts(new WatchReceiptsRequest(), cancellationToken: cancel);
        using var all = door.Client.WatchReceipts(new WatchReceiptsRequest { AcknowledgedToo = true }, cancellationToken: cancel);
        Assert.That(reply.Unknown, Is.EqualTo(new[] { 77L }));
        Assert.That(await Next(rest, cancel), Is.EqualTo((2L, "O2")));
        Assert.That(await Next(all, cancel), Is.EqualTo((1L, "O1")));
        Assert.That((await door.Client.GetOrderAsync(new GetOrderRequest { OrderNo = "O1" }, cancellationToken: cancel)).State, Is.EqualTo(OrderState.Acknowledged));
    }

    [TestCase(2, 1, false, TestName = "Who has seen all receipts and asks for the next one is not ahead of the store")]
    [TestCase(3, 1, true, TestName = "A channel that asks behind a receipt that was never given out is noticed")]
    [TestCase(1, 2, true, TestName = "A channel that acknowledges a receipt that was never given out is noticed")]
    public async Task A_channel_ahead_of_the_store(long watched, long acknowledged, bool noticed)
    {
        await using var alone = await DoorUnderTest.StartAsync();
        await alone.Client.SubmitAsync(new SubmitRequest { Order = Papers.Freeze() });
        await alone.AnswerAsync("O1");

        using var watch = alone.Client.WatchReceipts(new WatchReceiptsRequest { FromSequence = watched, AcknowledgedToo = true });
        await watch.ResponseHeadersAsync;
        await alone.Client.AcknowledgeReceiptsAsync(new AcknowledgeReceiptsRequest { Sequences = { acknowledged } });

        Assert.That(alone.Metrics.Ahead("zdz", 1), Is.Not.EqualTo(noticed), "it says whether it was not noticed before");
    }

    [Test]
    public async Task A_certificate_that_people_take_out_of_the_register_sends_and_fetches_nothing_more_on_streams_that_stand(CancellationToken cancel)
    {
        await using var alone = await DoorUnderTest.StartAsync();
        using var watch = alone.Client.WatchReceipts(new WatchReceiptsRequest(), cancellationToken: cancel);
        await watch.ResponseHeadersAsync;
        using var sending = alone.Client.SubmitMany(cancellationToken: cancel);
        await sending.RequestStream.WriteAsync(new SubmitRequest { Order = Papers.Freeze() }, cancel);
        Assert.That(await sending.ResponseStream.MoveNext(cancel), Is.True);

        alone.Courts.Replace(alone.Courts.Now with { Channels = [] });
        await sending.RequestStream.WriteAsync(new SubmitRequest { Order = Papers.Freeze(change: o => o.OrderNo = "O2") }, cancel);

        Assert.That(Faults.Of(() => sending.ResponseStream.MoveNext(cancel)).StatusCode, Is.EqualTo(StatusCode.PermissionDenied));
        Assert.That(Faults.Of(() => watch.ResponseStream.MoveNext(cancel)).StatusCode, Is.EqualTo(StatusCode.PermissionDenied));
        Assert.That(await alone.Store.FindOrderAsync("zdz", "O2", cancel), Is.Null);
    }

    [Test]
    public async Task A_channel_neither_sees_nor_acknowledges_another_channels_receipts(CancellationToken cancel)
    {
        await Submit("O1", cancel);
        await door.AnswerAsync("O1");

        var reply = await door.OtherClient.AcknowledgeReceiptsAsync(new AcknowledgeReceiptsRequest { Sequences = { 1 } }, cancellationToken: cancel);
        await SubmitOfOther("P1", cancel);
        await door.AnswerAsync("P1", channel: "ddd");

        using var watch = door.OtherClient.WatchReceipts(new WatchReceiptsRequest(), cancellationToken: cancel);
        Assert.That(reply.Unknown, Is.EqualTo(new[] { 1L }));
        Assert.That(await Next(watch, cancel), Is.EqualTo((1L, "P1")), "a sequence of its own, and its own receipt first");
    }

    [Test]
    public void More_acknowledgements_than_1000_are_a_fault(CancellationToken cancel)
    {
        var fault = Faults.Of(() => door.Client.AcknowledgeReceiptsAsync(
            new AcknowledgeReceiptsRequest { Sequences = { Enumerable.Range(1, 1001).Select(i => (long)i) } }, cancellationToken: cancel).ResponseAsync);

        Assert.That((fault.StatusCode, Faults.FieldsOf(fault).Single()), Is.EqualTo((StatusCode.InvalidArgument, "sequences")));
    }

    [Test]
    public async Task GetOrder_tells_how_an_order_stands(CancellationToken cancel)
    {
        await Submit("O1", cancel);
        var before = await door.Client.GetOrderAsync(new GetOrderRequest { OrderNo = "O1" }, cancellationToken: cancel);
        var stored = await door.AnswerAsync("O1");
        var after = await door.Client.GetOrderAsync(new GetOrderRequest { OrderNo = "O1" }, cancellationToken: cancel);

        Assert.Multiple(() =>
        {
            Assert.That((before.State, before.Lines, before.OpenLines, before.ReceiptSequence), Is.EqualTo((OrderState.Accepted, 1, 1, 0L)));
            Assert.That((after.State, after.Lines, after.OpenLines, after.ReceiptSequence), Is.EqualTo((OrderState.Answered, 1, 0, stored.Sequence)));
        });
    }

    [Test]
    public async Task A_watcher_is_sent_away_when_the_service_stops(CancellationToken cancel)
    {
        using var watch = door.Client.WatchReceipts(new WatchReceiptsRequest(), cancellationToken: cancel);
        await watch.ResponseHeadersAsync;

        door.Lifetime.StopApplication();

        var fault = Faults.Of(() => watch.ResponseStream.MoveNext(cancel));
        Assert.That((fault.StatusCode, Faults.ReasonOf(fault)), Is.EqualTo((StatusCode.Unavailable, "STOPPING")));
    }

    async Task Submit(string orderNo, CancellationToken cancel) =>
        await door.Client.SubmitAsync(new SubmitRequest { Order = Papers.Freeze(orderNo) }, cancellationToken: cancel);

    async Task SubmitOfOther(string orderNo, CancellationToken cancel) =>
        await door.OtherClient.SubmitAsync(new SubmitRequest { Order = Papers.Freeze(orderNo, account: "6222002", change: o => o.CourtCode = "F11") }, cancellationToken: cancel);

    static async Task<(long, string)> Next(AsyncServerStreamingCall<Receipt> watch, CancellationToken cancel)
    {
        Assert.That(await watch.ResponseStream.MoveNext(cancel));
        return (watch.ResponseStream.Current.Sequence, watch.ResponseStream.Current.OrderNo);
    }
}
