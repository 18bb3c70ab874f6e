using Gateway.Contracts.V1;
using Gateway.Ingress.Tests.Support;
using Gateway.Store;
using Grpc.Core;
using NSubstitute;

namespace Gateway.Ingress.Tests.Door;

/// <summary>Courts whose TLS a front ends: the front that deploy/front configures, in Debian's nginx over ordinary TLS.</summary>
[CancelAfter(120_000)]
public sealed class FrontTests
{
    [OneTimeSetUp]
    public void Look() => NginxFront.Require();

    [Test]
    public async Task Behind_nginx_a_court_sends_orders_one_by_one_and_as_a_stream_and_watches_its_receipts(CancellationToken cancel)
    {
        await using var door = await DoorUnderTest.StartAsync(settings: Front);
        await using var front = await NginxFront.StartAsync(door, cancel);
        var client = new OrderGateway.OrderGatewayClient(door.Connect(TlsPki.ZongDuiZong, front.Address));

        var reply = await client.SubmitAsync(new SubmitRequest { Order = Papers.Freeze("N1") }, cancellationToken: cancel);
        using var many = client.SubmitMany(cancellationToken: cancel);
        await many.RequestStream.WriteAsync(new SubmitRequest { Order = Papers.Freeze("N2", account: "6222002") }, cancel);
        Assert.That(await many.ResponseStream.MoveNext(cancel));
        await many.RequestStream.CompleteAsync();
        using var watch = client.WatchReceipts(new WatchReceiptsRequest(), cancellationToken: cancel);
        var next = watch.ResponseStream.MoveNext(cancel);
        await door.AnswerAsync("N1");

        Assert.That(await next);
        Assert.That((reply.OrderNo, many.ResponseStream.Current.OrderNo, watch.ResponseStream.Current.OrderNo), Is.EqualTo(("N1", "N2", "N1")));
    }

    [Test]
    public async Task Behind_nginx_nobody_is_another_by_a_header_of_his_own(CancellationToken cancel)
    {
        var store = Substitute.For<IStore>();
        await using var door = await DoorUnderTest.StartAsync(store: store, settings: Front);
        await using var front = await NginxFront.StartAsync(door, cancel);
        var another = Convert.ToBase64String(TlsPki.ZongDuiZong.RawData);
        Metadata[] headers = [new() { { "x-client-certificate", another } }, new() { { "x-client-certificate", another }, { "x-client-certificate", another } }, new() { { "x_client_certificate", another } }];

        foreach (var header in headers)
        {
            var stranger = Faults.Of(() => SubmitAsync(TlsPki.Stranger, header));
            var channel = Faults.Of(() => SubmitAsync(TlsPki.DianDuiDian, header));

            Assert.That((stranger.StatusCode, Faults.ReasonOf(stranger)), Is.EqualTo((StatusCode.PermissionDenied, "CHANNEL_UNKNOWN")));
            Assert.That((channel.StatusCode, Faults.ReasonOf(channel)), Is.EqualTo((StatusCode.PermissionDenied, "COURT_NOT_ALLOWED")), "it is the channel of its own certificate");
        }

        await store.Received(headers.Length).AuditAsync(Arg.Is<AuditEntry>(e => e.Actor == $"certificate:{TlsPki.Fingerprint(TlsPki.Stranger).ToLowerInvariant()}"), Arg.Any<CancellationToken>());
        Assert.That(Faults.Of(() => SubmitAsync(TlsPki.Outsider, [])).StatusCode, Is.Not.EqualTo(StatusCode.OK), "of another authority");
        Assert.That(Faults.Of(() => SubmitAsync(null, [])).StatusCode, Is.Not.EqualTo(StatusCode.OK), "without a certificate");

        async Task SubmitAsync(System.Security.Cryptography.X509Certificates.X509Certificate2? certificate, Metadata header) =>
            await new OrderGateway.OrderGatewayClient(door.Connect(certificate, front.Address)).SubmitAsync(new SubmitRequest { Order = Papers.Freeze("N3") }, header, cancellationToken: cancel);
    }

    [Test]
    public async Task With_no_gateway_behind_it_nginx_says_unavailable_as_a_client_understands_it(CancellationToken cancel)
    {
        var door = await DoorUnderTest.StartAsync(settings: Front);
        await using var front = await NginxFront.StartAsync(door, cancel);
        await door.DisposeAsync();
        using var channel = door.Connect(TlsPki.ZongDuiZong, front.Address);

        var fault = Faults.Of(async () => await new OrderGateway.OrderGatewayClient(channel).SubmitAsync(new SubmitRequest { Order = Papers.Freeze("N4") }, cancellationToken: cancel));

        Assert.That((fault.StatusCode, fault.Status.Detail), Is.EqualTo((StatusCode.Unavailable, "no ingress answers")));
    }

    static (string, string)[] Front => [("Ingress:Fronts:0", TlsPki.Fingerprint(TlsPki.Front))];
}
