using Gateway.Ingress.Courts;
using Gateway.Ingress.Intake;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Gateway.Store.Seals;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Review;

/// <summary>Seals of one document: they verify, they are the ordering court's, and they were put lately (SEALS, Decisions).</summary>
sealed class SealReview(SealVerifier verifier, CourtSealRegister register, ICourtSealStore archive, IOptions<IngressOptions> options)
{
    readonly TimeSpan maximumAge = TimeSpan.FromDays(options.Value.SealMaximumAgeDays);

    public async Task<ReviewFinding?> ReviewAsync(SentDocument document, ReviewCase order, CancellationToken cancel)
    {
        var required = DocumentKinds.MustBeSealed(document.Meta.Kind);
        if (required && order.Unsealed != UnsealedDocuments.Refuse && IsUnsealed(document, order.Now)) return null;
        if (Verify(verifier, document, order.Now) is not { } verdict) return required ? Finding(document, Reason.SealInvalid, "no-seal") : null;
        // Other archives than OFDs begin like one.
        if (!required && verdict.Reason is (SealReason.OfdNotSigned or SealReason.OfdMalformed)) return null;
        if (!verdict.IsValid) return Finding(document, ReasonOf(verdict.Reason), verdict.Code);
        if (verdict.SignerRevokedAt is { } revoked && revoked <= order.ServiceTime && !await WasAcceptedBeforeAsync(document, revoked, cancel).ConfigureAwait(false)) return Finding(document, Reason.SealUntrusted, SealReasons.Code(SealReason.SignerCertRevoked));
        if (verdict.Signers.Any(signer => signer.SigningTime < order.ServiceTime - maximumAge)) return Finding(document, Reason.SealExpired, "sealed-too-long-ago");
        return required ? await OwnerAsync(document, verdict.Signers, order, cancel).ConfigureAwait(false) : null;
    }

    // A document that held before its certificate was revoked goes on holding: the thief of the key cannot have made it.
    async Task<bool> WasAcceptedBeforeAsync(SentDocument document, DateTimeOffset revoked, CancellationToken cancel) =>
        await archive.FindFirstAcceptanceAsync(document.Meta.SealSm3 ?? document.Meta.Sm3, cancel).ConfigureAwait(false) < revoked;

    /// <summary>Whether the document bears nothing that could be verified as a seal. One that bears something is judged by it.</summary>
    public bool IsUnsealed(SentDocument document, DateTimeOffset now) => Verify(verifier, document, now) is null or { Reason: SealReason.OfdNotSigned };

    /// <summary>The detached seal, or those of an OFD or a PDF; null: the document bears none.</summary>
    public static SealVerdict? Verify(SealVerifier verifier, SentDocument document, DateTimeOffset now)
    {
        if (document.Seal.Length > 0) return verifier.VerifyDetached(document.Seal, document.Content, now, BoundName(document.Meta.FileName));
        if (DocumentText.IsOfd(document.Content)) return verifier.VerifyOfd(document.Content, now);
        if (!DocumentText.IsPdf(document.Content)) return null;
        return verifier.VerifyPdf(document.Content, now) is { Reason: not SealReason.PdfNotSigned } verdict ? verdict : null;
    }

    // The name inside a seal is ASCII by its type: another name cannot be compared.
    static string? BoundName(string fileName) => fileName.Length > 0 && fileName.All(char.IsAscii) ? fileName : null;

    async Task<ReviewFinding?> OwnerAsync(SentDocument document, IReadOnlyList<SealSigner> signers, ReviewCase order, CancellationToken cancel)
    {
        var court = order.Order.CourtCode;
        var book = await register.ReadAsync(cancel).ConfigureAwait(false);
        var standings = signers.Select(signer => book.StandingOf(signer, court)).ToList();
        if (standings.Contains(SealStanding.Speaks)) return null;
        if (standings.Contains(SealStanding.OfOtherCourt)) return Finding(document, Reason.SealOfOtherCourt, "");
        foreach (var signer in signers)
        {
            if (await register.EnterFirstAsync(book, signer, court, order.Subject, cancel).ConfigureAwait(false)) return null;
        }

        // Another order may have entered it just now.
        var again = await register.ReadAsync(cancel).ConfigureAwait(false);
        return signers.Any(signer => again.StandingOf(signer, court) == SealStanding.Speaks) ? null : Finding(document, Reason.SealUntrusted, "seal-not-registered");
    }

    // DOMAIN 6, Documents.
    static Reason ReasonOf(SealReason reason) => reason switch
    {
        SealReason.SealExpired or SealReason.SealNotYetValid or SealReason.SignerCertNotValidAtSigningTime => Reason.SealExpired,
        SealReason.SignerCertUntrusted or SealReason.MakerCertUntrusted or SealReason.SignerCertRevoked or SealReason.MakerNotAllowed => Reason.SealUntrusted,
        _ => Reason.SealInvalid,
    };

    static ReviewFinding Finding(SentDocument document, Reason reason, string code)
    {
        var kind = DocumentKinds.Chinese(document.Meta.Kind);
        return new ReviewFinding(reason, code.Length == 0 ? kind : $"{kind} {code}");
    }
}
