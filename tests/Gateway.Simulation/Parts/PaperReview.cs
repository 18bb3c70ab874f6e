using Gateway.Ingress.Intake;
using Gateway.Ingress.Review;
using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Simulation.Parts;

/// <summary>In place of the seals' review, which is slow and shown elsewhere: the ruling must be there, and a payee that begins with 88 is named by the notice.</summary>
internal sealed class PaperReview : IDocumentReview
{
    public Task<ReviewFinding?> ReviewAsync(ReviewCase order, CancellationToken cancel) => Task.FromResult(
        order.Order.Kind == OrderKind.Control && order.Documents.All(d => d.Meta.Kind != DocumentKind.Ruling) ? new ReviewFinding(Reason.DocumentMissing, "裁定书") : null);

    public IReadOnlyList<OrderNote> Note(ReviewCase order) =>
        [.. order.Order.Lines.Where(l => l.Payee is { } p && p.Account.StartsWith("88", StringComparison.Ordinal)).Select(l => new OrderNote(OrderNoteKind.PayeeNamed, l.LineNo, ""))];
}
