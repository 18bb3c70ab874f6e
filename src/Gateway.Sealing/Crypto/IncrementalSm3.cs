using Org.BouncyCastle.Crypto.Digests;

namespace Gateway.Sealing;

/// <summary>SM3 (GB/T 32905) over data that comes in pieces. Not thread-safe.</summary>
public sealed class IncrementalSm3 : IDisposable
{
    /// <summary>Length of the digest in bytes.</summary>
    public const int HashSizeBytes = 32;

    readonly LibCrypto.Context? native;
    readonly SM3Digest? managed;

    /// <summary>Starts with no data.</summary>
    public IncrementalSm3()
        : this(LibCrypto.IsAvailable)
    {
    }

    internal IncrementalSm3(bool useLibCrypto)
    {
        if (useLibCrypto)
            native = LibCrypto.Start();
        else
            managed = new SM3Digest();
    }

    /// <summary>Takes in the next piece.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        HashMeter.Count(data.Length);
        if (native is not null)
            LibCrypto.Append(native, data);
        else
            AppendManaged(data);
    }

    /// <summary>The digest of everything appended; starts anew.</summary>
    public byte[] GetHashAndReset()
    {
        var hash = new byte[HashSizeBytes];
        if (native is not null)
        {
            LibCrypto.Finish(native, hash);
            LibCrypto.Restart(native);
        }
        else
        {
            managed!.DoFinal(hash, 0);
        }
        return hash;
    }

    /// <inheritdoc />
    public void Dispose() => native?.Dispose();

    /// <summary>In pieces, because the Bouncy Castle of older feeds takes arrays only.</summary>
    void AppendManaged(ReadOnlySpan<byte> data)
    {
        var piece = new byte[Math.Min(data.Length, 16 * 1024)];
        while (!data.IsEmpty)
        {
            var count = Math.Min(piece.Length, data.Length);
            data[..count].CopyTo(piece);
            managed!.BlockUpdate(piece, 0, count);
            data = data[count..];
        }
    }
}
