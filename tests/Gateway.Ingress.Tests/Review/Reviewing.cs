using Gateway.Ingress.Review;
using Gateway.Register;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Ingress.Tests.Review;

/// <summary>Puts an order through the review as the intake does.</summary>
static class Reviewing
{
    public static Task<ReviewFinding?> FindAsync(V1.Order message, DateTimeOffset? served = null) => new Reviewer().FindAsync(message, served);

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
