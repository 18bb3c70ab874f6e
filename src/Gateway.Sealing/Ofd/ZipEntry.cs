namespace Gateway.Sealing;

/// <summary>An entry of an archive as its central directory states it.</summary>
/// <param name="Name">Path; folders end in a slash.</param>
/// <param name="Flags">General purpose flags.</param>
/// <param name="Method">0 stored, 8 deflated.</param>
/// <param name="CompressedBytes">Length inside the archive.</param>
/// <param name="Bytes">Length unzipped.</param>
/// <param name="Crc">Checksum.</param>
/// <param name="HeaderOffset">Where the local header starts.</param>
sealed record ZipEntry(string Name, ushort Flags, ushort Method, uint CompressedBytes, uint Bytes, uint Crc, uint HeaderOffset)
{
    public const ushort Stored = 0;
    public const ushort Deflated = 8;

    /// <summary>The lengths follow the data instead of standing in the local header.</summary>
    const ushort DescriptorFlag = 1 << 3;

    public bool HasDescriptor => (Flags & DescriptorFlag) != 0;

    public bool IsFolder => Name.EndsWith('/');

    /// <summary>Where the data starts; known once the local header has been checked.</summary>
    public int DataOffset { get; init; }
}
