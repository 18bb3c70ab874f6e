namespace Gateway.Sealing;

/// <summary>What a certificate is issued for.</summary>
public enum SmCertificateUse
{
    /// <summary>Signing: digitalSignature and nonRepudiation.</summary>
    Signing,

    /// <summary>Encryption: the other half of a national double certificate; may not sign.</summary>
    Encryption,

    /// <summary>An intermediate certification authority.</summary>
    CertificationAuthority,
}
