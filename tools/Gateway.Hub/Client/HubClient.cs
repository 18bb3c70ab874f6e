using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Gateway.Contracts.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Gateway.Hub.Client;

/// <summary>The court side's connection to a bank's gateway: gRPC over mutual TLS. Thread-safe.</summary>
public sealed class HubClient : IDisposable
{
    /// <summary>A receipt carries a sealed OFD, and a channel's stream many of them one by one.</summary>
    const int MaximumMessageBytes = 64 * 1024 * 1024;

    readonly GrpcChannel channel;
    readonly OrderGateway.OrderGatewayClient client;

    /// <summary>Opens the connection at the first call.</summary>
    /// <param name="address">https://host:port.</param>
    /// <param name="serverAuthorityPem">Certificate that the server's must be issued by, PEM. No other is believed.</param>
    /// <param name="identity">The channel's client certificate with its key; null: none is shown.</param>
    public HubClient(Uri address, string serverAuthorityPem, X509Certificate2? identity)
    {
        var authority = X509CertificateLoader.LoadCertificate(PemBytes(serverAuthorityPem));
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority);
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
            EnableMultipleHttp2Connections = true,
        };
        if (identity is not null)
            handler.SslOptions.ClientCertificates = [identity];
        channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            // A bank that starts anew is found again soon.
            InitialReconnectBackoff = TimeSpan.FromMilliseconds(100),
            MaxReconnectBackoff = TimeSpan.FromSeconds(1),
            MaxReceiveMessageSize = MaximumMessageBytes,
            MaxSendMessageSize = MaximumMessageBytes,
        });
        client = new OrderGateway.OrderGatewayClient(channel);
    }

    /// <summary>Sends an order. The acknowledgement means that the bank will answer it, whatever happens.</summary>
    /// <exception cref="RpcException">Turned away; <see cref="GrpcFaults"/> reads the details.</exception>
    public async Task<SubmitReply> SubmitAsync(Order order, CancellationToken cancel) =>
        await client.SubmitAsync(new SubmitRequest { Order = order }, cancellationToken: cancel);

    /// <summary>An order's FINAL receipt.</summary>
    /// <param name="orderNo">BDHM.</param>
    /// <param name="version">Version of the order; 0: the newest.</param>
    /// <param name="wait">How long to wait for it.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="RpcException">DEADLINE_EXCEEDED: not answered in time; NOT_FOUND: never sent.</exception>
    public async Task<Receipt> GetReceiptAsync(string orderNo, int version, TimeSpan wait, CancellationToken cancel) =>
        // A bank that is starting anew is waited for as well.
        await WholeAsync(
            await client.GetReceiptAsync(
                new GetReceiptRequest { OrderNo = orderNo, OrderVersion = version },
                new CallOptions(deadline: (TimeProvider.System.GetUtcNow() + wait).UtcDateTime, cancellationToken: cancel).WithWaitForReady()),
            cancel);

    /// <summary>The channel's receipts from a sequence number on, then live, until cancelled.</summary>
    public async IAsyncEnumerable<Receipt> WatchReceiptsAsync(long fromSequence, bool acknowledgedToo, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var call = client.WatchReceipts(new WatchReceiptsRequest { FromSequence = fromSequence, AcknowledgedToo = acknowledgedToo }, cancellationToken: cancel);
        await foreach (var receipt in call.ResponseStream.ReadAllAsync(cancel)) yield return await WholeAsync(receipt, cancel);
    }

    /// <summary>Tells the bank that these receipts are here.</summary>
    /// <returns>Numbers that the bank does not know.</returns>
    public async Task<IReadOnlyList<long>> AcknowledgeAsync(IEnumerable<long> sequences, CancellationToken cancel) =>
        (await client.AcknowledgeReceiptsAsync(new AcknowledgeReceiptsRequest { Sequences = { sequences } }, cancellationToken: cancel)).Unknown;

    /// <summary>How an order stands.</summary>
    public async Task<OrderStatus> GetOrderAsync(string orderNo, CancellationToken cancel) =>
        await client.GetOrderAsync(new GetOrderRequest { OrderNo = orderNo }, cancellationToken: cancel);

    /// <summary>A receipt too large for its message is fetched in pieces.</summary>
    async Task<Receipt> WholeAsync(Receipt receipt, CancellationToken cancel)
    {
        if (!receipt.Ofd.IsEmpty || receipt.OfdBytes == 0) return receipt;
        using var whole = new MemoryStream();
        using var call = client.DownloadReceipt(new DownloadReceiptRequest { Sequence = receipt.Sequence }, cancellationToken: cancel);
        await foreach (var piece in call.ResponseStream.ReadAllAsync(cancel)) piece.Data.WriteTo(whole);
        receipt.Ofd = ByteString.CopyFrom(whole.ToArray());
        return receipt;
    }

    /// <inheritdoc/>
    public void Dispose() => channel.Dispose();

    static byte[] PemBytes(string pem) => X509Certificate2.CreateFromPem(pem).RawData;
}
