using Gateway.Contracts.HubForms;
using Gateway.Contracts.V1;

namespace Gateway.Ingress.HubSoap;

/// <summary>An order's documents as far as they came.</summary>
/// <param name="Missing">What did not come, or not whole, and why; empty: all is here.</param>
sealed record FetchedPapers(IReadOnlyList<Document> Documents, IReadOnlyList<string> Missing);

/// <summary>Fetches the documents and cards of orders. One for each group of inquiries under one document number, so that a document which serves them all is fetched once.</summary>
sealed class SoapPapers(SoapHub hub)
{
    readonly Lock guard = new();
    Task<HubReply>? shared;

    /// <summary>All that the hub has for an order. What does not come keeps nothing else from coming.</summary>
    public async Task<FetchedPapers> FetchAsync(HubOrder entry, CancellationToken cancel)
    {
        var documentNo = entry.Order.Inquiry?.DocumentNo ?? "";
        var writs = entry.Order.Inquiry is null ? await hub.ControlWritsAsync(entry.Order.OrderNo, cancel).ConfigureAwait(false) : await InquiryWritsAsync(documentNo, cancel).ConfigureAwait(false);
        var cards = await hub.CardsAsync(entry.Order.OrderNo, cancel).ConfigureAwait(false);
        var (papers, pictures) = (Read(writs, answer => HubDocuments.Writs(answer, documentNo)), Read(cards, HubDocuments.Cards));
        return new FetchedPapers([.. papers.Documents, .. pictures.Documents], [.. papers.Damaged, .. pictures.Damaged]);
    }

    async Task<HubReply> InquiryWritsAsync(string documentNo, CancellationToken cancel)
    {
        // Without a number there is nothing to ask for: the review misses the documents.
        if (documentNo.Length == 0) return HubReply.Of(new HubElement("wsinfoList"));
        Task<HubReply> asked;
        lock (guard) asked = shared ??= hub.InquiryWritsAsync(documentNo, cancel);
        var reply = await asked.ConfigureAwait(false);
        if (reply.Fault is null) return reply;
        // What failed is asked for again with the next order.
        lock (guard)
        {
            if (ReferenceEquals(shared, asked)) shared = null;
        }

        return reply;
    }

    static HubPapers Read(HubReply reply, Func<HubElement, HubPapers> read) =>
        reply.Answer is { } answer ? read(answer) : new HubPapers([], [$"{reply.Fault}: {reply.Detail}"]);
}
