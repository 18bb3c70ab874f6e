namespace Gateway.Ingress.HubFiles;

/// <summary>The checksum of zip entries (ISO 3309): the library that reads them hands them out unchecked.</summary>
static class Crc32
{
    const uint Polynomial = 0xedb88320;

    static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(octet => Enumerable.Range(0, 8).Aggregate((uint)octet, (rest, _) => (rest & 1) == 0 ? rest >> 1 : (rest >> 1) ^ Polynomial))];

    public static uint Of(ReadOnlySpan<byte> octets)
    {
        var rest = uint.MaxValue;
        foreach (var octet in octets) rest = (rest >> 8) ^ Table[(rest ^ octet) & byte.MaxValue];
        return ~rest;
    }
}
