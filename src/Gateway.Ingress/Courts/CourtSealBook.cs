using Gateway.Register.Courts;
using Gateway.Sealing;

namespace Gateway.Ingress.Courts;

/// <summary>How a signature stands to the court that it is sent for.</summary>
public enum SealStanding
{
    /// <summary>It is registered for this court.</summary>
    Speaks,
    /// <summary>It is registered for another court.</summary>
    OfOtherCourt,
    /// <summary>It is registered for nobody.</summary>
    Unknown,
}

/// <summary>The register of courts' seals at one version: what is configured, and what people or the first use entered.</summary>
/// <param name="Live">What speaks for whom.</param>
/// <param name="Known">Courts that have or had a seal.</param>
sealed record CourtSealBook(long Version, IReadOnlyList<CourtSeal> Live, IReadOnlySet<string> Known)
{
    public SealStanding StandingOf(SealSigner signer, string courtCode)
    {
        if (Live.Any(seal => seal.CourtCode == courtCode && seal.Means(signer.CertificateFingerprint, signer.SealId))) return SealStanding.Speaks;
        // An esID alone speaks for nobody, but it tells whose seal this claims to be.
        return Live.Any(seal => seal.CourtCode != courtCode && (seal.Fingerprint == signer.CertificateFingerprint || (seal.SealId.Length > 0 && seal.SealId == signer.SealId)))
            ? SealStanding.OfOtherCourt
            : SealStanding.Unknown;
    }
}
