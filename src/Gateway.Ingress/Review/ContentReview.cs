using Gateway.Ingress.Intake;
using Gateway.Register;
using Gateway.Register.Orders;

namespace Gateway.Ingress.Review;

/// <summary>
/// Holds the order against the text of its documents (Rule 14, DOMAIN 6): court and case in ruling and notice; account, amount and payee of each line in the
/// notice. A readable document that does not name them contradicts the order. Where there is no text to read, nothing can be held against it.
/// </summary>
static class ContentReview
{
    public static ReviewFinding? Review(ReviewCase order, IReadOnlyDictionary<SentDocument, CourtText?> texts) =>
        texts.Select(pair => pair.Value is { } text ? Header(pair.Key, text, order) : null).FirstOrDefault(finding => finding is not null)
        ?? Lines(order.Order, [.. texts.Where(pair => pair.Key.Meta.Kind == DocumentKind.Notice).Select(pair => pair.Value)]);

    static ReviewFinding? Header(SentDocument document, CourtText text, ReviewCase order)
    {
        var court = order.Order.CourtName.Length > 0 ? order.Order.CourtName : order.Directory.FindCourt(order.Order.CourtCode)?.Name ?? "";
        if (court.Length > 0 && !text.Names(court)) return Mismatch(document.Meta.Kind, "法院");
        // An order without a case number can be of any case: its document is not shown to be of the same one.
        return order.Order.CaseNo.Length == 0 || !text.Names(order.Order.CaseNo) ? Mismatch(document.Meta.Kind, "案号") : null;
    }

    static ReviewFinding? Lines(Order order, List<CourtText?> notices)
    {
        // What a readable notice does not name may stand in one that cannot be read.
        if (notices.Contains(null)) return null;
        foreach (var line in order.Lines)
        {
            if (!notices.Any(text => text!.NamesNumber(line.Account))) return Mismatch(line, "账号");
            // An amount that is none is refused by the register; what a document says cannot mend it.
            if (line.Amount > 0 && !notices.Any(text => text!.NamesAmount(line.Amount.Value))) return Mismatch(line, "金额");
            if (line.Payee is { Account.Length: > 0 } payee && !notices.Any(text => text!.NamesNumber(payee.Account))) return Mismatch(line, "收款账号");
        }

        return null;
    }

    static ReviewFinding Mismatch(ControlLine line, string what) => Mismatch(DocumentKind.Notice, $"明细{line.LineNo}{what}");

    static ReviewFinding Mismatch(DocumentKind kind, string what) => new(Reason.DocumentMismatch, $"{DocumentKinds.Chinese(kind)}未载明{what}");
}
