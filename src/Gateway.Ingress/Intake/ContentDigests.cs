using System.Text;
using Gateway.Contracts.Orders;
using Gateway.Sealing;
using Gateway.Store;
using Google.Protobuf;

namespace Gateway.Ingress.Intake;

/// <summary>
/// The digests by which an order is known again (C30). Business: SM3 of the business fields. Documents: SM3 of the documents' kinds and numbers, a point,
/// SM3 of their bytes' digests. A repeat agrees in business and list; what was refused for its documents may come again with another list or other bytes.
/// </summary>
sealed class ContentDigests
{
    const char Separator = '.';

    readonly V1Order message;
    readonly Dictionary<ByteString, string> known = new(ReferenceEqualityComparer.Instance);
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

    /// <summary>SM3 of some bytes of this message, in lower-case hexadecimal; a document's are digested once, whoever asks. Not thread-safe.</summary>
    public string Of(ByteString content)
    {
        if (!known.TryGetValue(content, out var digest)) known[content] = digest = Sm3.HexHash(content.Span);
        return digest;
    }

    /// <summary>Reads every document's bytes.</summary>
    public string Documents => List + Separator + bytes.Value;

    public bool SameBusiness(KnownOrder known) => known.ContentDigest == Business;

    public bool SameDocumentList(KnownOrder known) => known.DocumentsDigest.Split(Separator)[0] == List;

    public bool SameDocuments(KnownOrder known) => known.DocumentsDigest == Documents;

    string BytesDigest() => Sm3.HexHash(Encoding.ASCII.GetBytes(string.Join('\n',
        message.Documents
            .Select(document => $"{(int)document.Kind} {Of(document.Content)} {Of(document.DetachedSeal)}")
            .Order(StringComparer.Ordinal))));
}
