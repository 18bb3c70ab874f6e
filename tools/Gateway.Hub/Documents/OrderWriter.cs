using Gateway.Contracts.V1;
using Gateway.Hub.Orders;
using Gateway.Sealing;

namespace Gateway.Hub.Documents;

/// <summary>Writes a court's order with its sealed documents.</summary>
/// <param name="courts">The courts that may order.</param>
/// <param name="sealOf">Whose seal goes on the documents, by court code.</param>
/// <param name="bankName">Whom the documents are addressed to.</param>
/// <param name="fill">How large the documents are made; null: as small as they come.</param>
internal sealed class OrderWriter(IReadOnlyList<CourtForm> courts, Func<string, SealKey> sealOf, string bankName, DocumentFill? fill = null)
{
    readonly CourtDocuments documents = new(sealOf, bankName, fill ?? DocumentFill.None);

    /// <param name="form">The order; the defaults are filled in.</param>
    /// <param name="now">When it is sealed and sent.</param>
    public Order Write(OrderForm form, DateTimeOffset now)
    {
        var court = courts.First(c => c.Code == form.Court);
        return documents.Attach(OrderMessages.Make(form, court.Name, now.AddSeconds(-(form.SentSecondsAgo ?? 0))), now, form.Documents);
    }
}
