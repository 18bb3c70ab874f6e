namespace Gateway.Sealing;

/// <summary>Bits of the key usage extension, in the order of RFC 5280, 4.2.1.3.</summary>
[Flags]
enum X509KeyUsage
{
    None = 0,
    DigitalSignature = 1,
    NonRepudiation = 1 << 1,
    KeyEncipherment = 1 << 2,
    DataEncipherment = 1 << 3,
    KeyAgreement = 1 << 4,
    KeyCertSign = 1 << 5,
    CrlSign = 1 << 6,
    EncipherOnly = 1 << 7,
    DecipherOnly = 1 << 8,
}
