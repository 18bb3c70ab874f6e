using Gateway.Sealing;
using Google.Protobuf;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Ingress.Tests.Support;

/// <summary>Orders with papers to go with them, as a court sends them.</summary>
static class Papers
{
    public const string CaseNo = "(2026)甲执1号";
    public const string CourtName = "甲市人民法院";

    /// <summary>A freeze of one line with ruling, notice and a work card.</summary>
    public static V1.Order Freeze(string orderNo = "O1", string account = "6222001", string amount = "6000.00", Action<V1.Order>? change = null)
    {
        var order = Header(orderNo);
        order.Freeze = new V1.Freeze { Lines = { new V1.FreezeLine { Target = new V1.Target { LineNo = "1", Account = account, Currency = "CNY" }, Amount = amount, From = "2026-11-21", To = "2027-11-20" } } };
        var text = Text($"冻结账号{account}内存款人民币{amount}元");
        order.Documents.Add(Sealed(V1.DocumentKind.Ruling, text));
        order.Documents.Add(Sealed(V1.DocumentKind.Notice, text));
        order.Documents.Add(Card());
        change?.Invoke(order);
        return order;
    }

    /// <summary>A deduction of one line with its papers.</summary>
    public static V1.Order Deduction(string orderNo = "O2", Action<V1.Order>? change = null)
    {
        var order = Header(orderNo);
        order.Deduction = new V1.Deduction
        {
            Lines =
            {
                new V1.DeductionLine
                {
                    Target = new V1.Target { LineNo = "1", Account = "6222001", Currency = "CNY" }, Amount = "2000.00",
                    Payee = new V1.Payee { Name = CourtName + "执行款专户", Account = "9001" },
                },
            },
        };
        var text = Text("划拨账号6222001内存款人民币2,000.00元至9001账户");
        order.Documents.Add(Sealed(V1.DocumentKind.Ruling, text));
        order.Documents.Add(Sealed(V1.DocumentKind.Notice, text));
        order.Documents.Add(Card());
        change?.Invoke(order);
        return order;
    }

    /// <summary>An inquiry with notice, list and a duty card.</summary>
    public static V1.Order Inquiry(string orderNo = "Q1", Action<V1.Order>? change = null)
    {
        var order = Header(orderNo);
        order.Inquiry = new V1.Inquiry { DocumentNo = "查1" };
        order.Documents.Add(Sealed(V1.DocumentKind.Notice, Text("查询下列人员存款")));
        order.Documents.Add(new V1.Document { Kind = V1.DocumentKind.InquiryList, FileName = "list.txt", MediaType = "text/plain", Content = ByteString.CopyFromUtf8("查询清单 张三") });
        order.Documents.Add(Card(V1.DocumentKind.DutyCard));
        change?.Invoke(order);
        return order;
    }

    public static string Text(string body, string court = CourtName, string caseNo = CaseNo) => $"{court}\n协助执行通知书\n{caseNo}\n请协助{body}。";

    /// <summary>Plain text with a detached seal.</summary>
    public static V1.Document Sealed(V1.DocumentKind kind, string text, CourtSeal? seal = null, DateTimeOffset? at = null, string? signedName = null)
    {
        var content = System.Text.Encoding.UTF8.GetBytes(text);
        var name = kind.ToString().ToLowerInvariant() + ".txt";
        return new V1.Document
        {
            Kind = kind, FileName = name, MediaType = "text/plain", Content = ByteString.CopyFrom(content),
            DetachedSeal = ByteString.CopyFrom(DetachedSeal.SignSes(content, (seal ?? SealPki.First).Key, at ?? Clock.Now, signedName ?? name)),
        };
    }

    /// <summary>An OFD that carries its seal, or none.</summary>
    public static V1.Document Ofd(V1.DocumentKind kind, string text, CourtSeal? seal)
    {
        var document = new OfdDocument { Title = kind.ToString(), CreationDate = Clock.Now };
        new OfdFlow(document).Paragraph(text);
        var bytes = seal is null ? document.ToBytes() : SealedOfd.Write(document, seal.Key, Clock.Now, new SealPlacement(1, 120, 200, 42, 42));
        return new V1.Document { Kind = kind, FileName = kind.ToString().ToLowerInvariant() + ".ofd", MediaType = "application/ofd", Content = ByteString.CopyFrom(bytes) };
    }

    /// <summary>A PDF whose whole content is under its seal, or that bears none.</summary>
    public static V1.Document Pdf(V1.DocumentKind kind, CourtSeal? seal)
    {
        const int place = 8192;
        const string head = "%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\n", tail = "\nendobj\n%%EOF\n";
        string Begin(int length) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{head}2 0 obj <</Type/Sig/ByteRange [0 {length:D8} {length + place + 2:D8} {tail.Length + 2:D8}]/Contents ");
        var begin = Begin(Begin(0).Length);
        var value = seal is null ? "" : Convert.ToHexString(DetachedSeal.SignSes(System.Text.Encoding.ASCII.GetBytes(begin + ">>" + tail), seal.Key, Clock.Now, ""));
        return new V1.Document
        {
            Kind = kind, FileName = kind.ToString().ToLowerInvariant() + ".pdf", MediaType = "application/pdf",
            Content = ByteString.CopyFromUtf8(seal is null ? head + tail : $"{begin}<{value.PadRight(place, '0')}>>>{tail}"),
        };
    }

    public static V1.Document Card(V1.DocumentKind kind = V1.DocumentKind.WorkCard) => new()
    {
        Kind = kind, FileName = "card.png", MediaType = "image/png", DocumentNo = "G1", Content = ByteString.CopyFrom(0x89, 0x50, 0x4e, 0x47),
    };

    static V1.Order Header(string orderNo) => new()
    {
        OrderNo = orderNo, CourtCode = "F10", CourtName = CourtName, CaseNo = CaseNo,
        Officer = new V1.Officer { Name = "王法官", Phone = "010-1", WorkCardNo = "G1" },
        Party = new V1.Party { Name = "张三", IdKind = "10100", IdNumber = "110101199001010011" },
    };
}
