using Gateway.Sealing;

namespace Gateway.Ops.Documents;

/// <summary>A verdict as a list of checks: those before the one that failed passed, those behind it were not made.</summary>
public static class SealChecks
{
    public static IReadOnlyList<SealCheck> Of(DocumentFinding finding)
    {
        if (finding.Verdict is not { } verdict) return [];
        var failed = verdict.IsValid ? (SealCheckStep?)null : StepOf(verdict.Reason);
        if (failed is null && verdict.SignerRevokedAt is not null) failed = SealCheckStep.Certificate;
        var steps = Enum.GetValues<SealCheckStep>().Where(s => s != SealCheckStep.Court);
        // Whose seal it is can be said whether or not it holds.
        var owned = finding.Owners.Count == 0 ? (bool?)null : finding.Owners.Contains(SealOwner.OrderingCourt);
        return [.. steps.Select(s => new SealCheck(s, failed is null || s < failed ? true : s == failed ? false : null)), new SealCheck(SealCheckStep.Court, owned)];
    }

    private static SealCheckStep StepOf(SealReason reason) => reason switch
    {
        SealReason.DataHash or SealReason.OfdReferenceMissing or SealReason.OfdReferenceDigest or SealReason.OfdUncoveredFile => SealCheckStep.Untouched,
        SealReason.TbsSignature or SealReason.Signature => SealCheckStep.Signature,
        SealReason.SignerCertNotInSeal or SealReason.SealAlgOid or SealReason.CertListType or SealReason.SealSignature or SealReason.CriticalExtension or SealReason.SealNotYetValid or SealReason.SealExpired
            or SealReason.MakerCertUntrusted or SealReason.MakerCertExpired or SealReason.MakerNotAllowed or SealReason.OfdSealMismatch => SealCheckStep.Seal,
        SealReason.SignerCertUntrusted or SealReason.SignerCertNotValidAtSigningTime or SealReason.SignerCertKeyUsage or SealReason.SignerCertIsCa or SealReason.SignerCertRevoked
            or SealReason.RevocationUnknown => SealCheckStep.Certificate,
        SealReason.Timestamp or SealReason.TimeInFuture or SealReason.PropertyInfo => SealCheckStep.Time,
        _ => SealCheckStep.Form,
    };
}
