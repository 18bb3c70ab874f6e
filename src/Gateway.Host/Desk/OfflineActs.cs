using System.Globalization;
using Gateway.Host.Configuration;
using Gateway.Ingress.Offline;
using Gateway.Ops.Privacy;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Desk;

namespace Gateway.Host.Desk;

/// <summary><c>gateway offline …</c> (22): a paper order with its scans through the same register, and its receipts on paper back.</summary>
internal sealed class OfflineActs(DeskArguments arguments, IDeskStore desk, IStore store, CourtDirectory courts, EmergencyOptions options, TimeZoneInfo zone, TimeProvider clock, TextWriter output)
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
        if (courts.FindChannel(options.OfflineChannel) is not null) throw new DeskException($"Emergency:OfflineChannel = {options.OfflineChannel}: is a channel of the network");
        var json = await ReadTextAsync(arguments.Required("--file"), cancel).ConfigureAwait(false);
        var scans = new List<OfflineScan>();
        foreach (var scan in arguments.Required("--scan").Split(',')) scans.Add(await ReadScanAsync(scan, cancel).ConfigureAwait(false));
        var form = new OfflineForm(options.OfflineChannel, json, scans, Served(arguments.Required("--served")), clock.GetUtcNow());
        var (task, faults) = OfflineEntry.Read(form, courts);
        if (task is null) throw new DeskException(string.Join('\n', faults));
        var (id, fault) = await desk.OpenTaskAsync(task, await arguments.ProposalAsync(DeskDecision.Approve, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        if (fault is { } why) throw new DeskException(DeskText.Of(why));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"task {id}")).ConfigureAwait(false);
    }

    private async Task ReceiptsAsync(CancellationToken cancel)
    {
        var folder = arguments.Required("--to");
        Directory.CreateDirectory(folder);
        await new Looks(store).AtAsync(arguments.Person, $"receipts:{options.OfflineChannel}", arguments.Required("--why"), cancel).ConfigureAwait(false);
        long from = 1;
        while (await store.ReadReceiptsAsync(options.OfflineChannel, from, PageLength, acknowledgedToo: false, cancel).ConfigureAwait(false) is { Count: > 0 } page)
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
        if ((await store.AcknowledgeAsync(options.OfflineChannel, [sequence], cancel).ConfigureAwait(false)).Count > 0) throw new DeskException($"{arguments.Subject}: no such receipt");
        await store.AuditAsync(new AuditEntry($"person:{arguments.Person.Trim()}", "offline.delivered", string.Create(CultureInfo.InvariantCulture, $"{options.OfflineChannel}:{sequence}"), "{}"), cancel).ConfigureAwait(false);
        await output.WriteLineAsync("delivered").ConfigureAwait(false);
    }

    private static async Task<OfflineScan> ReadScanAsync(string text, CancellationToken cancel)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 0 || Words.Parse<DocumentKind>(text[..at]) is not { } kind) throw new DeskException($"--scan {text}: must be KIND=FILE with ruling, notice, inquiry-list, work-card, duty-card or other");
        var file = text[(at + 1)..];
        if (!File.Exists(file)) throw new DeskException($"--scan {file}: no such file");
        return new OfflineScan(kind, Path.GetFileName(file), await File.ReadAllBytesAsync(file, cancel).ConfigureAwait(false));
    }

    private static async Task<string> ReadTextAsync(string file, CancellationToken cancel) =>
        File.Exists(file) ? await File.ReadAllTextAsync(file, cancel).ConfigureAwait(false) : throw new DeskException($"--file {file}: no such file");

    private DateTimeOffset Served(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var served)
            ? new DateTimeOffset(served, zone.GetUtcOffset(served))
            : throw new DeskException($"--served {text}: must be \"yyyy-MM-dd HH:mm\", in the bank's zone");
}
