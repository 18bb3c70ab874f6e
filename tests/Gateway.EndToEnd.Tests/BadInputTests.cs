using System.Security.Cryptography.X509Certificates;
using Gateway.EndToEnd.Tests.Support;
using Gateway.Hub.Pki;
using Grpc.Core;

namespace Gateway.EndToEnd.Tests;

/// <summary>What is wrong with an order is an error or a receipt, as DOMAIN 6 says; each through the real gateway.</summary>
[Parallelizable]
internal sealed class BadInputTests
{
    static readonly CourtForm F12 = new("F12", "丙市人民法院", []);

    Desk desk = null!;
    int serial;

    [OneTimeSetUp]
    public async Task Open()
    {
        desk = await Desk.OpenAsync([Desk.F10, Desk.F11, F12], new("Channels:0:Courts:0", "F10"), new("Channels:0:Courts:1", "F11"));
        await desk.PutAccountAsync("6222001", "10000.00");
        await desk.PutAccountAsync("6222002", "10000.00", "CLOSED");
    }

    [OneTimeTearDown]
    public async Task Close() => await desk.DisposeAsync();

    [Test]
    public async Task A_caller_without_a_certificate_does_not_get_through_the_handshake() =>
        Assert.That((await RefusalAsync(null, Good())).StatusCode, Is.AnyOf(StatusCode.Unavailable, StatusCode.Internal));

    [Test]
    public async Task A_caller_with_a_certificate_of_another_authority_does_not_get_through_the_handshake()
    {
        using var foreign = new TlsAuthority(Validity.Development);
        using var identity = foreign.IssueClient("someone").ToCertificate();
        Assert.That((await RefusalAsync(identity, Good())).StatusCode, Is.AnyOf(StatusCode.Unavailable, StatusCode.Internal));
    }

    [Test]
    public async Task A_certificate_that_is_no_channels_is_refused()
    {
        using var identity = desk.Authority.Tls.IssueClient("some other bank").ToCertificate();
        var refusal = await RefusalAsync(identity, Good());
        Assert.That(GrpcFaults.Code(refusal.StatusCode), Is.EqualTo("PERMISSION_DENIED"));
        Assert.That(GrpcFaults.Details(refusal), Is.EqualTo(new[] { "CHANNEL_UNKNOWN" }));
    }

    [Test]
    public async Task A_court_that_the_channel_does_not_speak_for_is_refused()
    {
        var refusal = await RefusalAsync(desk.Write(Desk.Freeze(No(), "6222001", "1.00", "F12")));
        Assert.That(GrpcFaults.Code(refusal.StatusCode), Is.EqualTo("PERMISSION_DENIED"));
        Assert.That(GrpcFaults.Details(refusal), Is.EqualTo(new[] { "COURT_NOT_ALLOWED" }));
    }

    [Test]
    public async Task Missing_fields_are_all_named_at_once()
    {
        var order = Good();
        order.CourtCode = "";
        order.Freeze.Lines[0].Target.Account = "";
        order.Freeze.Lines[0].Target.LineNo = "";
        var refusal = await RefusalAsync(order);
        Assert.That(GrpcFaults.Code(refusal.StatusCode), Is.EqualTo("INVALID_ARGUMENT"));
        var details = string.Join('\n', GrpcFaults.Details(refusal));
        Assert.That(details, Does.Contain("court_code").And.Contain("account").And.Contain("line_no"));
    }

    [Test]
    public async Task An_order_without_a_measure_is_no_order()
    {
        var order = Good();
        order.ClearMeasure();
        Assert.That(GrpcFaults.Code((await RefusalAsync(order)).StatusCode), Is.EqualTo("INVALID_ARGUMENT"));
    }

