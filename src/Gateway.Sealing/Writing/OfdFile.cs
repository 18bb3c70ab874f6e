namespace Gateway.Sealing;

/// <summary>A file inside an OFD archive.</summary>
/// <param name="Name">Path without leading slash.</param>
/// <param name="Content">The bytes.</param>
sealed record OfdFile(string Name, byte[] Content);
