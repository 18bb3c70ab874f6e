namespace Gateway.Sealing;

/// <summary>Makes SM2 certificates and revocation lists for development and tests. A bank's real ones come from its CA.</summary>
public static class SmCertificates
{
    /// <summary>A new self-signed root.</summary>
    public static SmCredential CreateRoot(string commonName, string organization, DateTimeOffset notBefore, DateTimeOffset notAfter) =>
        throw new NotImplementedException();

    /// <summary>A new key with a certificate issued by a CA.</summary>
    public static SmCredential Issue(
        SmCredential issuer,
        string commonName,
        string organization,
        DateTimeOffset notBefore,
        DateTimeOffset notAfter,
        SmCertificateUse use = SmCertificateUse.Signing) =>
        throw new NotImplementedException();

    /// <summary>A revocation list, DER.</summary>
    /// <param name="issuer">The CA.</param>
    /// <param name="revoked">Revoked certificates (DER) and since when.</param>
    /// <param name="thisUpdate">When the list is made.</param>
    /// <param name="nextUpdate">When the next one is due.</param>
    public static byte[] CreateRevocationList(
        SmCredential issuer,
        IEnumerable<(byte[] Certificate, DateTimeOffset RevokedAt)> revoked,
        DateTimeOffset thisUpdate,
        DateTimeOffset nextUpdate) =>
        throw new NotImplementedException();

    /// <summary>A certificate as PEM text.</summary>
    public static string ToPem(byte[] certificate) => throw new NotImplementedException();
}
