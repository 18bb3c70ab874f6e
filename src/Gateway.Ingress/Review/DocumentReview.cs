using Gateway.Ingress.Intake;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Review;

/// <summary>The automatic review: what must be there, seals, contents, officer, in the order of DOMAIN 4's checks.</summary>
sealed class DocumentReview(SealReview seals, Rules rules, IOptions<IngressOptions> options) : IDocumentReview
{
    public async Task<ReviewFinding?> ReviewAsync(ReviewCase order, CancellationToken cancel)
    {
        var sent = order.Documents.Where(document => document.Content.Length > 0).ToList();
        var texts = sent.Where(document => DocumentKinds.AreRead(document.Meta.Kind)).ToDictionary(document => document, DocumentText.Read);
        return Presence(order.Order, sent, texts)
            ?? await SealsAsync(sent, order, cancel).ConfigureAwait(false)
            ?? (rules.Review.ShowsMismatch(order.Order) ? null : ContentReview.Review(order, texts))
            ?? Officer(order.Order, sent);
    }

    async Task<ReviewFinding?> SealsAsync(List<SentDocument> sent, ReviewCase order, CancellationToken cancel)
    {
        foreach (var document in sent)
        {
            if (await seals.ReviewAsync(document, order, cancel).ConfigureAwait(false) is { } finding) return finding;
        }

        return null;
    }

    public IReadOnlyList<OrderNote> Note(ReviewCase order)
    {
        // Almost every payee is known: the documents are read again only where they are asked about.
        var unknown = order.Order.Lines.Where(line => line.Payee is { Account.Length: > 0 } payee && !order.Directory.Courts.Any(court => court.Funds.Any(fund => fund.Covers(payee.Account)))).ToList();
        var shown = options.Value.UnreadableDocument == IngressOptions.Review;
        var judged = rules.Review.ShowsMismatch(order.Order);
        var unsealed = Unsealed(order);
        if (unknown.Count == 0 && !shown && !judged) return unsealed;
        var texts = order.Documents.Where(document => document.Content.Length > 0 && DocumentKinds.AreRead(document.Meta.Kind)).ToDictionary(document => document, DocumentText.Read);
        var unreadable = shown ? texts.Where(t => t.Value is null) : [];
        var mismatch = judged ? ContentReview.Review(order, texts) : null;
        var notices = texts.Where(t => t.Key.Meta.Kind == DocumentKind.Notice).Select(t => t.Value).OfType<CourtText>().ToList();
        return
        [
            .. unsealed,
            .. unreadable.Select(t => new OrderNote(OrderNoteKind.DocumentUnreadable, "", $"{DocumentKinds.Chinese(t.Key.Meta.Kind)}无可读文本")),
            .. mismatch is null ? [] : new[] { new OrderNote(OrderNoteKind.DocumentMismatch, "", mismatch.Detail) },
            .. unknown.Where(line => NamesPayee(notices, line, order)).Select(line => new OrderNote(OrderNoteKind.PayeeNamed, line.LineNo, "")),
        ];
    }

    // Which documents went without a seal, for the receipt and the audit entry to say.
    List<OrderNote> Unsealed(ReviewCase order)
    {
        if (order.Unsealed == UnsealedDocuments.Refuse) return [];
        var (kind, why) = order.Unsealed == UnsealedDocuments.Review ? (OrderNoteKind.DocumentUnsealed, "人工核对") : (OrderNoteKind.DocumentTrusted, "专线通道信任");
        return
        [
            .. order.Documents.Where(d => d.Content.Length > 0 && DocumentKinds.MustBeSealed(d.Meta.Kind) && seals.IsUnsealed(d, order.Now))
                .Select(d => new OrderNote(kind, "", $"{DocumentKinds.Chinese(d.Meta.Kind)}未经电子印章验证（{why}）")).Distinct(),
        ];
    }

    // C13b: the account, and the holder, who is the court.
    static bool NamesPayee(List<CourtText> notices, ControlLine line, ReviewCase order)
    {
        if (line.Payee is not { Account.Length: > 0 } payee || order.Directory.FindCourt(order.Order.CourtCode) is not { } court) return false;
        return payee.Name.Contains(court.Name, StringComparison.Ordinal) && notices.Any(notice => notice.NamesNumber(payee.Account) && notice.Names(payee.Name));
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
