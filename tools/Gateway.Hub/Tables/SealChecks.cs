using Gateway.Sealing;

namespace Gateway.Hub.Tables;

/// <summary>A verdict over a sealed OFD in words: what was looked at, in the order in which it is, and how far it went.</summary>
internal static class SealChecks
{
    static readonly (string Words, SealReason[] Failures)[] InOrder =
    [
        ("the archive and its XML are well-formed and bounded; no name is there twice or leads outside", [SealReason.OfdMalformed, SealReason.ZipPath, SealReason.ZipDuplicate]),
        ("the document names its signatures", [SealReason.OfdNotSigned]),
        ("the signature names SM3 as its digest, and what a setting demands besides", [SealReason.OfdSchema, SealReason.OfdCheckMethod]),
        ("every file that the signature lists is there", [SealReason.OfdReferenceMissing]),
        ("the seal beside the signature is the one inside it, octet for octet", [SealReason.OfdSealMismatch]),
        ("every listed file has the digest that the signature states", [SealReason.OfdReferenceDigest]),
        ("pages, resources, attachments and all other files are covered by the signature", [SealReason.OfdUncoveredFile]),
        ("the signature is strict DER of a structure and an algorithm that are taken",
            [SealReason.DerMalformed, SealReason.TrailingData, SealReason.ContentTypeOid, SealReason.ContentForm, SealReason.CertificateMissing, SealReason.NoSigner,
                SealReason.StructureV1, SealReason.TbsVersion, SealReason.AlgOid]),
        ("the signed digest is that of Signature.xml", [SealReason.DataHash]),
        // One check: a changed seal breaks both, and is told as the maker's.
        ("the SM2 signatures of signer and seal maker hold",
            [SealReason.SignatureEncoding, SealReason.TbsSignature, SealReason.Signature, SealReason.SealAlgOid, SealReason.SealSignature]),
        ("the seal lists the signer's certificate", [SealReason.SignerCertNotInSeal, SealReason.CertListType]),
        ("no critical extension is unknown", [SealReason.CriticalExtension]),
        ("the seal could be used at signing time", [SealReason.SealNotYetValid, SealReason.SealExpired]),
        ("the signer's certificate leads to a trusted anchor", [SealReason.SignerCertUntrusted]),
        ("it was valid at signing time", [SealReason.SignerCertNotValidAtSigningTime]),
        ("it is a person's or body's that may sign, no authority's", [SealReason.SignerCertIsCa, SealReason.SignerCertKeyUsage]),
        ("it was not revoked by then, as far as the lists given tell", [SealReason.SignerCertRevoked, SealReason.RevocationUnknown]),
        ("the seal maker's certificate is trusted", [SealReason.MakerCertUntrusted, SealReason.MakerCertExpired, SealReason.MakerNotAllowed]),
        ("signing time and name of the signed file are plausible", [SealReason.Timestamp, SealReason.TimeInFuture, SealReason.PropertyInfo]),
    ];

    /// <summary>One line a check: "ok", "FAILED" with the reason's code, or "not looked at".</summary>
    public static IEnumerable<string> Describe(SealReason reason)
    {
        var failed = Array.FindIndex(InOrder, check => check.Failures.Contains(reason));
        for (var i = 0; i < InOrder.Length; i++)
        {
            var state = failed < 0 || i < failed ? "ok           " : i == failed ? "FAILED       " : "not looked at";
            yield return $"  {state}  {InOrder[i].Words}{(i == failed ? $" ({SealReasons.Code(reason)})" : "")}";
        }
    }
}
