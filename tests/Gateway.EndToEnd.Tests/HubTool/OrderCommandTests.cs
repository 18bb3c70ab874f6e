using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests.HubTool;

/// <summary>order submit, receipts watch and receipt verify against a running gateway.</summary>
internal sealed class OrderCommandTests
{
    Desk desk = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        desk = await Desk.OpenAsync([Desk.F10]);
        await desk.PutAccountAsync("6222001", "10000.00");
    }

    [OneTimeTearDown]
    public async Task Close() => await desk.DisposeAsync();

    [Test]
    public async Task An_order_goes_out_and_its_receipt_comes_back()
    {
        var submitted = await SubmitAsync("""{ "do": "freeze", "order": "H1", "account": "6222001", "amount": "500.00" }""");
        Assert.That((submitted.Code, submitted.Output), Is.EqualTo((0, submitted.Output)));
        Assert.That(submitted.Output, Does.StartWith("order H1 accepted, time of service "));
        await desk.Hub.GetReceiptAsync("H1", 1, Desk.AnswerLimit, CancellationToken.None);

        using var output = new CancellingWriter("seal valid");
        var receipts = Path.Combine(desk.Service.Pki.Folder, "receipts");
        var watched = await CommandLine.RunAsync(output, output.Seen, ["receipts", "watch", .. Connection, "--save", receipts]);
        Assert.That(watched.Code, Is.Zero, watched.Errors);
        Assert.That(watched.Output, Does.StartWith("receipt 1 for order H1"));

        var verified = await CommandLine.RunAsync("receipt", "verify", "--trust", Path.Combine(desk.Service.Pki.Folder, "ca.cer"), Path.Combine(receipts, "1-H1.ofd"));
        Assert.That(verified.Code, Is.Zero, verified.Errors);
        Assert.That(verified.Output, Does.StartWith("seal valid: 示例银行"));
    }

    [Test]
    public async Task An_order_that_is_none_is_refused_with_all_its_faults()
    {
        var refused = await SubmitAsync("""{ "do": "freeze", "order": "H 2", "account": "6222001", "amount": "much" }""");
        Assert.That(refused.Code, Is.EqualTo(2));
        Assert.That(refused.Errors, Does.StartWith("INVALID_ARGUMENT").And.Contain("order_no").And.Contain("amount"));
    }

    [Test]
    public async Task A_file_with_a_misspelt_field_is_not_sent()
    {
        var refused = await SubmitAsync("""{ "do": "freeze", "order": "H3", "account": "6222001", "amunt": "1.00" }""");
        Assert.That((refused.Code, refused.Errors), Is.EqualTo((2, "amunt: unknown field\n")));
    }

    async Task<(int Code, string Output, string Errors)> SubmitAsync(string json)
    {
        var file = Path.Combine(desk.Service.Pki.Folder, Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, json);
        return await CommandLine.RunAsync(["order", "submit", file, .. Connection]);
    }

    string[] Connection => ["--server", desk.Service.Address.ToString(), "--pki", desk.Service.Pki.Folder];

    /// <summary>Cancels when a text was written: Ctrl-C of someone who has seen enough.</summary>
    sealed class CancellingWriter(string text) : StringWriter
    {
        readonly CancellationTokenSource seen = new();

        public CancellationToken Seen => seen.Token;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true) seen.Cancel();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) seen.Dispose();
            base.Dispose(disposing);
        }
    }
}
