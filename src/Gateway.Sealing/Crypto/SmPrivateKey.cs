namespace Gateway.Sealing;

/// <summary>An SM2 private key.</summary>
public sealed class SmPrivateKey
{
    SmPrivateKey()
    {
    }

    /// <summary>A new key.</summary>
    public static SmPrivateKey Generate() => throw new NotImplementedException();

    /// <summary>Reads a PKCS#8 PEM file's text ("BEGIN PRIVATE KEY", not encrypted).</summary>
    /// <exception cref="InvalidDataException">Not such a key.</exception>
    public static SmPrivateKey FromPem(string pem) => throw new NotImplementedException();

    /// <summary>The key as PKCS#8 PEM, not encrypted: keep the file where only the service can read it.</summary>
    public string ToPem() => throw new NotImplementedException();
}
