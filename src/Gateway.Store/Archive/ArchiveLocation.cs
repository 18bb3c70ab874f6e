namespace Gateway.Store.Archive;

/// <summary>Where a record lies: segment file, offset of its first byte there, length of its data in bytes.</summary>
internal sealed record ArchiveLocation(string Segment, long Offset, long Length);
