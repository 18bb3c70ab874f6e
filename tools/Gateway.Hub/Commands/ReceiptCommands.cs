using System.CommandLine;
using Gateway.Contracts.V1;
using Gateway.Hub.Client;
using Gateway.Hub.Pki;
using Gateway.Hub.Tables;
using Gateway.Sealing;
using Grpc.Core;

namespace Gateway.Hub.Commands;

/// <summary>receipts watch, receipt verify and receipt show.</summary>
internal static class ReceiptCommands
{
    public static Command MakeWatch()
    {
        var acknowledge = new Option<bool>("--ack") { Description = "Acknowledge each receipt whose seal is valid." };
        var save = new Option<string?>("--save") { Description = "Keep each receipt as DIR/SEQUENCE-ORDER.ofd." };
        var from = new Option<long>("--from") { Description = "First sequence number.", DefaultValueFactory = _ => 1 };
        var all = new Option<bool>("--all") { Description = "Acknowledged ones too." };
        var connection = new ConnectionOptions();
        var watch = new Command("watch", "Prints the channel's receipts as they come, until Ctrl-C; each seal is verified.") { acknowledge, save, from, all };
        connection.AddTo(watch);
        watch.SetAction(async (parsed, cancel) =>
        {
            var pki = connection.Pki(parsed);
            using var hub = connection.Connect(parsed, pki);
            var check = new ReceiptCheck(new SealVerifier(TrustStore.FromCertificates([pki.RootCertificate]), new SealPolicy()), pki.BankCertificateFingerprint);
            try
            {
                await foreach (var receipt in hub.WatchReceiptsAsync(parsed.GetValue(from), parsed.GetValue(all), cancel))
                {
                    var fault = check.Fault(receipt, TimeProvider.System.GetUtcNow());
                    Print(receipt, fault);
                    if (parsed.GetValue(save) is { } folder) Keep(receipt, folder);
                    if (fault is null && parsed.GetValue(acknowledge)) await hub.AcknowledgeAsync([receipt.Sequence], cancel);
                }
            }
            catch (RpcException ended) when (cancel.IsCancellationRequested && ended.StatusCode == StatusCode.Cancelled)
            {
                // Ctrl-C is how watching ends.
            }

            return 0;
        });
        return new Command("receipts", "The bank's answers.") { watch };
    }

    public static Command MakeReceipt() => new("receipt", "One receipt.") { MakeVerify(), MakeShow() };

    static Command MakeShow()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A receipt (.ofd)." };
        var show = new Command("show", "Prints the text of each page. Says nothing of the seal: receipt verify does.") { file };
        show.SetAction(parsed =>
        {
            try
            {
                var pages = OfdText.ExtractPages(File.ReadAllBytes(parsed.GetRequiredValue(file).FullName));
                for (var i = 0; i < pages.Count; i++) Console.WriteLine($"---- page {i + 1} of {pages.Count}\n{pages[i]}");
                return 0;
            }
            catch (OfdException refusal)
            {
                Console.WriteLine($"not readable: {SealReasons.Code(refusal.Reason)}");
                return 1;
            }
        });
        return show;
    }

    static Command MakeVerify()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A receipt (.ofd)." };
        var trust = new Option<FileInfo[]>("--trust") { Description = "A certificate to believe in, DER or PEM. May be repeated.", Required = true };
        var verify = new Command("verify", "Verifies a receipt's seal, tells each check, and prints the answer that it carries.") { file, trust };
        verify.SetAction(parsed =>
        {
            var check = new ReceiptCheck(new SealVerifier(TrustFiles.Read(parsed.GetRequiredValue(trust)), new SealPolicy()), bankCertificateFingerprint: null);
            var (verdict, body) = check.Open(File.ReadAllBytes(parsed.GetRequiredValue(file).FullName), TimeProvider.System.GetUtcNow());
            Console.WriteLine(verdict.IsValid
                ? $"seal valid: {verdict.Signer!.SealName ?? verdict.Signer.SubjectName}, sealed {verdict.Signer.SigningTime:yyyy-MM-dd HH:mm:ss zzz}"
                : $"seal invalid: {verdict.Code}");
            foreach (var line in SealChecks.Describe(verdict.Reason)) Console.WriteLine(line);
            if (body is null) return 1;
            TableConsole.Write(ReceiptTables.Of(body));
            return 0;
        });
        return verify;
    }

    static void Print(Receipt receipt, string? fault)
    {
        Console.WriteLine($"receipt {receipt.Sequence} for order {receipt.OrderNo}, {receipt.Kind}: {(fault is null ? "seal valid" : "NOT VALID: " + fault)}");
        if (fault is null) TableConsole.Write(ReceiptTables.Of(receipt.Body));
    }

    static void Keep(Receipt receipt, string folder)
    {
        Directory.CreateDirectory(folder);
        var order = string.Concat(receipt.OrderNo.Split(Path.GetInvalidFileNameChars()));
        File.WriteAllBytes(Path.Combine(folder, $"{receipt.Sequence}-{order}.ofd"), receipt.Ofd.ToByteArray());
    }
}
