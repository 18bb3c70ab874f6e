namespace Gateway.Sealing;

/// <summary>A signature as read: one of the two.</summary>
readonly record struct ReadSignature(SesSignature? Ses, GmSignedData? Gm)
{
    public SealSigner? Describe() => Ses?.Describe() ?? (Gm is null ? null : GmSignedDataVerifier.Describe(Gm));

    public SmCertificate? SignerCertificate => Ses?.Signer ?? (Gm is null ? null : GmSignedDataVerifier.FirstCertificate(Gm));
}
