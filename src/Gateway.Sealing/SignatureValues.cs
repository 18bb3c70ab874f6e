namespace Gateway.Sealing;

/// <summary>Reads signature values as the policy allows.</summary>
static class SignatureValues
{
    /// <summary>DER, or r‖s if the policy takes that.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="encoded">The signature value.</param>
    /// <param name="value">r and s; null if they are not in order, which counts as a signature that does not verify.</param>
    /// <returns><see cref="SealReason.SignatureEncoding"/> for an r‖s that the policy refuses, else <see cref="SealReason.Ok"/>.</returns>
    public static SealReason Read(SealPolicy policy, ReadOnlyMemory<byte> encoded, out Sm2Signature? value)
    {
        value = Sm2.ReadSignature(encoded);
        if (value is not null || encoded.Length != Sm2.RawSignatureBytes)
            return SealReason.Ok;
        if (!policy.AcceptRawSignatureValues)
            return SealReason.SignatureEncoding;
        value = Sm2.ReadRawSignature(encoded.Span);
        return SealReason.Ok;
    }
}
