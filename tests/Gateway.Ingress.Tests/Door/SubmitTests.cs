using System.Text.Json;
using Gateway.Contracts.V1;
using Gateway.Ingress.Tests.Support;
using Gateway.Register;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Store.Views;
using Google.Protobuf;
using Grpc.Core;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Gateway.Ingress.Tests.Door;

[CancelAfter(120_000)]
public sealed class SubmitTests
{
    DoorUnderTest door = null!;

    [OneTimeSetUp]
    public async Task Start() => door = await DoorUnderTest.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await door.DisposeAsync();

    [Test]
    public async Task An_order_is_acknowledged_once_it_is_durable(CancellationToken cancel)
    {
        var woken = door.Work.Next;
        var order = Papers.Freeze("A1");

        var reply = await door.Client.SubmitAsync(new SubmitRequest { Order = order }, cancellationToken: cancel);

        var known = await door.Store.FindOrderAsync("zdz", "A1", cancel);
        var file = await door.Store.ReadOrderAsync(known!.Key, cancel);
        Assert.Multiple(() =>
        {
            Assert.That((reply.OrderNo, reply.OrderVersion, reply.Repeat), Is.EqualTo(("A1", 1, false)));
            Assert.That(DateTimeOffset.Parse(reply.ServiceTime, null), Is.EqualTo(known.ServiceTime).Within(TimeSpan.FromMilliseconds(1)));
            Assert.That(reply.ServiceTime, Does.EndWith("+08:00"));
            Assert.That(known.DocumentRefusal, Is.Null, file!.DocumentRefusalDetail);
            Assert.That(woken.IsCompleted, "the worker is woken");
        });
        foreach (var document in order.Documents)
            Assert.That(await door.Store.ReadDocumentAsync(Sm3.HexHash(document.Content.Span), cancel), Is.EqualTo(document.Content.ToByteArray()));
        Assert.That(await door.Store.ReadDocumentAsync(Sm3.HexHash(order.Documents[0].DetachedSeal.Span), cancel), Is.Not.Null, "detached seals are archived too");
    }

    [Test]
    public async Task A_trusted_sent_time_is_the_time_of_service(CancellationToken cancel)
    {
        var sent = Clock.Now.AddMinutes(-5);

        var reply = await Submit(Papers.Freeze("A2", change: o => o.SentTime = sent.ToString("O")), cancel);

        Assert.That(DateTimeOffset.Parse(reply.ServiceTime, null), Is.EqualTo(sent).Within(TimeSpan.FromMilliseconds(1)));
    }

    [Test]
    public async Task The_same_order_again_gets_the_first_answer_marked(CancellationToken cancel)
    {
        var first = await Submit(Papers.Freeze("R1", account: "6222101"), cancel);
        var before = await Submit(Papers.Freeze("R1", account: "6222101", change: o => o.SentTime = Clock.Now.ToString("O")), cancel);
        var receipt = await door.AnswerAsync("R1");
        var after = await Submit(Papers.Freeze("R1", account: "6222101"), cancel);

        Assert.Multiple(() =>
        {
            Assert.That((before.Repeat, before.OrderVersion, before.ServiceTime, before.Receipt), Is.EqualTo((true, 1, first.ServiceTime, (Receipt?)null)));
            Assert.That((after.Repeat, after.Receipt.Sequence, after.Receipt.Repeat), Is.EqualTo((true, receipt.Sequence, true)));
        });
        await door.Repeats.WriteAsync(cancel);
        Assert.That((await ((IViewStore)door.Store).ReadTrailAsync(new Gateway.Register.Orders.OrderKey("zdz", "R1", 1), cancel))!.Repeats, Is.EqualTo(new Repeats(2, Clock.Now)), "people see how often");
    }

    [Test]
    public async Task The_same_number_with_other_content_is_a_conflict(CancellationToken cancel)
    {
        await Submit(Papers.Freeze("K1"), cancel);

        var amount = Faults.Of(() => Submit(Papers.Freeze("K1", amount: "7000.00"), cancel));
        var invalid = Faults.Of(() => Submit(Papers.Freeze("K1", change: o => o.CourtCode = ""), cancel));
        var documents = Faults.Of(() => Submit(Papers.Freeze("K1", change: o => o.Documents.RemoveAt(0)), cancel));

        foreach (var fault in new[] { amount, invalid, documents })
            Assert.That((fault.StatusCode, Faults.ReasonOf(fault)), Is.EqualTo((StatusCode.AlreadyExists, "ORDER_CONFLICT")), "repeats are recognised before validation");
    }

