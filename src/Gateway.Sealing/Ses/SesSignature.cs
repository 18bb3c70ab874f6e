namespace Gateway.Sealing;

/// <summary>An SES_Signature (GB/T 38540, clause 7; version 1 after GM/T 0031-2014). Byte ranges are slices of the input.</summary>
sealed record SesSignature
{
    /// <summary>Whether the outer structure is that of version 1, whatever its version number says.</summary>
    public required bool IsVersion1Layout { get; init; }

    public required int Version { get; init; }

    /// <summary>TBS_Sign, which the signer signs, as it stands.</summary>
    public required ReadOnlyMemory<byte> TbsRaw { get; init; }

    public required SesSeal Seal { get; init; }

    public required DateTimeOffset SigningTime { get; init; }

    public required ReadOnlyMemory<byte> DataHash { get; init; }

    public required string PropertyInfo { get; init; }

    public required bool HasUnknownCritical { get; init; }

    public required SmCertificate Signer { get; init; }

    public required string AlgorithmOid { get; init; }

    public required ReadOnlyMemory<byte> SignatureValue { get; init; }

    /// <summary>Octets of the timestamp; null if there is none.</summary>
    public required ReadOnlyMemory<byte>? Timestamp { get; init; }

    public SealSigner Describe() => new(
        Signer.Raw.ToArray(),
        Signer.Fingerprint,
        Signer.SubjectName,
        Seal.EsId,
        Seal.Property.Name,
        Seal.Maker.Raw.ToArray(),
        SigningTime);
}
