using System.Formats.Asn1;

namespace Gateway.Sealing;

/// <summary>What a certificate's extensions say, as far as verification needs it.</summary>
sealed record CertificateExtensions
{
    public static readonly CertificateExtensions None = new();

    public bool IsCa { get; private init; }

    /// <summary>How many further CAs may follow; null: no bound.</summary>
    public int? PathLength { get; private init; }

    /// <summary>Null if the extension is absent.</summary>
    public X509KeyUsage? KeyUsage { get; private init; }

    public ReadOnlyMemory<byte>? SubjectKeyId { get; private init; }

    public ReadOnlyMemory<byte>? AuthorityKeyId { get; private init; }

    public bool HasUnknownCritical { get; private init; }

    /// <summary>Whether the key may sign documents. The national profile demands the extension.</summary>
    public bool MaySign => KeyUsage is { } usage && (usage & (X509KeyUsage.DigitalSignature | X509KeyUsage.NonRepudiation)) != 0;

    public bool MayIssueCertificates => IsCa && KeyUsage is { } usage && usage.HasFlag(X509KeyUsage.KeyCertSign);

    public bool MayIssueRevocationLists => KeyUsage is { } usage && usage.HasFlag(X509KeyUsage.CrlSign);

    /// <summary>Reads the SEQUENCE OF Extension of a certificate.</summary>
    public static CertificateExtensions Read(AsnReader extensions)
    {
        var result = None;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (extensions.HasData)
        {
            var (oid, critical, value) = ReadOne(extensions);
            if (!seen.Add(oid))
                throw Der.Malformed("an extension occurs twice");
            result = result.With(oid, critical, value);
        }
        return result;
    }

    /// <summary>Reads one {OID, critical DEFAULT FALSE, OCTET STRING}. An explicit FALSE is no strict DER, but real certificates and seals have it.</summary>
    public static (string Oid, bool Critical, ReadOnlyMemory<byte> Value) ReadOne(AsnReader extensions)
    {
        var extension = extensions.ReadSequence();
        var oid = extension.ReadObjectIdentifier();
        var critical = Der.NextIs(extension, Asn1Tag.Boolean) && extension.ReadBoolean();
        var value = Der.Octets(extension);
        extension.ThrowIfNotEmpty();
        return (oid, critical, value);
    }

    CertificateExtensions With(string oid, bool critical, ReadOnlyMemory<byte> value)
    {
        var reader = Der.Open(value);
        switch (oid)
        {
            case Oids.BasicConstraints:
                return WithBasicConstraints(reader);
            case Oids.KeyUsage:
                var usage = reader.ReadNamedBitListValue<X509KeyUsage>();
                reader.ThrowIfNotEmpty();
                return this with { KeyUsage = usage };
            case Oids.SubjectKeyIdentifier:
                var keyId = Der.Octets(reader);
                reader.ThrowIfNotEmpty();
                return this with { SubjectKeyId = keyId };
            case Oids.AuthorityKeyIdentifier:
                return WithAuthorityKeyId(reader);
            case Oids.SubjectAlternativeName or Oids.CertificatePolicies:
                return this; // further names and any policy: nothing to enforce, even if critical
            default:
                return critical ? this with { HasUnknownCritical = true } : this;
        }
    }

    CertificateExtensions WithBasicConstraints(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        var isCa = Der.NextIs(sequence, Asn1Tag.Boolean) && sequence.ReadBoolean();
        int? pathLength = null;
        if (sequence.HasData)
        {
            pathLength = Der.SmallInteger(sequence);
            if (pathLength < 0 || !isCa)
                throw Der.Malformed("path length");
        }
        sequence.ThrowIfNotEmpty();
        return this with { IsCa = isCa, PathLength = pathLength };
    }

    CertificateExtensions WithAuthorityKeyId(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        var tag = new Asn1Tag(TagClass.ContextSpecific, 0);
        return Der.NextIs(sequence, tag) ? this with { AuthorityKeyId = Der.Octets(sequence, tag) } : this;
    }
}
