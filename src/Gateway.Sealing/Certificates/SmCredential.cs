namespace Gateway.Sealing;

/// <summary>A certificate with its private key.</summary>
/// <param name="Certificate">The certificate, DER.</param>
/// <param name="Key">Its private key.</param>
public sealed record SmCredential(byte[] Certificate, SmPrivateKey Key)
{
    /// <summary>Reads <c>name.cer</c> and <c>name.key</c> of a folder.</summary>
    /// <exception cref="InvalidDataException">A file is malformed, or key and certificate do not belong together.</exception>
    public static SmCredential Load(string folder, string name) => throw new NotImplementedException();

    /// <summary>Writes <c>name.cer</c> (DER) and <c>name.key</c> (PKCS#8 PEM, readable by the owner only).</summary>
    public void Save(string folder, string name) => throw new NotImplementedException();
}
