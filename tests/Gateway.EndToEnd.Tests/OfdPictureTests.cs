using System.Diagnostics;
using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests;

/// <summary>Receipts as an OFD library that is not ours sees them: seals accepted, pages drawn.</summary>
[Parallelizable]
internal sealed class OfdPictureTests
{
    Desk desk = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        if (!File.Exists(Checker)) Assert.Ignore($"{Checker} is not there: set GATEWAY_OFDCHECK");
        desk = await Desk.OpenAsync([Desk.F10, Desk.F11]);
        await desk.Service.Core.PutAccountAsync("6222001", new
        {
            currency = "CNY",
            balance = "10000.00",
            holder = Person.Standard,
            claims = new[] { new { id = "P1", kind = "MARGIN", holder = "某担保公司", amount = "1000.00" } },
            otherFreezes = new[] { new { authority = "某公安局", documentNo = "X1", limit = "2000.00", to = "2030-05-01" } },
        }, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (desk is not null) await desk.DisposeAsync();
    }

    [Test]
    public async Task A_freezes_receipt_with_prior_freezes_and_claims_is_accepted() =>
        await ExpectAcceptedAsync(Desk.Freeze("P1", "6222001", "9000.00"));

    [Test]
    public async Task A_refusals_receipt_is_accepted() => await ExpectAcceptedAsync(Desk.Freeze("P2", "6222999", "9000.00"));

    [Test]
    public async Task An_inquirys_receipt_is_accepted() => await ExpectAcceptedAsync(new OrderForm { Verb = OrderVerb.Inquire, Order = "P3" });

    [Test]
    public async Task A_receipt_over_several_pages_is_accepted() =>
        await ExpectAcceptedAsync(new OrderForm { Verb = OrderVerb.Freeze, Order = "P4", Lines = [.. Enumerable.Range(1, 30).Select(i => new LineForm { Account = $"62229{i:D2}", Amount = "1.00" })] });

    async Task ExpectAcceptedAsync(OrderForm form)
    {
        var order = desk.Write(form);
        await desk.AnswerAsync(order);
        var receipt = await desk.Hub.GetReceiptAsync(order.OrderNo, 0, Desk.AnswerLimit, CancellationToken.None);
        var file = Path.Combine(desk.Service.Pki.Folder, order.OrderNo + ".ofd");
        await File.WriteAllBytesAsync(file, receipt.Ofd.ToByteArray());
        var start = new ProcessStartInfo("bash", [Checker, file, Path.Combine(desk.Service.Pki.Folder, order.OrderNo)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, said);
        Assert.That(said, Does.Contain("seals: accepted").And.Contain("page-1.png"));
    }

    static string Checker => Environment.GetEnvironmentVariable("GATEWAY_OFDCHECK")
        ?? Path.GetFullPath(Path.Combine(Programs.RepositoryRoot(), "..", "shared", "ofdrw", "ofd-check.sh"));
}
