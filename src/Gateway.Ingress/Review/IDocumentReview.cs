using Gateway.Ingress.Intake;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Ingress.Review;

/// <summary>Looks at an order's documents (DOMAIN 6, Documents). A finding is no error: the order is accepted and answered by a sealed receipt (Rule 17).</summary>
public interface IDocumentReview
{
    /// <summary>The first finding, or null.</summary>
    Task<ReviewFinding?> ReviewAsync(ReviewCase order, CancellationToken cancel);

    /// <summary>What is no fault, but may be for people to see; of an order without a finding.</summary>
    IReadOnlyList<OrderNote> Note(ReviewCase order);
}

/// <summary>An order with its documents and the times at which they are judged.</summary>
/// <param name="Subject">Channel and number, as in the audit chain.</param>
/// <param name="Directory">Courts and their accounts.</param>
/// <param name="Now">The service's clock.</param>
/// <param name="ServiceTime">Time of service as far as it is known before the order is durable.</param>
public sealed record ReviewCase(string Subject, Order Order, IReadOnlyList<SentDocument> Documents, CourtDirectory Directory, DateTimeOffset Now, DateTimeOffset ServiceTime)
{
    /// <summary>The channel's setting for documents without a seal that can be verified.</summary>
    public UnsealedDocuments Unsealed { get; init; }
}

/// <summary>Why an order's documents do not do.</summary>
/// <param name="Detail">What and where, for the receipt; names no customer.</param>
public sealed record ReviewFinding(Reason Reason, string Detail);
