namespace Gateway.Sealing;

/// <summary>The files attached to an OFD.</summary>
public static class OfdAttachments
{
    /// <summary>Name, format and bytes of every attachment, in document order; empty if there is none. Verify the seal first.</summary>
    /// <exception cref="OfdException">Not a readable OFD.</exception>
    public static IReadOnlyList<OfdAttachment> Read(byte[] ofd) => throw new NotImplementedException();
}
