using Gateway.Contracts.V1;
using Gateway.Store;
using Google.Protobuf;
using Grpc.Core;

namespace Gateway.Ingress.Grpc;

/// <summary>Sends a receipt's OFD in pieces; no more of it is held than one of the store's.</summary>
static class ReceiptDownload
{
    const int PieceBytes = 256 * 1024;

    public static async Task SendAsync(IStore store, StoredReceipt receipt, long fromByte, IServerStreamWriter<ReceiptPiece> to, CancellationToken cancel)
    {
        var offset = fromByte;
        if (receipt.Large is { } large)
        {
            await foreach (var part in store.ReadLargeAsync(large.Key, fromByte, cancel).ConfigureAwait(false)) offset = await SendAsync(part, offset, to, cancel).ConfigureAwait(false);
        }
        else if (fromByte < receipt.Ofd.Length)
        {
            await SendAsync(receipt.Ofd.AsMemory((int)fromByte), offset, to, cancel).ConfigureAwait(false);
        }
    }

    static async Task<long> SendAsync(ReadOnlyMemory<byte> part, long offset, IServerStreamWriter<ReceiptPiece> to, CancellationToken cancel)
    {
        for (; !part.IsEmpty; part = part[Math.Min(PieceBytes, part.Length)..])
        {
            var piece = part[..Math.Min(PieceBytes, part.Length)];
            await to.WriteAsync(new ReceiptPiece { Offset = offset, Data = UnsafeByteOperations.UnsafeWrap(piece) }, cancel).ConfigureAwait(false);
            offset += piece.Length;
        }

        return offset;
    }
}
