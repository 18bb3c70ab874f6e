using System.Globalization;
using Gateway.Ingress.Courts;
using Gateway.Ingress.Intake;
using Gateway.Ingress.Review;
using Gateway.Ops.Documents;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store;

namespace Gateway.Host.Documents;

/// <summary>The console looks at documents with what the ingress reviews them with.</summary>
internal sealed class CourtDocuments(IStore store, CourtDocumentReading reading, CourtBook courts, TimeProvider time) : ICourtDocuments
{
    public async Task<IReadOnlyList<DocumentFinding>> FindAsync(Order order, CancellationToken cancel)
    {
        var findings = new List<DocumentFinding>();
        foreach (var document in await ReadAsync(order.Documents, cancel).ConfigureAwait(false))
        {
            var verdict = reading.Verify(document, time.GetUtcNow());
            var standings = verdict is null ? [] : await reading.StandingsAsync(verdict, order.CourtCode, cancel).ConfigureAwait(false);
            findings.Add(new DocumentFinding(document.Meta, DocumentShape.Of(document.Content), verdict, [.. standings.Select(OwnerOf)]));
        }

        return findings;
    }

    public async Task<DocumentComparison> CompareAsync(Order order, CancellationToken cancel)
    {
        var documents = await ReadAsync(order.Documents.Where(d => CourtDocumentReading.IsRead(d.Kind)), cancel).ConfigureAwait(false);
        var texts = documents.Select(d => (d.Meta.Kind, Text: CourtDocumentReading.Read(d))).ToList();
        var court = order.CourtName.Length > 0 ? order.CourtName : courts.Now.FindCourt(order.CourtCode)?.Name ?? "";
        var rows = new List<ComparedRow>();
        if (court.Length > 0) rows.Add(Row(ComparedItem.Court, "", court, (text, _) => text.Names(court)));
        rows.Add(Row(ComparedItem.CaseNo, "", order.CaseNo, (text, _) => order.CaseNo.Length > 0 && text.Names(order.CaseNo)));
        foreach (var line in order.Lines)
        {
            rows.Add(Row(ComparedItem.Account, line.LineNo, line.Account, OfNotice(text => text.NamesNumber(line.Account))));
            if (line.Amount is { } amount and > 0) rows.Add(Row(ComparedItem.Amount, line.LineNo, amount.ToString(CultureInfo.InvariantCulture), OfNotice(text => text.NamesAmount(amount))));
            if (line.Payee is { Account.Length: > 0 } payee) rows.Add(Row(ComparedItem.PayeeAccount, line.LineNo, payee.Account, OfNotice(text => text.NamesNumber(payee.Account))));
        }

        return new DocumentComparison([.. documents.Select(d => d.Meta)], rows);

        ComparedRow Row(ComparedItem item, string lineNo, string said, Func<CourtText, DocumentKind, bool?> named) =>
            new(item, lineNo, said, [.. texts.Select(t => t.Text is { } text ? named(text, t.Kind) : null)]);

        // Only the notice must name what is to be done.
        static Func<CourtText, DocumentKind, bool?> OfNotice(Func<CourtText, bool> named) => (text, kind) => kind == DocumentKind.Notice ? named(text) : null;
    }

    private async Task<IReadOnlyList<SentDocument>> ReadAsync(IEnumerable<CourtDocument> documents, CancellationToken cancel)
    {
        var read = new List<SentDocument>();
        foreach (var document in documents)
        {
            var content = await store.ReadDocumentAsync(document.Sm3, cancel).ConfigureAwait(false) ?? [];
            var seal = document.SealSm3 is { Length: > 0 } key ? await store.ReadDocumentAsync(key, cancel).ConfigureAwait(false) ?? [] : [];
            read.Add(new SentDocument(document, content, seal));
        }

        return read;
    }

    private static SealOwner OwnerOf(SealStanding standing) => standing switch
    {
        SealStanding.Speaks => SealOwner.OrderingCourt,
        SealStanding.OfOtherCourt => SealOwner.OtherCourt,
        _ => SealOwner.Unknown,
    };
}
