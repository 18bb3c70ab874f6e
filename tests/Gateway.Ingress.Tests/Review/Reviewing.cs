using Gateway.Contracts.Orders;
using Gateway.Ingress.Courts;
using Gateway.Ingress.Intake;
using Gateway.Ingress.Review;
using Gateway.Ingress.Tests.Support;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Sealing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Ingress.Tests.Review;

/// <summary>Puts an order through the review as the intake does.</summary>
static class Reviewing
{
    static readonly CourtDirectory Directory = CourtDirectoryReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(DoorUnderTest.Settings("")).Build().Get<CourtDirectoryOptions>()!).Directory;

    public static ReviewFinding? Find(V1.Order message, DateTimeOffset? served = null)
    {
        var reading = OrderReader.Read(message, bytes => Sm3.HexHash(bytes.Span));
        Assert.That(reading.Faults, Is.Empty);
        var documents = reading.Order!.Documents.Zip(message.Documents, (meta, sent) => new SentDocument(meta, sent.Content.ToByteArray(), sent.DetachedSeal.ToByteArray())).ToList();
        var now = Clock.Now;
        var settings = Options.Create(new IngressOptions());
        return new DocumentReview(new SealReview(SealPki.Verifier, settings), settings).Review(new ReviewCase(reading.Order, documents, Directory, now, served ?? now));
    }

    /// <summary>Replaces the order's document of that kind.</summary>
    public static void Replace(this V1.Order order, V1.Document by)
    {
        for (var i = 0; i < order.Documents.Count; i++)
        {
            if (order.Documents[i].Kind == by.Kind) order.Documents[i] = by;
        }
    }

    public static void Remove(this V1.Order order, V1.DocumentKind kind) => order.Documents.Remove(order.Documents.Single(d => d.Kind == kind));

    public static (Reason?, string?) Both(this ReviewFinding? finding) => (finding?.Reason, finding?.Detail);
}
