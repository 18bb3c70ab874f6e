namespace Gateway.Sealing;

/// <summary>Seals in a holder's name. Certificate and seal are public; where the key lies is the implementation's affair. Thread-safe.</summary>
public interface ISealSigner
{
    /// <summary>Who seals.</summary>
    SealIdentity Identity { get; }

    /// <summary>Signs a message with SM2 and SM3 (GB/T 32918.2).</summary>
    /// <returns>DER SEQUENCE{INTEGER r, INTEGER s}; it verifies under the identity's certificate.</returns>
    /// <exception cref="SealSignerException">The key cannot be reached or refuses; the same message may be signed later.</exception>
    Task<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancel);
}
