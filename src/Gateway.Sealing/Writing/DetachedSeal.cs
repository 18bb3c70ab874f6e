namespace Gateway.Sealing;

/// <summary>Writes signatures that lie beside their document.</summary>
public static class DetachedSeal
{
    /// <summary>An SES_Signature (GB/T 38540 version 4), DER.</summary>
    /// <param name="document">The document's octets.</param>
    /// <param name="key">The sealing key.</param>
    /// <param name="signingTime">When it is sealed; whole seconds are kept.</param>
    /// <param name="propertyInfo">Name of the document inside the seal, ASCII.</param>
    /// <exception cref="ArgumentException">The name is not ASCII.</exception>
    public static byte[] SignSes(byte[] document, SealKey key, DateTimeOffset signingTime, string propertyInfo) =>
        SesWriter.WriteSignature(key, Sm3.Hash(document), signingTime, propertyInfo);

    /// <summary>A GB/T 35275 SignedData, DER.</summary>
    /// <param name="document">The document's octets.</param>
    /// <param name="key">The sealing key; its seal is not used.</param>
    /// <param name="signingTime">When it is signed; only the form with signed attributes carries it.</param>
    /// <param name="form">Which of the two forms.</param>
    public static byte[] SignGbt35275(byte[] document, SealKey key, DateTimeOffset signingTime, Gbt35275Form form) =>
        GmSignedDataWriter.Write(Sm3.Hash(document), key, signingTime, form);
}
