namespace Gateway.Sealing;

/// <summary>SM3 digests (GB/T 32905).</summary>
public static class Sm3
{
    /// <summary>The 32-octet digest of the data.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        if (LibCrypto.IsAvailable)
        {
            HashMeter.Count(data.Length);
            var hash = new byte[IncrementalSm3.HashSizeBytes];
            LibCrypto.Hash(data, hash);
            return hash;
        }
        using var digest = new IncrementalSm3();
        digest.Append(data);
        return digest.GetHashAndReset();
    }

    /// <summary>The digest in lower-case hexadecimal.</summary>
    public static string HexHash(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(Hash(data));
}
