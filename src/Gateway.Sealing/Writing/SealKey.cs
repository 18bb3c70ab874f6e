namespace Gateway.Sealing;

/// <summary>What it takes to seal: private key, certificate, e-seal.</summary>
public sealed class SealKey
{
    /// <summary>Joins the parts.</summary>
    /// <param name="privateKey">The signer's key.</param>
    /// <param name="certificate">The signer's certificate, DER.</param>
    /// <param name="seal">The SESeal, DER; must list the certificate.</param>
    /// <exception cref="InvalidDataException">The parts do not belong together.</exception>
    public SealKey(SmPrivateKey privateKey, byte[] certificate, byte[] seal)
    {
        PrivateKey = privateKey;
        Certificate = certificate;
        Seal = seal;
    }

    /// <summary>The signer's certificate, DER.</summary>
    public byte[] Certificate { get; }

    /// <summary>The SESeal, DER.</summary>
    public byte[] Seal { get; }

    internal SmPrivateKey PrivateKey { get; }

    /// <summary>Reads <c>signer.key</c> (PKCS#8 PEM), <c>signer.cer</c> and <c>seal.esl</c> of a folder.</summary>
    /// <exception cref="InvalidDataException">A file is malformed, or the parts do not belong together.</exception>
    public static SealKey Load(string folder) => throw new NotImplementedException();

    /// <summary>Writes the files that <see cref="Load"/> reads.</summary>
    public void Save(string folder) => throw new NotImplementedException();
}
