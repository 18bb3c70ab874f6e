namespace Gateway.Sealing;

/// <summary>A seal whose private key lies in this process.</summary>
public sealed class SealKey : ISealSigner
{
    const string SignerName = "signer";

    /// <summary>Joins the parts.</summary>
    /// <param name="privateKey">The signer's key.</param>
    /// <param name="certificate">The signer's certificate, DER.</param>
    /// <param name="seal">The SESeal (version 4), DER; must list the certificate.</param>
    /// <exception cref="InvalidDataException">The parts do not belong together.</exception>
    public SealKey(SmPrivateKey privateKey, byte[] certificate, byte[] seal)
    {
        PrivateKey = privateKey;
        SmCredential.RequireMatch(certificate, privateKey);
        Identity = new SealIdentity(certificate, seal);
    }

    /// <inheritdoc />
    public SealIdentity Identity { get; }

    /// <summary>The signer's certificate, DER.</summary>
    public byte[] Certificate => Identity.Certificate;

    /// <summary>The SESeal, DER.</summary>
    public byte[] Seal => Identity.Seal;

    internal SmPrivateKey PrivateKey { get; }

    /// <summary>Reads <c>signer.key</c> (PKCS#8 PEM), <c>signer.cer</c> and <c>seal.esl</c> of a folder.</summary>
    /// <exception cref="InvalidDataException">A file is malformed, or the parts do not belong together.</exception>
    public static SealKey Load(string folder)
    {
        var signer = SmCredential.Load(folder, SignerName);
        return new SealKey(signer.Key, signer.Certificate, File.ReadAllBytes(Path.Combine(folder, SealFolder.SealFile)));
    }

    /// <inheritdoc />
    public Task<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancel) => Task.FromResult(PrivateKey.Sign(message.Span));

    /// <summary>Writes the files that <see cref="Load"/> reads.</summary>
    public void Save(string folder)
    {
        new SmCredential(Certificate, PrivateKey).Save(folder, SignerName);
        File.WriteAllBytes(Path.Combine(folder, SealFolder.SealFile), Seal);
    }
}
