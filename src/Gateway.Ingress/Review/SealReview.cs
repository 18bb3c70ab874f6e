using Gateway.Ingress.Intake;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Review;

/// <summary>Seals of one document: they verify, they are the ordering court's, and they were put lately (SEALS, Decisions).</summary>
sealed class SealReview(SealVerifier verifier, IOptions<IngressOptions> options)
{
    readonly TimeSpan maximumAge = TimeSpan.FromDays(options.Value.SealMaximumAgeDays);

    public ReviewFinding? Review(SentDocument document, ReviewCase order)
    {
        var required = DocumentKinds.MustBeSealed(document.Meta.Kind);
        if (Verify(document, order.Now) is not { } verdict) return required ? Finding(document, Reason.SealInvalid, "no-seal") : null;
        // Other archives than OFDs begin like one.
        if (!required && verdict.Reason is (SealReason.OfdNotSigned or SealReason.OfdMalformed)) return null;
        if (!verdict.IsValid) return Finding(document, ReasonOf(verdict.Reason), verdict.Code);
        if (verdict.SignerRevokedAt <= order.ServiceTime) return Finding(document, Reason.SealUntrusted, SealReasons.Code(SealReason.SignerCertRevoked));
        if (verdict.Signers.Any(signer => signer.SigningTime < order.ServiceTime - maximumAge)) return Finding(document, Reason.SealExpired, "sealed-too-long-ago");
        return required ? Owner(document, verdict.Signers, order) : null;
    }

    SealVerdict? Verify(SentDocument document, DateTimeOffset now)
    {
        if (document.Seal.Length > 0) return verifier.VerifyDetached(document.Seal, document.Content, now, BoundName(document.Meta.FileName));
        return DocumentText.IsOfd(document.Content) ? verifier.VerifyOfd(document.Content, now) : null;
    }

    // The name inside a seal is ASCII by its type: another name cannot be compared.
    static string? BoundName(string fileName) => fileName.Length > 0 && fileName.All(char.IsAscii) ? fileName : null;

    static ReviewFinding? Owner(SentDocument document, IReadOnlyList<SealSigner> signers, ReviewCase order)
    {
        var owners = signers.Select(signer => order.Directory.Courts.FirstOrDefault(court => court.SealFingerprints.Contains(signer.CertificateFingerprint))).ToList();
        if (owners.Any(court => court?.Code == order.Order.CourtCode)) return null;
        return owners.OfType<Court>().Any()
            ? Finding(document, Reason.SealOfOtherCourt, "")
            : Finding(document, Reason.SealUntrusted, "seal-not-registered");
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
