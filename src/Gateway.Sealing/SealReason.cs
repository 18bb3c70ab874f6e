namespace Gateway.Sealing;

/// <summary>Why a seal or signature is good or refused, in the order in which verification looks. One member per reason.</summary>
public enum SealReason
{
    /// <summary>The seal holds.</summary>
    Ok,

    /// <summary>Not strict DER, not the expected members, or a certificate inside that cannot be read.</summary>
    DerMalformed,

    /// <summary>Octets follow the outermost structure.</summary>
    TrailingData,

    /// <summary>A GM/T 0031-2014 (version 1) signature, which the policy does not take.</summary>
    StructureV1,

    /// <summary>Version or header of the signed part is not one that the policy takes.</summary>
    TbsVersion,

    /// <summary>The signature algorithm is not SM2 with SM3.</summary>
    AlgOid,

    /// <summary>The signed digest is not the SM3 of the document.</summary>
    DataHash,

    /// <summary>The signature value is a raw 64-octet r‖s, which the policy does not take.</summary>
    SignatureEncoding,

    /// <summary>The signer's signature does not verify.</summary>
    TbsSignature,

    /// <summary>The signer's certificate is not listed in the seal.</summary>
    SignerCertNotInSeal,

    /// <summary>The maker's algorithm in the seal is not SM2 with SM3.</summary>
    SealAlgOid,

    /// <summary>The seal's certificate list is of an unknown kind.</summary>
    CertListType,

    /// <summary>The maker's signature over the seal does not verify.</summary>
    SealSignature,

    /// <summary>A critical extension that is not understood.</summary>
    CriticalExtension,

    /// <summary>The signing time lies before the seal's first moment.</summary>
    SealNotYetValid,

    /// <summary>The signing time lies after the seal's last moment.</summary>
    SealExpired,

    /// <summary>No chain from the signer's certificate to a trust anchor.</summary>
    SignerCertUntrusted,

    /// <summary>The signer's certificate was not valid at signing time.</summary>
    SignerCertNotValidAtSigningTime,

    /// <summary>The signer's certificate may not sign.</summary>
    SignerCertKeyUsage,

    /// <summary>The signer's certificate is a CA certificate.</summary>
    SignerCertIsCa,

    /// <summary>The signer's certificate was revoked at signing time.</summary>
    SignerCertRevoked,

    /// <summary>The policy demands a current revocation list and none is at hand.</summary>
    RevocationUnknown,

    /// <summary>No chain from the seal maker's certificate to a trust anchor, or it was not valid when the seal was made.</summary>
    MakerCertUntrusted,

    /// <summary>The maker's certificate had expired at signing time and the policy demands otherwise.</summary>
    MakerCertExpired,

    /// <summary>The maker is not on the policy's list.</summary>
    MakerNotAllowed,

    /// <summary>The timestamp is no RFC 3161 token and the policy demands one.</summary>
    Timestamp,

    /// <summary>The signing time lies ahead of the verifier's clock.</summary>
    TimeInFuture,

    /// <summary>The signed file name is not the expected one.</summary>
    PropertyInfo,

    /// <summary>The archive or a file of the document cannot be read, or a bound is exceeded.</summary>
    OfdMalformed,

    /// <summary>An entry name that leaves the archive: absolute, with backslash or with dot segments.</summary>
    ZipPath,

    /// <summary>Two entries of one name.</summary>
    ZipDuplicate,

    /// <summary>The document carries no signature.</summary>
    OfdNotSigned,

    /// <summary>Elements that the schema demands are missing and so does the policy.</summary>
    OfdSchema,

    /// <summary>The digests are not SM3.</summary>
    OfdCheckMethod,

    /// <summary>A file with a signed digest is missing.</summary>
    OfdReferenceMissing,

    /// <summary>A file differs from its signed digest.</summary>
    OfdReferenceDigest,

    /// <summary>A file that no signature covers.</summary>
    OfdUncoveredFile,

    /// <summary>Seal.esl is not the seal inside the signed value.</summary>
    OfdSealMismatch,

    /// <summary>The PDF carries no signature of GB/T 38540 or GB/T 35275.</summary>
    PdfNotSigned,

    /// <summary>The PDF was added to after its last signature.</summary>
    PdfUncovered,

    /// <summary>GB/T 35275: not the content type of the standard.</summary>
    ContentTypeOid,

    /// <summary>GB/T 35275: the content is neither the digest nor absent with signed attributes.</summary>
    ContentForm,

    /// <summary>GB/T 35275: the signer's certificate is not enclosed.</summary>
    CertificateMissing,

    /// <summary>GB/T 35275: nobody signed.</summary>
    NoSigner,

    /// <summary>GB/T 35275: the signature does not verify.</summary>
    Signature,
}