    [Test]
    public async Task An_amount_that_does_not_parse_is_named_with_its_path()
    {
        var order = Good();
        order.Freeze.Lines[0].Amount = "1,000.00 yuan";
        var refusal = await RefusalAsync(order);
        Assert.That(GrpcFaults.Code(refusal.StatusCode), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(GrpcFaults.Details(refusal).Single(), Does.Contain("lines[0].amount"));
    }

    [TestCase("0.00", "AMOUNT_INVALID")]
    [TestCase("-1.00", "AMOUNT_INVALID")]
    [TestCase("1.001", "AMOUNT_INVALID")]
    [TestCase("", "AMOUNT_MISSING")]
    public async Task An_amount_that_cannot_be_frozen_is_answered_by_a_receipt(string amount, string reason) =>
        await ExpectRefusalByReceiptAsync(desk.Write(Desk.Freeze(No(), "6222001", amount)), reason);

    [TestCase(DocumentKind.Ruling)]
    [TestCase(DocumentKind.Notice)]
    public async Task A_missing_document_is_answered_by_a_receipt(DocumentKind missing) =>
        await ExpectRefusalByReceiptAsync(desk.Write(Desk.Freeze(No(), "6222001", "1.00") with { Documents = new Spoiling { Omit = [missing] } }), "DOCUMENT_MISSING");

    [TestCase(DocumentKind.Ruling)]
    [TestCase(DocumentKind.Notice)]
    public async Task A_document_of_another_case_is_answered_by_a_receipt(DocumentKind kind)
    {
        var order = Good();
        var other = desk.Write(Desk.Freeze(No(), "6222001", "1.00") with { CaseNo = "(2019)别执999号" });
        Replace(order, other, kind);
        await ExpectRefusalByReceiptAsync(order, "DOCUMENT_MISMATCH");
    }

    [Test]
    public async Task A_notice_about_another_account_is_answered_by_a_receipt()
    {
        var order = desk.Write(Desk.Freeze(No(), "6222001", "1.00") with { CaseNo = "(2026)甲执7号" });
        Replace(order, desk.Write(Desk.Freeze(No(), "6222009", "1.00") with { CaseNo = "(2026)甲执7号" }), DocumentKind.Notice);
        await ExpectRefusalByReceiptAsync(order, "DOCUMENT_MISMATCH");
    }

    [Test]
    public async Task A_notice_about_another_amount_is_answered_by_a_receipt()
    {
        var order = desk.Write(Desk.Freeze(No(), "6222001", "1000.00") with { CaseNo = "(2026)甲执8号" });
        Replace(order, desk.Write(Desk.Freeze(No(), "6222001", "100.00") with { CaseNo = "(2026)甲执8号" }), DocumentKind.Notice);
        await ExpectRefusalByReceiptAsync(order, "DOCUMENT_MISMATCH");
    }

    [TestCase(DocumentKind.Ruling)]
    [TestCase(DocumentKind.Notice)]
    public async Task A_tampered_document_is_answered_by_a_receipt(DocumentKind kind) =>
        await ExpectRefusalByReceiptAsync(desk.Write(Desk.Freeze(No(), "6222001", "1.00") with { Documents = new Spoiling { Tamper = [kind] } }), "SEAL_INVALID");

    [Test]
    public async Task A_seal_of_another_court_is_answered_by_a_receipt() =>
        await ExpectRefusalByReceiptAsync(desk.Write(Desk.Freeze(No(), "6222001", "1.00") with { Documents = new Spoiling { SealedBy = "F11" } }), "SEAL_OF_OTHER_COURT");

    [Test]
    public async Task An_expired_seal_is_answered_by_a_receipt()
    {
        var ended = desk.Authority.IssueSeal("COURTENDED", Desk.F10.Name, new Validity(Validity.Development.From, Validity.Development.From.AddYears(5)));
        await ExpectRefusalByReceiptAsync(desk.Write(Desk.Freeze(No(), "6222001", "1.00"), _ => ended), "SEAL_EXPIRED");
    }

    [Test]
    public async Task A_seal_of_an_unknown_authority_is_answered_by_a_receipt()
    {
        using var foreign = new DevelopmentAuthority();
        var unknown = foreign.IssueSeal("COURTF10", Desk.F10.Name);
        await ExpectRefusalByReceiptAsync(desk.Write(Desk.Freeze(No(), "6222001", "1.00"), _ => unknown), "SEAL_UNTRUSTED");
    }

    [Test]
    public async Task An_order_without_the_officers_card_is_answered_by_a_receipt() =>
        await ExpectRefusalByReceiptAsync(desk.Write(Desk.Freeze(No(), "6222001", "1.00") with { Documents = new Spoiling { OfficerIds = false } }), "OFFICER_ID_MISSING");

    [Test]
    public async Task An_unknown_account_is_answered_by_a_receipt() =>
        await ExpectRefusalByReceiptAsync(desk.Write(Desk.Freeze(No(), "6222777", "1.00")), "ACCOUNT_NOT_FOUND");

    [Test]
    public async Task A_closed_account_is_answered_by_a_receipt() =>
        await ExpectRefusalByReceiptAsync(desk.Write(Desk.Freeze(No(), "6222002", "1.00")), "ACCOUNT_CLOSED");

    [Test]
    public async Task Another_holders_account_is_answered_by_a_receipt() =>
        await ExpectRefusalByReceiptAsync(
            desk.Write(Desk.Freeze(No(), "6222001", "1.00") with { Party = Person.Standard with { Name = "张叁" } }), "HOLDER_MISMATCH");

    [Test]
    public async Task The_same_number_with_other_content_is_a_conflict()
    {
        var number = No();
        await desk.AnswerAsync(desk.Write(Desk.Freeze(number, "6222001", "1.00")));
        var refusal = await RefusalAsync(desk.Write(Desk.Freeze(number, "6222001", "2.00")));
        Assert.That(GrpcFaults.Code(refusal.StatusCode), Is.EqualTo("ALREADY_EXISTS"));
        Assert.That(GrpcFaults.Details(refusal), Is.EqualTo(new[] { "ORDER_CONFLICT" }));
    }

    [Test]
    public async Task An_order_that_was_turned_away_leaves_nothing_to_fetch()
    {
        var order = desk.Write(Desk.Freeze(No(), "6222001", "1.00", "F12"));
        await RefusalAsync(order);
        var refusal = Assert.ThrowsAsync<RpcException>(() => desk.Hub.GetReceiptAsync(order.OrderNo, 0, Desk.AnswerLimit, CancellationToken.None));
        Assert.That(refusal!.StatusCode, Is.EqualTo(StatusCode.NotFound));
    }

    async Task ExpectRefusalByReceiptAsync(Order order, string reason)
    {
        var body = await desk.AnswerAsync(order);
        var line = body.Controls.Single();
        Assert.Multiple(() =>
        {
            Assert.That(line.Reason, Is.EqualTo(reason));
            Assert.That(line.Controlled, Is.False);
            Assert.That(line.ReasonText, Is.Not.Empty.And.Length.LessThanOrEqualTo(100));
            Assert.That(line.Rank, Is.Zero);
        });
    }

    Task<RpcException> RefusalAsync(Order order) => RefusalAsync(desk.Service.Identity, order);

    async Task<RpcException> RefusalAsync(X509Certificate2? identity, Order order)
    {
        using var hub = new HubClient(desk.Service.Address, desk.Service.Pki.TlsCaPem, identity);
        try
        {
            var reply = await hub.SubmitAsync(order, CancellationToken.None);
            throw new AssertionException($"order {reply.OrderNo} was accepted");
        }
        catch (RpcException refusal)
        {
            return refusal;
        }
    }

    static void Replace(Order order, Order other, DocumentKind kind)
    {
        var index = order.Documents.Select(d => d.Kind).ToList().IndexOf(kind);
        order.Documents[index] = other.Documents.Single(d => d.Kind == kind);
    }

    Order Good() => desk.Write(Desk.Freeze(No(), "6222001", "1.00"));

    string No() => $"B{Interlocked.Increment(ref serial)}";
}