    [Test]
    public async Task After_a_refusal_for_documents_other_documents_make_the_next_version(CancellationToken cancel)
    {
        var withoutRuling = Papers.Freeze("M1", account: "6222102", change: o => o.Documents.RemoveAt(0));
        await Submit(withoutRuling, cancel);
        var early = Faults.Of(() => Submit(Papers.Freeze("M1", account: "6222102"), cancel));
        await door.AnswerAsync("M1");

        var repeat = await Submit(withoutRuling, cancel);
        var mended = await Submit(Papers.Freeze("M1", account: "6222102"), cancel);

        var known = await door.Store.FindOrderAsync("zdz", "M1", cancel);
        Assert.Multiple(() =>
        {
            Assert.That(early.StatusCode, Is.EqualTo(StatusCode.AlreadyExists), "not answered yet: nothing can be mended");
            Assert.That((repeat.Repeat, repeat.OrderVersion), Is.EqualTo((true, 1)));
            Assert.That((mended.Repeat, mended.OrderVersion), Is.EqualTo((false, 2)));
            Assert.That((known!.Key.Version, known.DocumentRefusal), Is.EqualTo((2, (Reason?)null)));
        });
        Assert.That((await Submit(Papers.Freeze("M1", account: "6222102"), cancel)).OrderVersion, Is.EqualTo(2), "the mended one again is a repeat of version 2");
    }

    [Test]
    public async Task A_failed_review_is_no_error_but_goes_with_the_order(CancellationToken cancel)
    {
        var reply = await Submit(Papers.Freeze("F1", account: "6222103", change: o => o.Documents[1].Content = ByteString.CopyFromUtf8(o.Documents[1].Content.ToStringUtf8() + " ")), cancel);
        var receipt = await door.AnswerAsync("F1");

        var line = ReceiptBody.Parser.ParseFrom(receipt.Body).Controls.Single();
        Assert.That(reply.Repeat, Is.False);
        Assert.That((line.Reason, line.ReasonText), Is.EqualTo(("SEAL_INVALID", "电子印章验证不通过：协助执行通知书 data-hash")));
    }

    [Test]
    public async Task What_is_no_order_gets_every_fault_at_once_and_leaves_an_audit_entry(CancellationToken cancel)
    {
        var store = Substitute.For<IStore>();
        await using var other = await DoorUnderTest.StartAsync(store: store);

        var fault = Faults.Of(() => other.Client.SubmitAsync(new SubmitRequest
        {
            Order = Papers.Freeze("V1", amount: "6,000", change: o => { o.CourtCode = ""; o.Freeze.Lines[0].Target.Account = ""; }),
        }, cancellationToken: cancel).ResponseAsync);

        Assert.That(fault.StatusCode, Is.EqualTo(StatusCode.InvalidArgument));
        Assert.That(Faults.FieldsOf(fault), Is.EquivalentTo(new[] { "order.court_code", "order.freeze.lines[0].amount", "order.freeze.lines[0].target.account" }));
        var entry = (AuditEntry)store.ReceivedCalls().Single(c => c.GetMethodInfo().Name == nameof(IStore.AuditAsync)).GetArguments()[0]!;
        using var detail = JsonDocument.Parse(entry.Detail);
        Assert.Multiple(() =>
        {
            Assert.That((entry.Actor, entry.Action, entry.Subject), Is.EqualTo(("channel:zdz", "order.turned-away", "zdz:V1")));
            Assert.That(detail.RootElement.GetProperty("code").GetString(), Is.EqualTo("INVALID_ARGUMENT"));
            Assert.That(detail.RootElement.GetProperty("digest").GetString(), Has.Length.EqualTo(64));
            Assert.That(detail.RootElement.GetProperty("faults").GetArrayLength(), Is.EqualTo(3));
            Assert.That(entry.Detail, Does.Not.Contain("张三").And.Not.Contain("110101199001010011"), "no customer data");
        });
    }

    [Test]
    public void An_empty_request_is_no_order(CancellationToken cancel)
    {
        var fault = Faults.Of(() => door.Client.SubmitAsync(new SubmitRequest(), cancellationToken: cancel).ResponseAsync);

        Assert.That((fault.StatusCode, Faults.FieldsOf(fault).Single()), Is.EqualTo((StatusCode.InvalidArgument, "order")));
    }

