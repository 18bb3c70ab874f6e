namespace Gateway.Hub.Documents;

/// <summary>A stand-in for the scan of an officer's card.</summary>
internal static class OfficerCard
{
    /// <summary>A white picture of one pixel, PNG: development orders show no real person.</summary>
    public static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg==");
}
