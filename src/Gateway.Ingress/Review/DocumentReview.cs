using Gateway.Ingress.Intake;
using Gateway.Register;
using Gateway.Register.Orders;

namespace Gateway.Ingress.Review;

/// <summary>The automatic review: what must be there, seals, contents, officer, in the order of DOMAIN 4's checks.</summary>
sealed class DocumentReview(SealReview seals) : IDocumentReview
{
    public ReviewFinding? Review(ReviewCase order)
    {
        var sent = order.Documents.Where(document => document.Content.Length > 0).ToList();
        var texts = sent.Where(document => DocumentKinds.AreRead(document.Meta.Kind)).ToDictionary(document => document, DocumentText.Read);
        return Presence(order.Order, sent, texts)
            ?? sent.Select(document => seals.Review(document, order)).FirstOrDefault(finding => finding is not null)
            ?? ContentReview.Review(order, texts)
            ?? Officer(order.Order, sent);
    }

    // Rules 6 and 9.
    static ReviewFinding? Presence(Order order, List<SentDocument> sent, Dictionary<SentDocument, CourtText?> texts)
    {
        if (order.Kind == OrderKind.Control && !Has(DocumentKind.Ruling)) return Missing(DocumentKind.Ruling);
        if (!Has(DocumentKind.Notice)) return Missing(DocumentKind.Notice);
        if (order.Kind == OrderKind.Inquiry && !Has(DocumentKind.InquiryList) && !texts.Any(pair => pair.Key.Meta.Kind == DocumentKind.Notice && HoldsInquiryList(pair.Value, order)))
            return Missing(DocumentKind.InquiryList);
        return null;

        bool Has(DocumentKind kind) => sent.Any(document => document.Meta.Kind == kind);
        static ReviewFinding Missing(DocumentKind kind) => new(Reason.DocumentMissing, DocumentKinds.Chinese(kind));
    }

    // The list may be part of the notice: under its heading it names whom it asks about.
    static bool HoldsInquiryList(CourtText? notice, Order order) =>
        notice is not null && notice.HasLineStartingWith("查询清单") && order.Party.IdNumber.Length > 0 && notice.NamesNumber(order.Party.IdNumber);

    // Rule 3: name, phone and one scanned ID must be there; who the officer is, the hub has confirmed.
    static ReviewFinding? Officer(Order order, List<SentDocument> sent)
    {
        if (!sent.Any(document => document.Meta.Kind is DocumentKind.WorkCard or DocumentKind.DutyCard)) return new ReviewFinding(Reason.OfficerIdMissing, "工作证或公务证");
        if (order.Officer.Name.Length == 0) return new ReviewFinding(Reason.OfficerIdMissing, "执行人员姓名");
        return order.Officer.Phone.Length == 0 ? new ReviewFinding(Reason.OfficerIdMissing, "执行人员电话") : null;
    }
}
