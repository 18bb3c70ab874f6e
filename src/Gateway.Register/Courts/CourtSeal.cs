namespace Gateway.Register.Courts;

/// <summary>What speaks for a court: a signer's certificate (lower-case hex SM3 of its DER), with whatever it signs or by one e-seal alone.</summary>
/// <param name="SealId">esID of that seal; empty: whatever the certificate signs.</param>
public sealed record CourtSeal(string CourtCode, string Fingerprint, string SealId)
{
    /// <summary>Whether a signature by this certificate, put with this seal (null: with none), is the one meant.</summary>
    public bool Means(string fingerprint, string? sealId) => Fingerprint == fingerprint && (SealId.Length == 0 || SealId == sealId);
}