    [Test]
    public async Task A_message_of_nearly_32_MiB_is_taken(CancellationToken cancel)
    {
        var order = Papers.Freeze("B1");
        for (var i = 0; i < 3; i++) order.Documents.Add(Big(8 << 20));
        order.Documents.Add(Big((32 << 20) - order.CalculateSize() - 100));

        Assert.That((await Submit(order, cancel)).OrderNo, Is.EqualTo("B1"));
    }

    [Test]
    public void A_message_above_32_MiB_is_refused(CancellationToken cancel)
    {
        var order = Papers.Freeze("B2");
        for (var i = 0; i < 4; i++) order.Documents.Add(Big(8 << 20));

        Assert.That(Faults.Of(() => Submit(order, cancel)).StatusCode, Is.EqualTo(StatusCode.ResourceExhausted));
    }

    [Test]
    public void A_compressed_message_is_not_unpacked(CancellationToken cancel)
    {
        var headers = new Metadata { { "grpc-internal-encoding-request", "gzip" } };

        var fault = Faults.Of(() => door.Client.SubmitAsync(new SubmitRequest { Order = Papers.Freeze("C1") }, headers, cancellationToken: cancel).ResponseAsync);

        Assert.That(fault.StatusCode, Is.EqualTo(StatusCode.Unimplemented));
    }

    [Test]
    public async Task When_the_store_cannot_make_it_durable_the_caller_is_to_try_again(CancellationToken cancel)
    {
        var store = Substitute.For<IStore>();
        store.AcceptAsync(default!, default).ThrowsAsyncForAnyArgs(new IOException("disk full"));
        await using var other = await DoorUnderTest.StartAsync(store: store);

        var fault = Faults.Of(() => other.Client.SubmitAsync(new SubmitRequest { Order = Papers.Freeze("S1") }, cancellationToken: cancel).ResponseAsync);

        Assert.That((fault.StatusCode, Faults.ReasonOf(fault), Faults.HasRetry(fault)), Is.EqualTo((StatusCode.Unavailable, "STORE_UNAVAILABLE", true)));
        Assert.That(fault.Status.Detail, Does.Not.Contain("disk full"), "what is inside stays inside");
    }

    [Test]
    public async Task A_fault_of_the_service_itself_tells_a_reference_only(CancellationToken cancel)
    {
        var store = Substitute.For<IStore>();
        store.AcceptAsync(default!, default).ThrowsAsyncForAnyArgs(new InvalidOperationException("secret"));
        await using var other = await DoorUnderTest.StartAsync(store: store);

        var fault = Faults.Of(() => other.Client.SubmitAsync(new SubmitRequest { Order = Papers.Freeze("S2") }, cancellationToken: cancel).ResponseAsync);

        Assert.That(fault.StatusCode, Is.EqualTo(StatusCode.Internal));
        Assert.That(fault.Status.Detail, Does.Contain("reference").And.Not.Contain("secret"));
    }

    [Test]
    public async Task Beyond_what_may_wait_orders_are_turned_away(CancellationToken cancel)
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource<KnownOrder?>();
        var store = Substitute.For<IStore>();
        store.FindOrderAsync("zdz", "L1", Arg.Any<CancellationToken>()).Returns(_ =>
        {
            entered.TrySetResult();
            return release.Task;
        });
        store.AcceptAsync(default!, default).ThrowsAsyncForAnyArgs(new IOException());
        await using var other = await DoorUnderTest.StartAsync(store: store, settings: [("Ingress:ConcurrentOrders", "1"), ("Ingress:WaitingOrders", "0")]);
        var first = other.Client.SubmitAsync(new SubmitRequest { Order = Papers.Freeze("L1") }, cancellationToken: cancel).ResponseAsync;
        await entered.Task.WaitAsync(cancel);

        var fault = Faults.Of(() => other.Client.SubmitAsync(new SubmitRequest { Order = Papers.Freeze("L2") }, cancellationToken: cancel).ResponseAsync);

        release.SetResult(null);
        Assert.That((fault.StatusCode, Faults.HasRetry(fault)), Is.EqualTo((StatusCode.ResourceExhausted, true)));
        Assert.That(Faults.Of(() => first).StatusCode, Is.EqualTo(StatusCode.Unavailable), "the first one went on");
    }

    async Task<SubmitReply> Submit(Order order, CancellationToken cancel) => await door.Client.SubmitAsync(new SubmitRequest { Order = order }, cancellationToken: cancel);

    static Document Big(int bytes) => new() { Kind = DocumentKind.Other, FileName = "big.bin", Content = ByteString.CopyFrom(new byte[bytes]) };
}
