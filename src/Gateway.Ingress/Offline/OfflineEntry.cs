using System.Text;
using System.Text.Json;
using Gateway.Contracts.Orders;
using Gateway.Ingress.Intake;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;
using Google.Protobuf;

namespace Gateway.Ingress.Offline;

/// <summary>A scanned document of a paper order.</summary>
public sealed record OfflineScan(DocumentKind Kind, string FileName, byte[] Content);

/// <summary>A paper order as somebody typed it in.</summary>
/// <param name="OrderJson">gateway.v1.Order as JSON, without documents.</param>
/// <param name="ServedAt">When the paper was served.</param>
public sealed record OfflineForm(string ChannelId, string OrderJson, IReadOnlyList<OfflineScan> Scans, DateTimeOffset ServedAt, DateTimeOffset Now);

/// <summary>
/// Reads a paper order (22) like one from the network, so that it goes through the same acceptance, turn and receipt; but for its documents, which are scans that two people hold against it.
/// </summary>
public static class OfflineEntry
{
    /// <summary>How far back a paper can have been served [D]: an outage is shorter, and a typing error further.</summary>
    public static readonly TimeSpan ServedWithin = TimeSpan.FromDays(30);

    // PDF, JPEG, PNG, and OFD, which is a ZIP.
    static readonly (byte[] Begins, string MediaType)[] Forms =
    [
        ("%PDF"u8.ToArray(), "application/pdf"), ([0xff, 0xd8, 0xff], "image/jpeg"), ([0x89, 0x50, 0x4e, 0x47], "image/png"), ([0x50, 0x4b, 0x03, 0x04], "application/ofd"),
    ];

    /// <summary>The task for two people, or everything that is wrong with the form, at once.</summary>
    public static (NewDeskTask? Task, IReadOnlyList<string> Faults) Read(OfflineForm form, CourtDirectory courts)
    {
        var faults = new List<string>();
        var message = Parse(form.OrderJson, faults);
        if (message is null) return (null, faults);
        foreach (var scan in form.Scans)
        {
            if (MediaTypeOf(scan.Content) is not { } mediaType) faults.Add($"{scan.FileName}: neither PDF, JPEG, PNG nor OFD");
            else message.Documents.Add(new Contracts.V1.Document { Kind = (Contracts.V1.DocumentKind)scan.Kind, FileName = scan.FileName, MediaType = mediaType, Content = ByteString.CopyFrom(scan.Content) });
        }

        var reading = OrderReader.Read(message, bytes => Sm3.HexHash(bytes.Span));
        faults.AddRange(reading.Faults.Select(f => $"{f.Field} {f.Description}"));
        if (form.ServedAt > form.Now) faults.Add("the time of service lies in the future");
        if (form.ServedAt < form.Now - ServedWithin) faults.Add($"the time of service lies more than {ServedWithin.Days} days back");
        if (reading.Order is { } order) faults.AddRange(Missing(order, courts));
        if (faults.Count > 0) return (null, faults);

        var digests = new ContentDigests(message);
        var offline = new OfflineOrder(form.ChannelId, reading.Order!, digests.Business, digests.Documents, form.ServedAt);
        var task = NewDeskTask.About(DeskTaskKind.OfflineOrder, JsonSerializer.Serialize(offline), Basis(offline)) with
        {
            Scans = form.Scans.DistinctBy(s => Sm3.HexHash(s.Content)).ToDictionary(s => Sm3.HexHash(s.Content), s => s.Content, StringComparer.Ordinal),
        };
        return (task, []);
    }

    static Contracts.V1.Order? Parse(string json, List<string> faults)
    {
        try
        {
            var message = Contracts.V1.Order.Parser.ParseJson(json);
            if (message.Documents.Count > 0) faults.Add("documents: are given as scans");
            return message;
        }
        catch (Exception unreadable) when (unreadable is InvalidJsonException or InvalidProtocolBufferException)
        {
            faults.Add(unreadable.Message);
            return null;
        }
    }

    static string? MediaTypeOf(byte[] content) => Forms.FirstOrDefault(f => content.AsSpan().StartsWith(f.Begins)).MediaType;

    /// <summary>What the papers must be (6, 9), and who speaks: said at once, for somebody stands at the counter.</summary>
    static IEnumerable<string> Missing(Order order, CourtDirectory courts)
    {
        if (courts.FindCourt(order.CourtCode) is null) yield return $"court_code {order.CourtCode}: not in the directory";
        bool Has(params DocumentKind[] kinds) => order.Documents.Any(d => kinds.Contains(d.Kind));
        if (order.Kind == OrderKind.Control && !Has(DocumentKind.Ruling)) yield return "a control needs its ruling (裁定书)";
        if (!Has(DocumentKind.Notice)) yield return "the notice (协助执行通知书) is missing";
        if (!Has(DocumentKind.WorkCard, DocumentKind.DutyCard)) yield return "the officer's work card or duty card is missing";
        if (order.Officer.Name.Length == 0 || order.Officer.Phone.Length == 0) yield return "the officer's name and phone are missing";
    }

    static string Basis(OfflineOrder offline)
    {
        var text = new StringBuilder($"{offline.Order.CourtName} {offline.Order.CaseNo} 纸质{(offline.Order.Kind == OrderKind.Inquiry ? "查询" : "控制")}请求 {offline.Order.OrderNo}，送达时间 {offline.ServedAt:yyyy-MM-dd HH:mm zzz}，{offline.Order.Party.Name}");
        foreach (var line in offline.Order.Lines) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"；{line.LineNo} {(int)line.Measure:00} {line.Account} {line.Amount}");
        return text.ToString();
    }
}
