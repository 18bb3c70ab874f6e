namespace Gateway.Sealing;

/// <summary>Refusal of an OFD that cannot be read, with its reason.</summary>
public sealed class OfdException : Exception
{
    /// <summary>Creates the refusal.</summary>
    public OfdException(SealReason reason, Exception? cause = null)
        : base(SealReasons.Code(reason), cause) => Reason = reason;

    /// <summary>Why the document is refused.</summary>
    public SealReason Reason { get; }
}
