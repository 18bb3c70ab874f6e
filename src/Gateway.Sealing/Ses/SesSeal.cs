namespace Gateway.Sealing;

/// <summary>An SESeal (GB/T 38540, clause 6; version 1 after GM/T 0031-2014). Byte ranges are slices of <see cref="Raw"/>.</summary>
sealed record SesSeal
{
    ContentKey? key;

    /// <summary>The seal's own copy of its octets, so that a remembered seal keeps nothing else alive.</summary>
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

    public ContentKey Key => key ??= ContentKey.Of(Raw.Span);
}
