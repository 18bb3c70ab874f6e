using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Gateway.Contracts.V1;

namespace Gateway.Hub.SoapStub;

/// <summary>Writes an order in the hub's present form.</summary>
internal static class TaskForms
{
    public static HubTask Of(Order order)
    {
        var inquiry = order.MeasureCase == Order.MeasureOneofCase.Inquiry;
        var request = new XElement(inquiry ? "cxqq" : "kzqq", Header(order, inquiry));
        if (inquiry) request.Add(Fields(("CKKSSJ", order.Inquiry.TransactionsFrom), ("CKJSSJ", order.Inquiry.TransactionsTo), ("WSBH", order.Inquiry.DocumentNo)));
        else request.Add(new XElement("kzzhlist", Lines(order)));
        var papers = order.Documents.Where(d => d.Kind is not (DocumentKind.WorkCard or DocumentKind.DutyCard));
        return new HubTask(order.OrderNo, request, [.. papers.Select((d, i) => Writ(order, d, i + 1, inquiry))], Cards(order));
    }

    static object[] Header(Order order, bool inquiry) => Fields(
        ("BDHM", order.OrderNo), ("LB", "YH"), ("XZ", inquiry ? "1" : "2"), ("XM", order.Party.Name), ("ZJLX", order.Party.IdKind), ("DSRZJHM", order.Party.IdNumber), ("FYMC", order.CourtName), ("FYDM", order.CourtCode),
        ("CBR", order.Officer.Name), ("YHDH", order.Officer.Phone), ("LXFS", order.Officer.Address), ("AH", order.CaseNo), ("GZZBH", order.Officer.WorkCardNo), ("GWZBH", order.Officer.DutyCardNo), ("CKH", order.DocumentName), ("BEIZ", order.Remark));

    static IEnumerable<XElement> Lines(Order order) => order.MeasureCase switch
    {
        Order.MeasureOneofCase.Freeze => order.Freeze.Lines.Select(l => Line(l.Queued ? "03" : "01", l.Target, l.WholeAccount, l.Amount, l.From, l.To, false, null, null)),
        Order.MeasureOneofCase.Renewal => order.Renewal.Lines.Select(l => Line("02", l.Target, false, "", l.From, l.To, false, l.Original, null)),
        Order.MeasureOneofCase.Release => order.Release.Lines.Select(l => Line(l.Queued ? "05" : "04", l.Target, false, l.Amount, "", "", false, l.Original, null)),
        Order.MeasureOneofCase.Deduction => order.Deduction.Lines.Select(l => Line("06", l.Target, false, l.Amount, "", "", l.Convert, l.Original, l.Payee)),
        Order.MeasureOneofCase.CollectIncome => order.CollectIncome.Lines.Select(l => Line("07", l.Target, false, l.Amount, "", "", false, null, l.Payee)),
        Order.MeasureOneofCase.FreezeAndDeduct => order.FreezeAndDeduct.Lines.Select(l => Line("08", l.Target, l.WholeAccount, l.Amount, l.From, l.To, l.Convert, null, l.Payee)),
        Order.MeasureOneofCase.Mixed => order.Mixed.Lines.Select(l => Line(l.Measure, l.Target, l.WholeAccount, l.Amount, l.From, l.To, l.Convert, l.Original, l.Payee)),
        _ => throw new InvalidDataException($"order {order.OrderNo} names no measure"),
    };

    static XElement Line(string measure, Target target, bool whole, string amount, string from, string to, bool convert, Original? original, Payee? payee) => new("kzzh", Fields(
        ("CCXH", target.LineNo), ("KZLX", target.AssetKind == AssetKind.OtherAsset ? "2" : "1"), ("KZCS", measure), ("KHZH", target.Account), ("GLZHHM", target.SubAccount), ("CCLB", target.AccountKind), ("KHWD", target.BranchName), ("KHWDDM", target.BranchCode),
        ("KZNR", whole ? "2" : "1"), ("BZ", target.Currency), ("JE", amount), ("SE", target.Units), ("JLDW", target.UnitOfMeasure), ("KSRQ", from), ("JSRQ", to), ("SFJH", convert ? "1" : "0"), ("CKWH", target.RulingNo),
        ("ZXKZHHM", payee?.Name), ("ZXKZHKHH", payee?.BankName), ("ZXKZHKHHHH", payee?.BankNo), ("ZXKZHZH", payee?.Account), ("ZXKZHLX", payee?.Kind), ("YDJAH", original?.CaseNo), ("YDJDH", original?.OrderNo),
        ("ZCMC", target.AssetName), ("ZCLX", target.AssetKindCode), ("CPXSZL", target.SalesKind), ("DQH", target.Region), ("JRCPBH", target.ProductNo), ("LCZH", target.WealthAccount), ("ZJHKZH", target.FundsAccount)));

    static XElement Writ(Order order, Document document, int no, bool inquiry) => new("wsinfo", Fields(
        (inquiry ? "WSBH" : "BDHM", inquiry ? "" : order.OrderNo), ("XH", no.ToString(CultureInfo.InvariantCulture)), ("WJMC", Path.GetFileNameWithoutExtension(document.FileName)), ("WJLX", Path.GetExtension(document.FileName).TrimStart('.')),
        ("WSLB", Category(document.Kind)), ("MD5", Md5(document.Content.ToByteArray())), ("WSNR", document.Content.ToBase64())));

    static List<XElement> Cards(Order order)
    {
        var work = order.Documents.FirstOrDefault(d => d.Kind == DocumentKind.WorkCard);
        var duty = order.Documents.FirstOrDefault(d => d.Kind == DocumentKind.DutyCard);
        return work is null && duty is null ? [] :
        [
            new XElement("zjinfo", Fields(
                ("BDHM", order.OrderNo), ("XH", "1"), ("ZJMC", order.Officer.Name), ("GZZBM", order.Officer.WorkCardNo), ("GZZWJGS", "png"), ("GZZ", work?.Content.ToBase64()),
                ("GWZBM", order.Officer.DutyCardNo), ("GWZWJGS", "png"), ("GWZ", duty?.Content.ToBase64()))),
        ];
    }

    static string Category(DocumentKind kind) => kind switch
    {
        DocumentKind.Ruling => "裁定书",
        DocumentKind.Notice => "协助执行通知书",
        DocumentKind.InquiryList => "查询清单",
        _ => "其他",
    };

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "The courts' field.")]
    public static string Md5(byte[] octets) => Convert.ToHexStringLower(MD5.HashData(octets));

    static object[] Fields(params (string Name, string? Value)[] fields) => [.. fields.Select(f => new XAttribute(f.Name, f.Value ?? ""))];
}
