using System.Text.RegularExpressions;

namespace Gateway.Contracts.HubForms;

/// <summary>What a packet of the hub is.</summary>
public enum HubPacketKind
{
    /// <summary>CXQQ: inquiries.</summary>
    Inquiries = 1,

    /// <summary>KZQQ: controls.</summary>
    Controls,

    /// <summary>CXHZ: the hub complains about answers to inquiries.</summary>
    InquiryComplaints,

    /// <summary>KZHZ: the same of controls.</summary>
    ControlComplaints,
}

/// <summary>What a file inside a packet is.</summary>
public enum HubFileKind
{
    /// <summary>QA: orders.</summary>
    Orders = 1,

    /// <summary>QI: documents.</summary>
    Writs,

    /// <summary>QC: officers' cards.</summary>
    Cards,

    /// <summary>QNR: complaints.</summary>
    Complaints,
}

/// <summary>The name of a packet, and the names of files inside packets and answers. A bank checks them, like all of the hub's forms, against its own copy of the annex.</summary>
/// <param name="Bank">The bank's code, 17 characters.</param>
/// <param name="Batch">The batch's number, 30 characters.</param>
public sealed partial record HubPacketName(HubPacketKind Kind, string Bank, string Batch)
{
    /// <summary>Of a complaint about one control: its number as it stands in names; else empty.</summary>
    public string PaddedOrder { get; init; } = "";

    public const int BankLength = 17;
    public const int BatchLength = 30;
    const int OrderLength = 30;

    /// <summary>Reads the name of a packet; null: it is none.</summary>
    public static HubPacketName? Of(string fileName)
    {
        var match = Packet().Match(fileName);
        if (!match.Success) return null;
        var (kind, tail) = (KindOf(match.Groups[1].Value.ToUpperInvariant()), match.Groups[4].Value);
        var name = new HubPacketName(kind, match.Groups[2].Value, match.Groups[3].Value) { PaddedOrder = kind == HubPacketKind.ControlComplaints && tail.Length == OrderLength ? tail : "" };
        return tail.Length == 0 || name.IsComplaint ? name : null;
    }

    /// <summary>What a file of this packet is, and for which order; empty: for the whole batch. Null: it is not this packet's.</summary>
    public (HubFileKind Kind, string PaddedOrder)? FileOf(string entryName)
    {
        var match = Entry().Match(entryName);
        if (!match.Success || match.Groups[2].Value != Bank || match.Groups[3].Value != Batch) return null;
        HubFileKind? kind = (match.Groups[1].Value.ToUpperInvariant(), IsComplaint) switch
        {
            ("QA", false) => HubFileKind.Orders,
            ("QI", false) => HubFileKind.Writs,
            ("QC", false) => HubFileKind.Cards,
            ("QNR", true) => HubFileKind.Complaints,
            _ => null,
        };
        var order = match.Groups[4].Value;
        if (kind is null || (order.Length > OrderLength && !IsComplaint)) return null;
        // Complaints name their orders inside. A number that was not padded is as good.
        return (kind.Value, order.Length == 0 || IsComplaint ? "" : Padded(order));
    }

    public bool IsComplaint => Kind is HubPacketKind.InquiryComplaints or HubPacketKind.ControlComplaints;

    /// <summary>Whether it belongs to inquiries; else to controls.</summary>
    public bool IsOfInquiries => Kind is HubPacketKind.Inquiries or HubPacketKind.InquiryComplaints;

    /// <summary>BDHM as it stands in names: zeros on the left.</summary>
    public static string Padded(string orderNo) => orderNo.PadLeft(OrderLength, '0');

    /// <summary>Whether a number can be part of a file's name everywhere.</summary>
    public static bool CanName(string orderNo) => orderNo.Length <= OrderLength && !orderNo.Any(c => char.IsControl(c) || c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|');

    /// <summary>The answer to a batch of inquiries.</summary>
    public static string InquiryAnswer(string bank, string batch) => $"CXFK{bank}{batch}.zip";

    /// <summary>The answer to one control.</summary>
    public static string ControlAnswer(string bank, string batch, string orderNo) => $"KZFK{bank}{batch}{Padded(orderNo)}.zip";

    /// <summary>The accounts found, one file of them. Serials run from 1 for each batch.</summary>
    public static string Answers(string bank, string batch, int serial) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"QR{bank}{batch}{serial:D12}.xml");

    /// <summary>The lines of one control.</summary>
    public static string Answer(string bank, string batch, string orderNo) => $"QR{bank}{batch}{Padded(orderNo)}.xml";

    /// <summary>The sealed receipt of one control.</summary>
    public static string Receipt(string bank, string batch, string orderNo) => $"QRI{bank}{batch}{Padded(orderNo)}.xml";

    /// <summary>Inquiries of a batch that go back.</summary>
    public static string Returns(string bank, string batch) => $"QNA{bank}{batch}.xml";

    /// <summary>One control that goes back.</summary>
    public static string Return(string bank, string batch, string orderNo) => $"QNA{bank}{batch}{Padded(orderNo)}.xml";

    static HubPacketKind KindOf(string prefix) => prefix switch
    {
        "CXQQ" => HubPacketKind.Inquiries,
        "KZQQ" => HubPacketKind.Controls,
        "CXHZ" => HubPacketKind.InquiryComplaints,
        _ => HubPacketKind.ControlComplaints,
    };

    // A complaint may have the tail of the answer that it is about: an order or a serial.
    [GeneratedRegex(@"\A(CXQQ|KZQQ|CXHZ|KZHZ)([0-9A-Za-z_-]{17})([0-9A-Za-z_-]{30})([^/\\]{0,42})\.zip\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Packet();

    [GeneratedRegex(@"\A(QA|QI|QC|QNR)([0-9A-Za-z_-]{17})([0-9A-Za-z_-]{30})([^/\\]{0,42})\.xml\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entry();
}
