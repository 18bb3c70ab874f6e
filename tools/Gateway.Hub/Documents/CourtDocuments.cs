using System.Security.Cryptography;
using System.Text;
using Gateway.Contracts.V1;
using Gateway.Hub.Orders;
using Gateway.Sealing;
using Google.Protobuf;

namespace Gateway.Hub.Documents;

/// <summary>Bytes that do not compress, added to each paper and each scan so that they are as large as real ones.</summary>
internal sealed record DocumentFill(int PaperBytes, int ScanBytes)
{
    /// <summary>As small as they come.</summary>
    public static readonly DocumentFill None = new(0, 0);
}

/// <summary>Makes the documents that come with an order (6, 9): sealed ruling and notice, or notice and inquiry list, and the officer's cards.</summary>
/// <param name="sealOf">The seal of a court, by its code.</param>
/// <param name="bankName">Whom the notice asks to assist.</param>
/// <param name="fill">How large papers and scans are made beyond what stands on them.</param>
internal sealed class CourtDocuments(Func<string, SealKey> sealOf, string bankName, DocumentFill fill)
{
    /// <summary>The order with its documents, as sealed at that moment.</summary>
    public Order Attach(Order order, DateTimeOffset signingTime, Spoiling spoiling)
    {
        var complete = order.Clone();
        var seal = sealOf(spoiling.SealedBy ?? order.CourtCode);
        foreach (var kind in Kinds(order, spoiling))
        {
            var document = Make(kind, order, seal, signingTime);
            complete.Documents.Add(spoiling.Tamper.Contains(kind) ? Tampering.Change(document) : document);
        }

        return complete;
    }

    static IEnumerable<DocumentKind> Kinds(Order order, Spoiling spoiling)
    {
        var papers = order.MeasureCase == Order.MeasureOneofCase.Inquiry
            ? new[] { DocumentKind.Notice, DocumentKind.InquiryList }
            : [DocumentKind.Ruling, DocumentKind.Notice];
        DocumentKind[] cards = spoiling.OfficerIds ? [DocumentKind.WorkCard, DocumentKind.DutyCard] : [];
        return papers.Concat(cards).Except(spoiling.Omit);
    }

    Document Make(DocumentKind kind, Order order, SealKey seal, DateTimeOffset signingTime)
    {
        var no = DocumentNo(order);
        var text = OrderPaper.Lines(kind, order, bankName);
        return kind switch
        {
            DocumentKind.Ruling or DocumentKind.Notice => new Document
            {
                Kind = kind,
                FileName = OrderPaper.Title(kind, order) + ".ofd",
                MediaType = "application/ofd",
                DocumentNo = no,
                Content = ByteString.CopyFrom(SealedPaper(text, seal, signingTime)),
            },
            DocumentKind.InquiryList => DetachedPaper(kind, order, no, Encoding.UTF8.GetBytes(string.Join('\n', text) + "\n"), seal, signingTime),
            _ => new Document
            {
                Kind = kind,
                FileName = OrderPaper.Title(kind, order) + ".png",
                MediaType = "image/png",
                DocumentNo = kind == DocumentKind.WorkCard ? order.Officer.WorkCardNo : order.Officer.DutyCardNo,
                Content = ByteString.CopyFrom([.. OfficerCard.Picture, .. RandomNumberGenerator.GetBytes(fill.ScanBytes)]),
            },
        };
    }

    static Document DetachedPaper(DocumentKind kind, Order order, string no, byte[] content, SealKey seal, DateTimeOffset signingTime) => new()
    {
        Kind = kind,
        FileName = OrderPaper.Title(kind, order) + ".txt",
        MediaType = "text/plain",
        DocumentNo = no,
        Content = ByteString.CopyFrom(content),
        DetachedSeal = ByteString.CopyFrom(DetachedSeal.SignSes(content, seal, signingTime, "inquiry-list.txt")),
    };

    byte[] SealedPaper(IReadOnlyList<string> text, SealKey seal, DateTimeOffset signingTime)
    {
        const double SealMm = 42;
        var document = new OfdDocument { Title = text[1], CreationDate = signingTime };
        if (fill.PaperBytes > 0) document.Attachments.Add(new OfdAttachment("fill.bin", "application/octet-stream", RandomNumberGenerator.GetBytes(fill.PaperBytes)));
        var flow = new OfdFlow(document, marginMm: 25);
        flow.Paragraph(text[0], fontSizeMm: 7, bold: true, alignment: OfdAlignment.Center);
        flow.Paragraph(text[1], fontSizeMm: 7, bold: true, alignment: OfdAlignment.Center);
        flow.Space(8);
        foreach (var line in text.Skip(2)) flow.Paragraph(line, fontSizeMm: 4.5);
        flow.Space(6);
        flow.Ensure(SealMm);
        var x = flow.Left + flow.Width - SealMm;
        return SealedOfd.Write(document, seal, signingTime, new SealPlacement(flow.PageNumber, x, flow.Y, SealMm, SealMm));
    }

    static string DocumentNo(Order order) =>
        order.MeasureCase == Order.MeasureOneofCase.Inquiry ? order.Inquiry.DocumentNo : OrderTargets.Of(order).Select(t => t.RulingNo).FirstOrDefault("");
}
