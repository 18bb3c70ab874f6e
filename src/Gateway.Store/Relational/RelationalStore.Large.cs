using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Gateway.Store.Archive;
using Gateway.Store.Batching;

namespace Gateway.Store.Relational;

// Large documents: pieces are records of the archive like any other, and so is the list of them.
public abstract partial class RelationalStore
{
    const int PieceBytes = 4 << 20;

    /// <inheritdoc/>
    [SuppressMessage("Security", "CA5351", Justification = "The courts' field asks for it; records have checksums of their own.")]
    public async Task<LargeDocument> StoreLargeAsync(Stream content, CancellationToken cancel)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var appended = new Dictionary<string, ArchiveLocation>(StringComparer.Ordinal);
        var pieces = new List<LargePiece>();
        try
        {
            while (await NextPieceAsync(content, cancel).ConfigureAwait(false) is { Length: > 0 } piece)
            {
                md5.AppendData(piece);
                pieces.Add(new LargePiece(await AppendAsync($"sha256-{Convert.ToHexStringLower(SHA256.HashData(piece))}", piece).ConfigureAwait(false), piece.Length));
            }

            var bytes = pieces.Sum(p => (long)p.Bytes);
            var digest = Convert.ToHexStringLower(md5.GetHashAndReset());
            var list = Encoding.UTF8.GetBytes(StoreJson.Write(new LargeList(bytes, digest, pieces)));
            var key = await AppendAsync(LargeList.KeyPrefix + Convert.ToHexStringLower(SHA256.HashData(list)), list).ConfigureAwait(false);
            await WriteNamingAsync(appended.Values, s => DocumentIndex.AddAsync(s, appended), Urgency.Ordinary, cancel).ConfigureAwait(false);
            return new LargeDocument(key, bytes, digest);
        }
        finally
        {
            _archive.Indexed(pieces.Select(p => p.Key).Concat(appended.Keys));
        }

        async Task<string> AppendAsync(string key, byte[] data)
        {
            foreach (var (name, location) in await ArchiveAsync(new Dictionary<string, byte[]> { [key] = data }, cancel).ConfigureAwait(false)) appended[name] = location;
            return key;
        }
    }

    /// <inheritdoc/>
    public async Task<LargeDocument?> FindLargeAsync(string key, CancellationToken cancel) =>
        await ListOfAsync(key, cancel).ConfigureAwait(false) is { } list ? new LargeDocument(key, list.Bytes, list.Md5) : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadLargeAsync(string key, long fromByte, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromByte);
        var list = await ListOfAsync(key, cancel).ConfigureAwait(false) ?? throw new InvalidOperationException($"There is no large document {key}.");
        foreach (var piece in list.Pieces)
        {
            if (fromByte >= piece.Bytes)
            {
                fromByte -= piece.Bytes;
                continue;
            }

            var data = await ReadDocumentAsync(piece.Key, cancel).ConfigureAwait(false) ?? throw new ArchiveDamagedException($"The index lacks {piece.Key} of {key}.");
            yield return data.AsMemory((int)fromByte);
            fromByte = 0;
        }
    }

    static async Task<byte[]> NextPieceAsync(Stream content, CancellationToken cancel)
    {
        var piece = new byte[PieceBytes];
        var length = await content.ReadAtLeastAsync(piece, PieceBytes, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        return length == PieceBytes ? piece : piece[..length];
    }

    async Task<LargeList?> ListOfAsync(string key, CancellationToken cancel) =>
        key.StartsWith(LargeList.KeyPrefix, StringComparison.Ordinal) && await ReadDocumentAsync(key, cancel).ConfigureAwait(false) is { } list
            ? StoreJson.Read<LargeList>(Encoding.UTF8.GetString(list))
            : null;

    /// <summary>The archive's record that names the pieces. Later builds read it, so names stay.</summary>
    sealed record LargeList(long Bytes, string Md5, IReadOnlyList<LargePiece> Pieces)
    {
        public const string KeyPrefix = "pieces-";
    }

    sealed record LargePiece(string Key, int Bytes);
}
