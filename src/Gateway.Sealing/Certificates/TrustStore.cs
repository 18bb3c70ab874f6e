using System.Collections.Frozen;
using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>Certificates and revocation lists that verification relies on. Immutable and thread-safe.</summary>
public sealed class TrustStore
{
    readonly FrozenSet<string> anchors;
    readonly FrozenDictionary<string, SmCertificate[]> bySubject;
    readonly FrozenDictionary<string, RevocationList[]> listsByIssuer;

    TrustStore(IReadOnlyList<SmCertificate> certificates, IReadOnlyList<RevocationList> lists)
    {
        anchors = certificates.Where(certificate => certificate.ClaimsToBeSelfSigned).Select(certificate => certificate.Fingerprint).ToFrozenSet();
        bySubject = certificates.GroupBy(certificate => NameKey(certificate.Subject)).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        listsByIssuer = lists.GroupBy(list => NameKey(list.Issuer)).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>A store of the certificates given: self-signed ones are anchors, others intermediates.</summary>
    /// <param name="derAnchorsAndIntermediates">Certificates, DER.</param>
    /// <param name="crls">Revocation lists, DER, of issuers among the certificates.</param>
    /// <exception cref="InvalidDataException">A certificate or list is malformed, or a list's signature does not verify.</exception>
    public static TrustStore FromCertificates(IEnumerable<byte[]> derAnchorsAndIntermediates, IEnumerable<byte[]>? crls = null)
    {
        var certificates = derAnchorsAndIntermediates
            .Select((der, index) => ReadCertificate(der, $"certificate {index + 1}"))
            .DistinctBy(certificate => certificate.Fingerprint)
            .ToList();
        var lists = (crls ?? []).Select((der, index) => ReadList(der, certificates, $"revocation list {index + 1}")).ToList();
        return new TrustStore(certificates, lists);
    }

    /// <summary>A store of all .cer, .crt and .pem (certificates) and .crl files of a folder, DER or PEM.</summary>
    /// <exception cref="InvalidDataException">A file is malformed, and the message names it; or there is no certificate.</exception>
    public static TrustStore FromFolder(string path)
    {
        var files = Directory.EnumerateFiles(path).Order(StringComparer.Ordinal).ToList();
        var certificates = files
            .Where(file => Path.GetExtension(file).ToLowerInvariant() is ".cer" or ".crt" or ".pem")
            .SelectMany(file => PemFile.Read(file, PemFile.CertificateLabel).Select(der => ReadCertificate(der, file)))
            .DistinctBy(certificate => certificate.Fingerprint)
            .ToList();
        if (certificates.Count == 0)
            throw new InvalidDataException($"{path}: no certificate");
        var lists = files
            .Where(file => Path.GetExtension(file).Equals(".crl", StringComparison.OrdinalIgnoreCase))
            .SelectMany(file => PemFile.Read(file, PemFile.RevocationListLabel).Select(der => ReadList(der, certificates, file)))
            .ToList();
        return new TrustStore(certificates, lists);
    }

    internal bool IsAnchor(SmCertificate certificate) => anchors.Contains(certificate.Fingerprint);

    internal IReadOnlyList<SmCertificate> WithSubject(ReadOnlyMemory<byte> name) => bySubject.GetValueOrDefault(NameKey(name), []);

    /// <summary>When a certificate was revoked by any list of its issuer; null if it is on none.</summary>
    internal DateTimeOffset? RevokedAt(SmCertificate certificate) =>
        listsByIssuer.GetValueOrDefault(NameKey(certificate.Issuer), []).Min(list => list.RevokedAt(certificate));

    internal bool HasCurrentListFor(SmCertificate certificate, DateTimeOffset now) =>
        listsByIssuer.GetValueOrDefault(NameKey(certificate.Issuer), []).Any(list => list.IsCurrentAt(now));

    static string NameKey(ReadOnlyMemory<byte> name) => Convert.ToHexString(name.Span);

    static SmCertificate ReadCertificate(byte[] der, string source)
    {
        SmCertificate certificate;
        try
        {
            certificate = CertificateParser.Parse(der);
        }
        catch (AsnContentException cause)
        {
            throw new InvalidDataException($"{source}: not an SM2 certificate: {cause.Message}", cause);
        }
        if (certificate.ClaimsToBeSelfSigned && !certificate.IsIssuedBy(certificate))
            throw new InvalidDataException($"{source}: issued by itself, but its signature does not verify");
        return certificate;
    }

    static RevocationList ReadList(byte[] der, IEnumerable<SmCertificate> certificates, string source)
    {
        try
        {
            var list = RevocationList.Parse(der);
            return certificates.Any(list.IsIssuedBy)
                ? list
                : throw new InvalidDataException($"{source}: signed by no certificate of the trust store");
        }
        catch (AsnContentException cause)
        {
            throw new InvalidDataException($"{source}: not a revocation list: {cause.Message}", cause);
        }
    }
}
