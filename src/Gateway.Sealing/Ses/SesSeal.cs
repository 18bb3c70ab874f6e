namespace Gateway.Sealing;

/// <summary>An SESeal (GB/T 38540, clause 6; version 1 after GM/T 0031-2014). Byte ranges are slices of the input.</summary>
sealed record SesSeal
{
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>SES_SealInfo, which the maker signs.</summary>
    public required ReadOnlyMemory<byte> InfoRaw { get; init; }

    public required string HeaderId { get; init; }

    public required int HeaderVersion { get; init; }

    public required string EsId { get; init; }

    public required SesProperty Property { get; init; }

    public required bool HasUnknownCritical { get; init; }

    public required SmCertificate Maker { get; init; }

    public required string AlgorithmOid { get; init; }

    public required ReadOnlyMemory<byte> SignatureValue { get; init; }
}
