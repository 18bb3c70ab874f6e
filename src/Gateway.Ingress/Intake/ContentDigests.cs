using System.Text;
using Gateway.Contracts.Orders;
using Gateway.Sealing;
using Gateway.Store;

namespace Gateway.Ingress.Intake;

/// <summary>
/// The digests by which an order is known again (C30). Business: SM3 of the business fields. Documents: SM3 of the documents' kinds and numbers, a point,
/// SM3 of their bytes' digests. A repeat agrees in business and list; what was refused for its documents may come again with another list or other bytes.
/// </summary>
sealed class ContentDigests
{
    const char Separator = '.';

    readonly V1Order message;
    readonly Lazy<string> bytes;

    public ContentDigests(V1Order message)
    {
        this.message = message;
        Business = Sm3.HexHash(OrderContent.BusinessFields(message));
        List = Sm3.HexHash(OrderContent.DocumentList(message));
        bytes = new Lazy<string>(BytesDigest);
    }

    public string Business { get; }

    public string List { get; }

    /// <summary>Reads every document's bytes.</summary>
    public string Documents => List + Separator + bytes.Value;

    public bool SameBusiness(KnownOrder known) => known.ContentDigest == Business;

    public bool SameDocumentList(KnownOrder known) => known.DocumentsDigest.Split(Separator)[0] == List;

    public bool SameDocuments(KnownOrder known) => known.DocumentsDigest == Documents;

    string BytesDigest() => Sm3.HexHash(Encoding.ASCII.GetBytes(string.Join('\n',
        message.Documents
            .Select(document => $"{(int)document.Kind} {Sm3.HexHash(document.Content.Span)} {Sm3.HexHash(document.DetachedSeal.Span)}")
            .Order(StringComparer.Ordinal))));
}
