using Gateway.Contracts.V1;
using Gateway.Ingress.Tests.Support;
using Gateway.Store;
using Grpc.Core;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Gateway.Ingress.Tests.Door;

[CancelAfter(120_000)]
public sealed class SubmitManyTests
{
    [Test]
    public async Task Each_order_gets_its_answer_in_the_order_of_arrival_and_those_on_one_account_are_served_in_it(CancellationToken cancel)
    {
        await using var door = await DoorUnderTest.StartAsync();
        var orders = Enumerable.Range(0, 60).Select(i => i == 7 ? Papers.Freeze("", account: "1") : Papers.Freeze($"N{i}", account: $"622200{i % 3}", amount: $"{i + 1}.00")).ToList();

        using var call = door.Client.SubmitMany(cancellationToken: cancel);
        var replies = ReadAll(call.ResponseStream, cancel);
        foreach (var order in orders) await call.RequestStream.WriteAsync(new SubmitRequest { Order = order }, cancel);
        await call.RequestStream.CompleteAsync();
        var all = await replies;

        Assert.That(all.Select(r => r.Index), Is.EqualTo(Enumerable.Range(0, 60).Select(i => (long)i)));
        Assert.That(all.Select(r => r.OrderNo), Is.EqualTo(orders.Select(o => o.OrderNo)));
        Assert.That(all[7].Fault.Code, Is.EqualTo((int)StatusCode.InvalidArgument), "one faulty order does not end the stream");
        Assert.That(all.Where(r => r.Index != 7).All(r => r.Accepted is not null));
        for (var account = 0; account < 3; account++)
        {
            var arrivals = new List<DateTimeOffset>();
            foreach (var reply in all.Where(r => r.Accepted is not null && r.Index % 3 == account)) arrivals.Add((await door.Store.FindOrderAsync("zdz", reply.OrderNo, cancel))!.ArrivedAt);
            Assert.That(arrivals, Is.Ordered.Ascending.And.Unique);
        }
    }

    [Test]
    public async Task An_answer_comes_before_the_stream_ends(CancellationToken cancel)
    {
        await using var door = await DoorUnderTest.StartAsync();
        using var call = door.Client.SubmitMany(cancellationToken: cancel);

        await call.RequestStream.WriteAsync(new SubmitRequest { Order = Papers.Freeze("P1") }, cancel);

        Assert.That(await call.ResponseStream.MoveNext(cancel));
        Assert.That(call.ResponseStream.Current.Accepted.OrderNo, Is.EqualTo("P1"));
        await call.RequestStream.WriteAsync(new SubmitRequest { Order = Papers.Freeze("P1") }, cancel);
        Assert.That(await call.ResponseStream.MoveNext(cancel));
        Assert.That(call.ResponseStream.Current.Accepted.Repeat);
        await call.RequestStream.CompleteAsync();
        Assert.That(await call.ResponseStream.MoveNext(cancel), Is.False);
    }

    [Test]
    public async Task The_same_order_twice_in_one_stream_is_taken_once(CancellationToken cancel)
    {
        await using var door = await DoorUnderTest.StartAsync();
        using var call = door.Client.SubmitMany(cancellationToken: cancel);
        for (var i = 0; i < 5; i++) await call.RequestStream.WriteAsync(new SubmitRequest { Order = Papers.Freeze("T1") }, cancel);
        await call.RequestStream.WriteAsync(new SubmitRequest { Order = Papers.Freeze("T1", amount: "1.00") }, cancel);
        await call.RequestStream.CompleteAsync();

        var all = await ReadAll(call.ResponseStream, cancel);

        Assert.That(all.Take(5).Select(r => r.Accepted.Repeat), Is.EqualTo(new[] { false, true, true, true, true }));
        Assert.That(all[5].Fault.Code, Is.EqualTo((int)StatusCode.AlreadyExists));
    }

    [Test]
    public async Task When_the_store_fails_each_order_says_so_and_the_stream_goes_on(CancellationToken cancel)
    {
        var store = Substitute.For<IStore>();
        store.AcceptAsync(default!, default).ThrowsAsyncForAnyArgs(new IOException());
        await using var door = await DoorUnderTest.StartAsync(store: store);
        using var call = door.Client.SubmitMany(cancellationToken: cancel);
        for (var i = 0; i < 3; i++) await call.RequestStream.WriteAsync(new SubmitRequest { Order = Papers.Freeze($"U{i}") }, cancel);
        await call.RequestStream.CompleteAsync();

        var all = await ReadAll(call.ResponseStream, cancel);

        Assert.That(all.Select(r => r.Fault?.Code), Is.EqualTo(new int?[] { 14, 14, 14 }));
    }

    [Test]
    public async Task A_cancelled_stream_leaves_the_door_open(CancellationToken cancel)
    {
        await using var door = await DoorUnderTest.StartAsync(settings: [("Ingress:ConcurrentOrders", "1"), ("Ingress:WaitingOrders", "0")]);
        using (var call = door.Client.SubmitMany(cancellationToken: cancel))
        {
            await call.RequestStream.WriteAsync(new SubmitRequest { Order = Papers.Freeze("X1") }, cancel);
            await call.ResponseStream.MoveNext(cancel);
        }

        Assert.That((await door.Client.SubmitAsync(new SubmitRequest { Order = Papers.Freeze("X2") }, cancellationToken: cancel)).OrderNo, Is.EqualTo("X2"));
    }

    [Test]
    public async Task When_the_service_stops_what_was_read_is_answered_and_the_sender_sent_away(CancellationToken cancel)
    {
        await using var door = await DoorUnderTest.StartAsync();
        using var call = door.Client.SubmitMany(cancellationToken: cancel);
        for (var i = 0; i < 5; i++) await call.RequestStream.WriteAsync(new SubmitRequest { Order = Papers.Freeze($"Z{i}") }, cancel);
        Assert.That(await call.ResponseStream.MoveNext(cancel));

        door.Lifetime.StopApplication();

        var answered = 1;
        var fault = Faults.Of(async () =>
        {
            for (; await call.ResponseStream.MoveNext(cancel); answered++) Assert.That(call.ResponseStream.Current.Accepted, Is.Not.Null);
        });
        Assert.That((fault.StatusCode, Faults.ReasonOf(fault)), Is.EqualTo((StatusCode.Unavailable, "STOPPING")));
        for (var i = 0; i < answered; i++) Assert.That(await door.Store.FindOrderAsync("zdz", $"Z{i}", cancel), Is.Not.Null, "acknowledged, so it is here");
    }

    static async Task<List<SubmitManyReply>> ReadAll(IAsyncStreamReader<SubmitManyReply> stream, CancellationToken cancel)
    {
        var all = new List<SubmitManyReply>();
        while (await stream.MoveNext(cancel)) all.Add(stream.Current);
        return all;
    }
}
