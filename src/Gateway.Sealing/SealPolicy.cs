namespace Gateway.Sealing;

/// <summary>Where the standards leave a choice: one setting each, strict by default.</summary>
public sealed record SealPolicy
{
    /// <summary>Take GM/T 0031-2014 (version 1) seals. Default false.</summary>
    public bool AcceptVersion1 { get; init; }

    /// <summary>Take GM/T 0031-2025 (version 5) seals, with the checks of version 4. Default false.</summary>
    public bool AcceptVersion5 { get; init; }

    /// <summary>Refuse a seal or signature with a critical extension that is not understood. Default true.</summary>
    public bool RefuseUnknownCriticalExtensions { get; init; } = true;

    /// <summary>Refuse a timestamp that is no RFC 3161 token. Default false: ignored. A timestamp never counts as trusted time.</summary>
    public bool RefuseUnreadableTimestamps { get; init; }

    /// <summary>Take a version 4 seal whose maker signed {info, certificate, algorithm} as in version 1. Default false.</summary>
    public bool AcceptMakerSignatureOverTriple { get; init; }

    /// <summary>Take signature values of 64 octets r‖s instead of DER. Default false.</summary>
    public bool AcceptRawSignatureValues { get; init; }

    /// <summary>Fingerprints (SM3 of the certificate, hexadecimal) of the seal makers to believe; null: any that chains to an anchor. Default null.</summary>
    public IReadOnlySet<string>? AllowedMakers { get; init; }

    /// <summary>Demand that the maker's certificate still be valid at signing time. Default false: valid when the seal was made suffices.</summary>
    public bool RequireMakerValidAtSigningTime { get; init; }

    /// <summary>Compare the signed file name: with the path of Signature.xml in an OFD, with the named file for a detached seal. Default true.</summary>
    public bool BindPropertyInfo { get; init; } = true;

    /// <summary>How far a signing time may lie ahead of the verifier's clock, in minutes. Default 5.</summary>
    public int MaximumClockAheadMinutes { get; init; } = 5;

    /// <summary>Demand a revocation list that is current at the verifier's clock for the signer's issuer. Default false: a missing or stale one is ignored.</summary>
    public bool RequireCurrentRevocationList { get; init; }

    /// <summary>Demand Provider, SignatureMethod and SignatureDateTime, and StampAnnot for a seal. Default false.</summary>
    public bool RequireOfdSchemaElements { get; init; }

    /// <summary>
    /// Refuse any file that a signature does not cover, whether or not the document uses it. Default true. When false, only the files
    /// that the document reaches (Document.xml, pages, resources, attachments) must be covered.
    /// </summary>
    public bool RefuseUnreferencedUncoveredFiles { get; init; } = true;

    /// <summary>Take a GB/T 35275 signature whose content is the whole document. Default false.</summary>
    public bool AcceptDocumentAsContent { get; init; }

    /// <summary>Largest signature file that is read, in bytes. Default 8 MiB: a seal's picture is inside.</summary>
    public int MaximumSignatureBytes { get; init; } = 8 * 1024 * 1024;
}
