using System.Globalization;
using Gateway.Host.Configuration;
using Gateway.Ops.Emergency;
using Gateway.Ops.Privacy;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Desk;

namespace Gateway.Host.Desk;

/// <summary><c>gateway offline …</c> (22): a paper order with its scans through the same register, and its receipts on paper back.</summary>
internal sealed class OfflineActs(DeskArguments arguments, PaperDesk papers, IStore store, TimeZoneInfo zone, TextWriter output)
{
    private const int PageLength = 50;

    public Task RunAsync(CancellationToken cancel) => arguments.Verb switch
    {
        "offline enter" => EnterAsync(cancel),
        "offline receipts" => ReceiptsAsync(cancel),
        _ => DeliveredAsync(cancel),
    };

    private async Task EnterAsync(CancellationToken cancel)
    {
        var json = await ReadTextAsync(arguments.Required("--file"), cancel).ConfigureAwait(false);
        var scans = new List<PaperScan>();
        foreach (var scan in arguments.Required("--scan").Split(',')) scans.Add(await ReadScanAsync(scan, cancel).ConfigureAwait(false));
        var paper = new PaperOrder(json, scans, Served(arguments.Required("--served")));
        var entry = await papers.EnterAsync(paper, await arguments.ProposalAsync(DeskDecision.Approve, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        if (entry.Faults.Count > 0) throw new DeskException(string.Join('\n', entry.Faults));
        if (entry.DeskFault is { } why) throw new DeskException(DeskText.Of(why));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"task {entry.TaskId}")).ConfigureAwait(false);
    }

    private async Task ReceiptsAsync(CancellationToken cancel)
    {
        var folder = arguments.Required("--to");
        Directory.CreateDirectory(folder);
        await new Looks(store).AtAsync(arguments.Person, $"receipts:{papers.Channel}", arguments.Required("--why"), cancel).ConfigureAwait(false);
        long from = 1;
        while (await papers.ReceiptsAsync(from, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var receipt in page)
            {
                var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{receipt.Sequence:D8}-{receipt.Order.OrderNo}-{receipt.Kind}.ofd"));
                await File.WriteAllBytesAsync(file, receipt.Ofd, cancel).ConfigureAwait(false);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{receipt.Sequence}\t{receipt.Order.OrderNo}\t{receipt.Kind}\t{file}")).ConfigureAwait(false);
            }

            from = page[^1].Sequence + 1;
        }
    }

    /// <summary>The court has the paper: as an acknowledgement does on the network.</summary>
    private async Task DeliveredAsync(CancellationToken cancel)
    {
        if (!long.TryParse(arguments.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) throw new DeskException($"{arguments.Subject}: no receipt number");
        if (!await papers.DeliveredAsync(sequence, arguments.Person, cancel).ConfigureAwait(false)) throw new DeskException($"{arguments.Subject}: no such receipt");
        await output.WriteLineAsync("delivered").ConfigureAwait(false);
    }

    private static async Task<PaperScan> ReadScanAsync(string text, CancellationToken cancel)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 0 || Words.Parse<DocumentKind>(text[..at]) is not { } kind) throw new DeskException($"--scan {text}: must be KIND=FILE with ruling, notice, inquiry-list, work-card, duty-card or other");
        var file = text[(at + 1)..];
        if (!File.Exists(file)) throw new DeskException($"--scan {file}: no such file");
        return new PaperScan(kind, Path.GetFileName(file), await File.ReadAllBytesAsync(file, cancel).ConfigureAwait(false));
    }

    private static async Task<string> ReadTextAsync(string file, CancellationToken cancel) =>
        File.Exists(file) ? await File.ReadAllTextAsync(file, cancel).ConfigureAwait(false) : throw new DeskException($"--file {file}: no such file");

    private DateTimeOffset Served(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var served)
            ? new DateTimeOffset(served, zone.GetUtcOffset(served))
            : throw new DeskException($"--served {text}: must be \"yyyy-MM-dd HH:mm\", in the bank's zone");
}
