namespace Gateway.Sealing;

/// <summary>The two forms of GB/T 35275 signatures beside a document that are in use.</summary>
public enum Gbt35275Form
{
    /// <summary>The content is the document's SM3, signed as such. Carries no signing time.</summary>
    DigestContent,

    /// <summary>No content; signed attributes hold content type, signing time and the document's SM3.</summary>
    SignedAttributes,
}
