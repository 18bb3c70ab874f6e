namespace Gateway.Sealing;

/// <summary>Makes e-seals (GB/T 38540 version 4) for development and tests. A bank's real ones come from its seal-making system.</summary>
public static class SealMaker
{
    /// <summary>A round red seal with a star and the holder's name, as a picture of type <c>ofd</c>, 42 mm wide.</summary>
    public static SealPicture RoundPicture(string holderName) => RoundSeal.Draw(holderName);

    /// <summary>Makes an SESeal, DER.</summary>
    /// <param name="esId">Identifier of the seal, ASCII.</param>
    /// <param name="name">Name of the seal.</param>
    /// <param name="signerCertificates">Certificates (DER) that may use the seal.</param>
    /// <param name="picture">What the seal looks like.</param>
    /// <param name="created">When it is made.</param>
    /// <param name="start">First moment it may be used.</param>
    /// <param name="end">Last moment it may be used.</param>
    /// <param name="makerKey">The maker's key.</param>
    /// <param name="makerCertificate">The maker's certificate, DER.</param>
    public static byte[] MakeSeal(
        string esId,
        string name,
        IReadOnlyList<byte[]> signerCertificates,
        SealPicture picture,
        DateTimeOffset created,
        DateTimeOffset start,
        DateTimeOffset end,
        SmPrivateKey makerKey,
        byte[] makerCertificate)
    {
        var property = new SesProperty(
            name,
            SesProperty.ListOfCertificates,
            [.. signerCertificates.Select(certificate => (ReadOnlyMemory<byte>)certificate)],
            [],
            created,
            start,
            end);
        return SesWriter.WriteSeal(esId, property, picture, makerKey, makerCertificate);
    }
}
