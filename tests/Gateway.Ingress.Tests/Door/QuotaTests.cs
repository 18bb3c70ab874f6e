using Gateway.Contracts.V1;
using Gateway.Ingress.Tests.Support;
using Gateway.Register.Orders;
using Gateway.Store;
using Grpc.Core;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Order = Gateway.Contracts.V1.Order;

namespace Gateway.Ingress.Tests.Door;

/// <summary>What one channel may send: counted for each channel and each kind apart.</summary>
[CancelAfter(120_000)]
public sealed class QuotaTests
{
    static readonly (string, string)[] FewInquiries = [("Channels:0:Inquiries:PerSecond", "1"), ("Channels:0:Inquiries:Burst", "2")];

    [Test]
    public async Task Who_sends_more_a_second_than_the_channel_may_is_told_when_to_come_again_and_other_kinds_and_channels_go_on(CancellationToken cancel)
    {
        await using var door = await DoorUnderTest.StartAsync(settings: FewInquiries);
        var sent = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => TryAsync(door.Client, Papers.Inquiry($"Q{i}"), cancel)));

        var turnedAway = sent.OfType<RpcException>().ToList();
        Assert.That(turnedAway, Is.Not.Empty.And.Count.LessThan(20));
        Assert.That(turnedAway.Select(f => (f.StatusCode, Faults.ReasonOf(f), Faults.HasRetry(f))), Is.All.EqualTo((StatusCode.ResourceExhausted, "QUOTA_EXCEEDED", true)));
        Assert.That(await TryAsync(door.Client, Papers.Freeze("A1"), cancel), Is.Null, "a control is no inquiry");
        Assert.That(await TryAsync(door.OtherClient, Papers.Inquiry("Q1", OfF11), cancel), Is.Null, "another channel has its own");
    }

    [Test]
    public async Task A_stream_that_is_too_fast_is_read_more_slowly_and_loses_nothing(CancellationToken cancel)
    {
        await using var door = await DoorUnderTest.StartAsync(settings: [("Channels:0:Inquiries:PerSecond", "20"), ("Channels:0:Inquiries:Burst", "2")]);
        using var call = door.Client.SubmitMany(cancellationToken: cancel);
        for (var i = 0; i < 12; i++) await call.RequestStream.WriteAsync(new SubmitRequest { Order = Papers.Inquiry($"Q{i}") }, cancel);
        await call.RequestStream.CompleteAsync();

        var accepted = 0;
        while (await call.ResponseStream.MoveNext(cancel)) accepted += call.ResponseStream.Current.Accepted is null ? 0 : 1;

        Assert.That(accepted, Is.EqualTo(12));
    }

    [Test]
    public async Task A_channel_whose_orders_are_all_under_way_waits_and_the_other_channel_and_its_controls_do_not(CancellationToken cancel)
    {
        var entered = new SemaphoreSlim(0);
        var release = new TaskCompletionSource<KnownOrder?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = Substitute.For<IStore>();
        store.FindOrderAsync("zdz", Arg.Is<string>(no => no.StartsWith('Q')), Arg.Any<CancellationToken>()).Returns(_ =>
        {
            entered.Release();
            return release.Task;
        });
        store.AcceptAsync(default!, default).ThrowsAsyncForAnyArgs(new IOException()); // whoever gets that far was let in
        await using var door = await DoorUnderTest.StartAsync(store: store, settings: [("Ingress:ConcurrentInquiries", "4"), ("Channels:0:Inquiries:InFlight", "3")]);

        // Half of the four places are this channel's: two are looked at, a third waits, a fourth is one too many.
        var flood = Enumerable.Range(0, 3).Select(i => TryAsync(door.Client, Papers.Inquiry($"Q{i}"), cancel)).ToList();
        await entered.WaitAsync(cancel);
        await entered.WaitAsync(cancel);
        RpcException? fourth;
        while ((fourth = await TryAsync(door.Client, Papers.Inquiry("Q9"), new CancellationTokenSource(200).Token))?.StatusCode == StatusCode.Cancelled) cancel.ThrowIfCancellationRequested();

        Assert.That((fourth!.StatusCode, Faults.ReasonOf(fourth)), Is.EqualTo((StatusCode.ResourceExhausted, "QUOTA_EXCEEDED")));
        Assert.That((await TryAsync(door.Client, Papers.Freeze("A1"), cancel))!.StatusCode, Is.EqualTo(StatusCode.Unavailable), "a control of the same channel came to the store");
        Assert.That((await TryAsync(door.OtherClient, Papers.Inquiry("R1", OfF11), cancel))!.StatusCode, Is.EqualTo(StatusCode.Unavailable), "so did an inquiry of the other channel");
        release.SetResult(null);
        foreach (var one in flood) Assert.That((await one)!.StatusCode, Is.EqualTo(StatusCode.Unavailable), "they went on");
        Assert.That((await TryAsync(door.Client, Papers.Inquiry("R2"), cancel))!.StatusCode, Is.EqualTo(StatusCode.Unavailable), "their places are free again");
    }

    [Test]
    public async Task Beyond_what_may_wait_for_answers_no_new_inquiry_is_taken_but_repeats_and_controls_are(CancellationToken cancel)
    {
        await using var door = await DoorUnderTest.StartAsync(settings: [("Channels:0:Inquiries:Waiting", "2"), ("Ingress:BacklogCountMilliseconds", "100")]);
        foreach (var no in new[] { "Q1", "Q2" }) Assert.That(await TryAsync(door.Client, Papers.Inquiry(no), cancel), Is.Null);

        var third = await TryAsync(door.Client, Papers.Inquiry("Q3"), cancel);

        Assert.That((third!.StatusCode, Faults.ReasonOf(third), Faults.HasRetry(third)), Is.EqualTo((StatusCode.ResourceExhausted, "QUOTA_EXCEEDED", true)));
        Assert.That(await TryAsync(door.Client, Papers.Inquiry("Q1"), cancel), Is.Null, "it has been taken already");
        Assert.That(await TryAsync(door.Client, Papers.Freeze("A1"), cancel), Is.Null);
        await door.Store.RecordInquiryAsync(new OrderKey("zdz", "Q1", 1), new Gateway.Register.Answers.InquiryAnswer { AsOf = Clock.Now }, cancel);
        while (await TryAsync(door.Client, Papers.Inquiry("Q3"), cancel) is { } still) // until the next count
            Assert.That(still.StatusCode, Is.EqualTo(StatusCode.ResourceExhausted));
    }

    [Test]
    public async Task A_stream_that_breaks_gives_its_places_back(CancellationToken cancel)
    {
        await using var door = await DoorUnderTest.StartAsync(settings: [("Channels:0:Controls:InFlight", "1")]);
        for (var i = 0; i < 5; i++)
        {
            using var call = door.Client.SubmitMany(cancellationToken: cancel);
            for (var n = 0; n < 3; n++) await call.RequestStream.WriteAsync(new SubmitRequest { Order = Papers.Freeze($"S{i}-{n}") }, cancel);
        }

        while (await TryAsync(door.Client, Papers.Freeze("A1"), cancel) is { } still) // until the broken streams have ended
            Assert.That(still.StatusCode, Is.EqualTo(StatusCode.ResourceExhausted));
    }

    [Test]
    public async Task So_many_calls_of_a_channel_may_wait_for_receipts_and_no_more(CancellationToken cancel)
    {
        await using var door = await DoorUnderTest.StartAsync(settings: [("Ingress:WaitingCallsPerChannel", "1")]);
        using var first = door.Client.WatchReceipts(new WatchReceiptsRequest(), cancellationToken: cancel);
        await first.ResponseHeadersAsync;

        using var second = door.Client.WatchReceipts(new WatchReceiptsRequest(), cancellationToken: cancel);
        var fault = Faults.Of(() => second.ResponseStream.MoveNext(cancel));
        using var other = door.OtherClient.WatchReceipts(new WatchReceiptsRequest(), cancellationToken: cancel);

        Assert.That((fault.StatusCode, Faults.HasRetry(fault)), Is.EqualTo((StatusCode.ResourceExhausted, true)));
        Assert.That(await other.ResponseHeadersAsync, Is.Not.Null);
    }

    static void OfF11(Order order)
    {
        order.CourtCode = "F11";
        order.CourtName = "乙市人民法院";
    }

    static async Task<RpcException?> TryAsync(OrderGateway.OrderGatewayClient client, Order order, CancellationToken cancel)
    {
        try
        {
            await client.SubmitAsync(new SubmitRequest { Order = order }, cancellationToken: cancel);
            return null;
        }
        catch (RpcException fault)
        {
            return fault;
        }
    }
}
