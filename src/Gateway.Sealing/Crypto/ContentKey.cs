using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gateway.Sealing;

/// <summary>A digest as a key of the caches. SHA-256, because processors compute it and it never leaves the process.</summary>
readonly record struct ContentKey(ulong A, ulong B, ulong C, ulong D)
{
    public static ContentKey Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HashMeter.Count(content.Length);
        SHA256.HashData(content, hash);
        return new ContentKey(
            BinaryPrimitives.ReadUInt64BigEndian(hash),
            BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(hash[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(hash[24..]));
    }
}
