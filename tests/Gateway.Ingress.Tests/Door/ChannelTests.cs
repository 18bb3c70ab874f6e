using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Contracts.V1;
using Gateway.Ingress.Tests.Support;
using Gateway.Sealing;
using Gateway.Store;
using Grpc.Core;
using NSubstitute;

namespace Gateway.Ingress.Tests.Door;

[CancelAfter(120_000)]
public sealed class ChannelTests
{
    DoorUnderTest door = null!;

    [OneTimeSetUp]
    public async Task Start() => door = await DoorUnderTest.StartAsync(settings: [("Ingress:Fronts:0", TlsPki.Fingerprint(TlsPki.Front))]);

    [OneTimeTearDown]
    public async Task Stop() => await door.DisposeAsync();

    [Test]
    public void Without_a_certificate_there_is_no_connection(CancellationToken cancel) => AssertNoConnection(null, cancel);

    [Test]
    public void A_certificate_of_another_authority_makes_no_connection(CancellationToken cancel) => AssertNoConnection(TlsPki.Outsider, cancel);

    [Test]
    public void A_certificate_for_servers_makes_no_connection(CancellationToken cancel) => AssertNoConnection(TlsPki.WrongUse, cancel);

    [Test]
    public async Task A_certificate_of_no_channel_is_denied_and_leaves_an_audit_entry(CancellationToken cancel)
    {
        var store = Substitute.For<IStore>();
        await using var other = await DoorUnderTest.StartAsync(store: store);

        var fault = Faults.Of(() => Submit(other.ClientOf(TlsPki.Stranger), Papers.Freeze("D1"), cancel));

        Assert.That((fault.StatusCode, Faults.ReasonOf(fault)), Is.EqualTo((StatusCode.PermissionDenied, "CHANNEL_UNKNOWN")));
        await store.Received(1).AuditAsync(
            Arg.Is<AuditEntry>(e => e.Actor == $"certificate:{TlsPki.Fingerprint(TlsPki.Stranger).ToLowerInvariant()}" && e.Action == "order.turned-away"), Arg.Any<CancellationToken>());
    }

    [Test]
    public void A_certificate_of_no_channel_sees_no_receipts(CancellationToken cancel)
    {
        using var watch = door.ClientOf(TlsPki.Stranger).WatchReceipts(new WatchReceiptsRequest(), cancellationToken: cancel);

        Assert.That(Faults.Of(() => watch.ResponseStream.MoveNext(cancel)).StatusCode, Is.EqualTo(StatusCode.PermissionDenied));
    }

    [Test]
    public void A_channel_speaks_for_its_courts_only(CancellationToken cancel)
    {
        var fault = Faults.Of(() => Submit(door.OtherClient, Papers.Freeze("D2"), cancel));

        Assert.That((fault.StatusCode, Faults.ReasonOf(fault)), Is.EqualTo((StatusCode.PermissionDenied, "COURT_NOT_ALLOWED")));
    }

    [TestCase("Until", -1)]
    [TestCase("From", 1)]
    public async Task A_closed_channel_takes_no_new_orders_but_knows_the_old_ones(string key, int days, CancellationToken cancel)
    {
        string folder;
        await using (var open = await DoorUnderTest.StartAsync())
        {
            folder = open.Folder;
            await Submit(open.Client, Papers.Freeze("E1"), cancel);
            await open.AnswerAsync("E1");
        }

        await using var closed = await DoorUnderTest.StartAsync(folder, settings: [($"Channels:0:{key}", Clock.Now.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))]);

        var fault = Faults.Of(() => Submit(closed.Client, Papers.Freeze("E2"), cancel));
        var repeat = await Submit(closed.Client, Papers.Freeze("E1"), cancel);
        var receipt = await closed.Client.GetReceiptAsync(new GetReceiptRequest { OrderNo = "E1" }, cancellationToken: cancel);

