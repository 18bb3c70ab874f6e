namespace Gateway.Sealing;

/// <summary>Writes sealed OFDs.</summary>
public static class SealedOfd
{
    /// <summary>Writes the document with one seal that covers every file of it, attachments too.</summary>
    /// <param name="document">What to seal; must have pages.</param>
    /// <param name="key">The sealing key.</param>
    /// <param name="signingTime">When it is sealed.</param>
    /// <param name="placement">Where the seal is shown.</param>
    public static byte[] Write(OfdDocument document, SealKey key, DateTimeOffset signingTime, SealPlacement placement) =>
        throw new NotImplementedException();
}
