using Gateway.Contracts.Orders;
using Gateway.Ingress.Courts;
using Gateway.Ingress.Intake;
using Gateway.Ingress.Review;
using Gateway.Ingress.Tests.Support;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Sealing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Ingress.Tests.Review;

/// <summary>A review with its own register of seals, which lasts over many orders.</summary>
sealed class Reviewer
{
    readonly CourtDirectory directory;
    readonly DocumentReview review;

    public Reviewer(bool firstUse = false, params IEnumerable<(string Key, string? Value)> settings)
        : this(new Rules(), firstUse, settings)
    {
    }

    /// <param name="settings">On top of <see cref="DoorUnderTest.Settings"/>; a null value takes a setting away.</param>
    public Reviewer(Rules rules, bool firstUse = false, params IEnumerable<(string Key, string? Value)> settings)
    {
        var values = DoorUnderTest.Settings("");
        foreach (var (key, value) in settings)
        {
            if (value is null) values.Remove(key);
            else values[key] = value;
        }

        directory = CourtDirectoryReader.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build().Get<CourtDirectoryOptions>()!).Directory;
        var options = Options.Create(new IngressOptions());
        var register = new CourtSealRegister(Books, new CourtBook(directory), new SealFirstUse(firstUse), NullLogger<CourtSealRegister>.Instance);
        review = new DocumentReview(new SealReview(SealPki.Verifier, register, Books, options), rules, options);
    }

    public SealBooks Books { get; } = new();

    /// <summary>The channel's setting for documents without a seal.</summary>
    public UnsealedDocuments Unsealed { get; init; }

    public Task<ReviewFinding?> FindAsync(V1.Order message, DateTimeOffset? served = null) => review.ReviewAsync(Case(message, served), CancellationToken.None);

    /// <summary>What is noted for people.</summary>
    public IReadOnlyList<OrderNote> Note(V1.Order message) => review.Note(Case(message, null));

    ReviewCase Case(V1.Order message, DateTimeOffset? served)
    {
        var reading = OrderReader.Read(message, bytes => Sm3.HexHash(bytes.Span));
        Assert.That(reading.Faults, Is.Empty);
        var documents = reading.Order!.Documents.Zip(message.Documents, (meta, sent) => new SentDocument(meta, sent.Content.ToByteArray(), sent.DetachedSeal.ToByteArray())).ToList();
        return new ReviewCase($"zdz:{message.OrderNo}", reading.Order, documents, directory, Clock.Now, served ?? Clock.Now) { Unsealed = Unsealed };
    }
}
