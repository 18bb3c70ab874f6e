namespace Gateway.Sealing;

/// <summary>Certificates and revocation lists that verification relies on. Immutable and thread-safe.</summary>
public sealed class TrustStore
{
    TrustStore()
    {
    }

    /// <summary>A store of the certificates given: self-signed ones are anchors, others intermediates.</summary>
    /// <param name="derAnchorsAndIntermediates">Certificates, DER.</param>
    /// <param name="crls">Revocation lists, DER, of issuers among the certificates.</param>
    /// <exception cref="InvalidDataException">A certificate or list is malformed, or a list's signature does not verify.</exception>
    public static TrustStore FromCertificates(IEnumerable<byte[]> derAnchorsAndIntermediates, IEnumerable<byte[]>? crls = null) =>
        throw new NotImplementedException();

    /// <summary>A store of all .cer, .crt and .pem (certificates) and .crl files of a folder, DER or PEM.</summary>
    /// <exception cref="InvalidDataException">A file is malformed; the message names it.</exception>
    public static TrustStore FromFolder(string path) => throw new NotImplementedException();
}
