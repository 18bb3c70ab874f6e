namespace Gateway.Sealing;

/// <summary>Object identifiers.</summary>
static class Oids
{
    public const string EcPublicKey = "1.2.840.10045.2.1";
    public const string Sm2Curve = "1.2.156.10197.1.301";
    public const string Sm2Sign = "1.2.156.10197.1.301.1";
    public const string Sm3 = "1.2.156.10197.1.401";
    public const string Sm2WithSm3 = "1.2.156.10197.1.501";
    public const string GmData = "1.2.156.10197.6.1.4.2.1";
    public const string GmSignedData = "1.2.156.10197.6.1.4.2.2";
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string SigningTime = "1.2.840.113549.1.9.5";
    public const string Pkcs7SignedData = "1.2.840.113549.1.7.2";
    public const string TimestampTokenInfo = "1.2.840.113549.1.9.16.1.4";
    public const string Country = "2.5.4.6";
    public const string Organization = "2.5.4.10";
    public const string CommonName = "2.5.4.3";
    public const string SubjectKeyIdentifier = "2.5.29.14";
    public const string KeyUsage = "2.5.29.15";
    public const string SubjectAlternativeName = "2.5.29.17";
    public const string BasicConstraints = "2.5.29.19";
    public const string CrlNumber = "2.5.29.20";
    public const string CrlReason = "2.5.29.21";
    public const string CertificatePolicies = "2.5.29.32";
    public const string AuthorityKeyIdentifier = "2.5.29.35";
}
