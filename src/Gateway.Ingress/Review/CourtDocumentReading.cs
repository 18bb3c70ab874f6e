using Gateway.Ingress.Courts;
using Gateway.Ingress.Intake;
using Gateway.Register.Orders;
using Gateway.Sealing;

namespace Gateway.Ingress.Review;

/// <summary>What the review of documents looks with, for people who look again: nothing is decided or entered by it.</summary>
public sealed class CourtDocumentReading
{
    readonly SealVerifier verifier;
    readonly CourtSealRegister register;

    internal CourtDocumentReading(SealVerifier verifier, CourtSealRegister register) => (this.verifier, this.register) = (verifier, register);

    /// <summary>Whether rulings and notices are read: what an order says must stand in them.</summary>
    public static bool IsRead(DocumentKind kind) => DocumentKinds.AreRead(kind);

    /// <summary>The document's seal as it verifies at a moment; null: it bears none.</summary>
    public SealVerdict? Verify(SentDocument document, DateTimeOffset now)
    {
        var verdict = SealReview.Verify(verifier, document, now);
        return verdict?.Reason is SealReason.OfdNotSigned or SealReason.OfdMalformed && !DocumentKinds.MustBeSealed(document.Meta.Kind) ? null : verdict;
    }

    /// <summary>How each signer stands to the court by the register as it is.</summary>
    public async Task<IReadOnlyList<SealStanding>> StandingsAsync(SealVerdict verdict, string courtCode, CancellationToken cancel)
    {
        var book = await register.ReadAsync(cancel).ConfigureAwait(false);
        return [.. verdict.Signers.Select(signer => book.StandingOf(signer, courtCode))];
    }

    /// <summary>The document's text; null: there is none to read.</summary>
    public static CourtText? Read(SentDocument document) => DocumentText.Read(document);
}
