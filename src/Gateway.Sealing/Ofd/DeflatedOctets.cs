namespace Gateway.Sealing;

/// <summary>
/// The compressed octets of one entry, of which the last is handed out by itself: if nobody asked for it, the compressed data end before the entry does, and
/// a reader that goes through the archive from the start would find something else there.
/// </summary>
sealed class DeflatedOctets(byte[] archive, int offset, int length) : Stream
{
    int position;

    /// <summary>Whether the last octet was asked for.</summary>
    public bool IsUsedUp => position == length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var left = length - position;
        var count = Math.Min(buffer.Length, left > 1 ? left - 1 : left);
        archive.AsSpan(offset + position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
