using System.Collections.Frozen;

namespace Gateway.Sealing;

/// <summary>The one table of reason codes as they appear in logs, audit entries and reports.</summary>
public static class SealReasons
{
    static readonly FrozenDictionary<SealReason, string> Codes = new Dictionary<SealReason, string>
    {
        [SealReason.Ok] = "ok",
        [SealReason.DerMalformed] = "der-malformed",
        [SealReason.TrailingData] = "trailing-data",
        [SealReason.StructureV1] = "structure-v1",
        [SealReason.TbsVersion] = "tbs-version",
        [SealReason.AlgOid] = "alg-oid",
        [SealReason.DataHash] = "data-hash",
        [SealReason.SignatureEncoding] = "sig-encoding",
        [SealReason.TbsSignature] = "tbs-signature",
        [SealReason.SignerCertNotInSeal] = "signer-cert-not-in-seal",
        [SealReason.SealAlgOid] = "seal-alg-oid",
        [SealReason.CertListType] = "cert-list-type",
        [SealReason.SealSignature] = "seal-signature",
        [SealReason.CriticalExtension] = "critical-extension",
        [SealReason.SealNotYetValid] = "seal-not-yet-valid",
        [SealReason.SealExpired] = "seal-expired",
        [SealReason.SignerCertUntrusted] = "signer-cert-untrusted",
        [SealReason.SignerCertNotValidAtSigningTime] = "signer-cert-not-valid-at-signing-time",
        [SealReason.SignerCertKeyUsage] = "signer-cert-key-usage",
        [SealReason.SignerCertIsCa] = "signer-cert-is-ca",
        [SealReason.SignerCertRevoked] = "signer-cert-revoked",
        [SealReason.RevocationUnknown] = "revocation-unknown",
        [SealReason.MakerCertUntrusted] = "maker-cert-untrusted",
        [SealReason.MakerCertExpired] = "maker-cert-expired",
        [SealReason.MakerNotAllowed] = "maker-not-allowed",
        [SealReason.Timestamp] = "timestamp",
        [SealReason.TimeInFuture] = "time-in-future",
        [SealReason.PropertyInfo] = "property-info",
        [SealReason.OfdMalformed] = "ofd-malformed",
        [SealReason.ZipPath] = "zip-path",
        [SealReason.ZipDuplicate] = "zip-duplicate",
        [SealReason.OfdNotSigned] = "ofd-not-signed",
        [SealReason.OfdSchema] = "schema",
        [SealReason.OfdCheckMethod] = "ofd-check-method",
        [SealReason.OfdReferenceMissing] = "ofd-reference-missing",
        [SealReason.OfdReferenceDigest] = "ofd-reference-digest",
        [SealReason.OfdUncoveredFile] = "ofd-uncovered-file",
        [SealReason.OfdSealMismatch] = "ofd-seal-mismatch",
        [SealReason.PdfNotSigned] = "pdf-not-signed",
        [SealReason.PdfUncovered] = "pdf-uncovered",
        [SealReason.ContentTypeOid] = "content-type-oid",
        [SealReason.ContentForm] = "content-form",
        [SealReason.CertificateMissing] = "certificate-missing",
        [SealReason.NoSigner] = "no-signer",
        [SealReason.Signature] = "signature",
    }.ToFrozenDictionary();

    static readonly FrozenDictionary<string, SealReason> Reasons =
        Codes.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The code of a reason, e.g. <c>der-malformed</c>.</summary>
    public static string Code(SealReason reason) => Codes[reason];

    /// <summary>The reason of a code; false if no reason has that code.</summary>
    public static bool TryParse(string code, out SealReason reason) => Reasons.TryGetValue(code, out reason);
}
