namespace Gateway.Sealing;

/// <summary>A file attached to an OFD.</summary>
/// <param name="FileName">Name shown to the reader.</param>
/// <param name="MediaType">Media type, e.g. <c>application/json</c>; stored as the attachment's format.</param>
/// <param name="Content">The bytes.</param>
public sealed record OfdAttachment(string FileName, string MediaType, byte[] Content);
