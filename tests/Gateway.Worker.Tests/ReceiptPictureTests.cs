using System.Diagnostics;
using System.Globalization;
using Gateway.Register.Answers;
using Gateway.Sealing;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

/// <summary>Receipts of every length before an OFD library that is not ours: seals accepted, as many pages as we wrote. GATEWAY_OFDCHECK names the program elsewhere.</summary>
[TestFixture]
public sealed class ReceiptPictureTests
{
    private const string Account = "6222000000000001";

    [OneTimeSetUp]
    public void RequireChecker()
    {
        if (!File.Exists(Checker)) Assert.Ignore($"{Checker} is not there: set GATEWAY_OFDCHECK");
    }

    [TestCase(1)]
    [TestCase(40)]
    [TestCase(2000)]
    public async Task An_inquirys_receipt_is_accepted_however_many_transactions_it_lists(int rows)
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000, Given.Claim("P1", "某担保公司", 1000)));
        bench.Core.AddTransactions(Account, Enumerable.Range(0, rows).Select(n => new AccountTransaction(
            $"SN{n:D6}", "转账", n % 2 == 0, "CNY", 123456789 + n, Given.Start.AddMinutes(-n), $"对手方公司名称较长的一家第{n}号", $"6200{n:D12}", "示例银行某某支行")));
        await bench.AcceptAsync(Given.Inquiry("Q1", Given.Today.AddDays(-30), Given.Today));
        await ExpectAcceptedAsync(bench, $"inquiry-{rows}");
    }

    [TestCase(1)]
    [TestCase(40)]
    public async Task A_controls_receipt_is_accepted_however_many_lines_it_has(int lines)
    {
        var accounts = Enumerable.Range(0, lines).Select(n => (7000000000000000 + n).ToString(CultureInfo.InvariantCulture)).ToList();
        await using var bench = await Bench.OpenAsync([.. accounts.Select(account => Given.Account(account, 1000, Given.Claim("P1", "某担保公司", 100)))]);
        await bench.AcceptAsync(Given.Control("C1", [.. accounts.Select(account => Given.Freeze(account, 5000))]));
        await ExpectAcceptedAsync(bench, $"control-{lines}");
    }

    private static async Task ExpectAcceptedAsync(Bench bench, string name)
    {
        await bench.RunAllAsync();
        var ofd = (await bench.ReceiptsAsync()).Single().Ofd;
        // GATEWAY_OFD_PICTURES keeps the files and the picture of each page, to be looked at.
        var kept = Environment.GetEnvironmentVariable("GATEWAY_OFD_PICTURES");
        var folder = kept ?? Directory.CreateTempSubdirectory("gateway-receipt-").FullName;
        try
        {
            var file = Path.Combine(folder, name + ".ofd");
            await File.WriteAllBytesAsync(file, ofd);
            var said = await CheckAsync(kept is null ? [file] : [file, Path.Combine(folder, name)]);
            Assert.That(said, Does.Contain("seals: accepted"));
            Assert.That(said, Does.Match($@"pages: {OfdText.ExtractPages(ofd).Count}\b"));
        }
        finally
        {
            if (kept is null) Directory.Delete(folder, true);
        }
    }

    private static async Task<string> CheckAsync(IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Checker, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var said = await output + await errors;
        Assert.That(process.ExitCode, Is.Zero, said);
        return said;
    }

    private static string Checker => Environment.GetEnvironmentVariable("GATEWAY_OFDCHECK") ?? Path.GetFullPath(Path.Combine(Root(), "..", "shared", "ofdrw", "ofd-check.sh"));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Gateway.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? AppContext.BaseDirectory;
    }
}
