using System.Diagnostics;
using Gateway.Sealing;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

/// <summary>Receipts of every kind and length before an OFD library that is not ours: seals accepted, as many pages as we wrote. GATEWAY_OFDCHECK names the program elsewhere.</summary>
[TestFixture, Parallelizable(ParallelScope.Children)]
public sealed class ReceiptPictureTests
{
    [OneTimeSetUp]
    public void RequireChecker()
    {
        if (!File.Exists(Checker)) Assert.Ignore($"{Checker} is not there: set GATEWAY_OFDCHECK");
    }

    private static IEnumerable<string> Kinds => ReceiptSamples.All.Keys;

    [TestCaseSource(nameof(Kinds))]
    public async Task A_receipt_of_every_kind_is_accepted_with_as_many_pages_as_we_wrote(string kind)
    {
        var ofd = await ReceiptSamples.All[kind]();
        // GATEWAY_OFD_PICTURES keeps the files and the picture of each page, to be looked at.
        var kept = Environment.GetEnvironmentVariable("GATEWAY_OFD_PICTURES");
        var folder = kept ?? Directory.CreateTempSubdirectory("gateway-receipt-").FullName;
        try
        {
            var file = Path.Combine(folder, kind + ".ofd");
            await File.WriteAllBytesAsync(file, ofd);
            var said = await CheckAsync(kept is null ? [file] : [file, Path.Combine(folder, kind)]);
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