        Assert.That((fault.StatusCode, Faults.ReasonOf(fault)), Is.EqualTo((StatusCode.PermissionDenied, "CHANNEL_CLOSED")));
        Assert.That(repeat.Repeat, "repeats are recognised before the channel's dates");
        Assert.That(receipt.OrderNo, Is.EqualTo("E1"), "it fetches what it is owed");
    }

    [Test]
    public async Task A_channels_first_and_last_day_count(CancellationToken cancel)
    {
        var today = Clock.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using var other = await DoorUnderTest.StartAsync(settings: [("Channels:0:From", today), ("Channels:0:Until", today)]);

        Assert.That((await Submit(other.Client, Papers.Freeze("E3"), cancel)).OrderNo, Is.EqualTo("E3"));
    }

    [Test]
    public void A_forwarded_certificate_is_refused_from_anyone_but_a_front(CancellationToken cancel)
    {
        var header = new Metadata { { "x-client-certificate", Base64(TlsPki.ZongDuiZong) } };

        var stranger = Faults.Of(() => Submit(door.ClientOf(TlsPki.Stranger), Papers.Freeze("G1"), cancel, header));
        var channel = Faults.Of(() => Submit(door.OtherClient, Papers.Freeze("G1"), cancel, header));

        Assert.That((stranger.StatusCode, channel.StatusCode), Is.EqualTo((StatusCode.PermissionDenied, StatusCode.PermissionDenied)));
        Assert.That(Faults.ReasonOf(channel), Is.EqualTo("CHANNEL_UNKNOWN"));
    }

    [Test]
    public async Task A_front_speaks_for_the_channel_whose_certificate_it_forwards(CancellationToken cancel)
    {
        var front = door.ClientOf(TlsPki.Front);

        var der = await Submit(front, Papers.Freeze("G2"), cancel, new Metadata { { "x-client-certificate", Base64(TlsPki.ZongDuiZong) } });
        var pem = await Submit(front, Papers.Freeze("G2"), cancel, new Metadata { { "x-client-certificate", Uri.EscapeDataString(TlsPki.ZongDuiZong.ExportCertificatePem()) } });

        Assert.That((der.Repeat, pem.Repeat), Is.EqualTo((false, true)), "the same channel either way");
    }

    [Test]
    public async Task A_forwarded_SM2_certificate_is_its_channel_s_like_any_other(CancellationToken cancel)
    {
        var authority = SmCertificates.CreateRoot("国密根", "测试", Clock.Now.AddYears(-1), Clock.Now.AddYears(1));
        var court = SmCertificates.Issue(authority, "zdz", "法院", Clock.Now.AddYears(-1), Clock.Now.AddYears(1)).Certificate;
        var ended = SmCertificates.Issue(authority, "zdz", "法院", Clock.Now.AddYears(-1), Clock.Now.AddDays(-1)).Certificate;
        await using var other = await DoorUnderTest.StartAsync(settings:
        [
            ("Ingress:Fronts:0", TlsPki.Fingerprint(TlsPki.Front)),
            ("Channels:0:CertificateFingerprints:0", Convert.ToHexString(SHA256.HashData(court))),
            ("Channels:0:CertificateFingerprints:1", Convert.ToHexString(SHA256.HashData(ended))),
        ]);
        var front = other.ClientOf(TlsPki.Front);
        var escaped = Uri.EscapeDataString(PemEncoding.WriteString("CERTIFICATE", court));

        var reply = await Submit(front, Papers.Freeze("G4"), cancel, new Metadata { { "x-client-certificate", escaped } });
        var late = Faults.Of(() => Submit(front, Papers.Freeze("G5"), cancel, new Metadata { { "x-client-certificate", Convert.ToBase64String(ended) } }));

        Assert.That((reply.OrderNo, reply.Repeat), Is.EqualTo(("G4", false)));
        Assert.That(late.StatusCode, Is.EqualTo(StatusCode.Unauthenticated), "its time is over");
    }

    [Test]
    public void A_front_must_forward_exactly_one_readable_certificate_of_a_channel(CancellationToken cancel)
    {
        var front = door.ClientOf(TlsPki.Front);
        Metadata[] headers = [[], new() { { "x-client-certificate", "%%%" } }, new() { { "x-client-certificate", Base64(TlsPki.ZongDuiZong) }, { "x-client-certificate", Base64(TlsPki.ZongDuiZong) } }];

        foreach (var header in headers) Assert.That(Faults.Of(() => Submit(front, Papers.Freeze("G3"), cancel, header)).StatusCode, Is.EqualTo(StatusCode.Unauthenticated));
        var unknown = Faults.Of(() => Submit(front, Papers.Freeze("G3"), cancel, new Metadata { { "x-client-certificate", Base64(TlsPki.Stranger) } }));
        Assert.That(unknown.StatusCode, Is.EqualTo(StatusCode.PermissionDenied));
    }

    [Test]
    public async Task The_courts_port_serves_nothing_but_the_contract(CancellationToken cancel)
    {
        using var inside = new HttpClient();
        var http = door.Http(TlsPki.ZongDuiZong);

        Assert.That(await inside.GetStringAsync(new Uri(door.OtherAddress, "/health/live"), cancel), Is.EqualTo("ok"));
        using var answer = await http.GetAsync(new Uri(door.Address, "/health/live"), cancel);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task No_other_port_serves_the_contract(CancellationToken cancel)
    {
        using var inside = new HttpClient();
        using var content = new ByteArrayContent([0, 0, 0, 0, 0]);
        content.Headers.ContentType = new("application/grpc");

        using var answer = await inside.PostAsync(new Uri(door.OtherAddress, "/gateway.v1.OrderGateway/Submit"), content, cancel);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    void AssertNoConnection(X509Certificate2? certificate, CancellationToken cancel)
    {
        var fault = Faults.Of(() => Submit(door.ClientOf(certificate), Papers.Freeze("D0"), cancel));

        Assert.That(fault.StatusCode, Is.AnyOf(StatusCode.Unavailable, StatusCode.Internal), fault.Message);
        Assert.That(fault.Trailers, Is.Empty, "refused by the handshake, not by the service");
    }

    static async Task<SubmitReply> Submit(OrderGateway.OrderGatewayClient client, Order order, CancellationToken cancel, Metadata? headers = null) =>
        await client.SubmitAsync(new SubmitRequest { Order = order }, headers, cancellationToken: cancel);

    static string Base64(X509Certificate2 certificate) => Convert.ToBase64String(certificate.RawData);
}
