using System.Threading.RateLimiting;
using Gateway.Contracts.Answers;
using Gateway.Contracts.Errors;
using Gateway.Contracts.Fields;
using Gateway.Contracts.Orders;
using Gateway.Contracts.V1;
using Gateway.Ingress.Identity;
using Gateway.Ingress.Intake;
using Gateway.Ingress.Quotas;
using Gateway.Register.Courts;
using Gateway.Store;
using Gateway.Store.Archive;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Grpc;

/// <summary>The courts' contract (proto/gateway/v1): the first door to the intake, and the way in which receipts are fetched. A channel sees only what is its own (I9).</summary>
sealed class OrderGatewayService(
    ChannelGate channels, ChannelQuotas quotas, CourtAhead ahead, IntakeAudit audit, Submission submission, SubmissionStream stream, IStore store, ReceiptSignal signal, BankIdentity bank,
    TimeProvider time, IHostApplicationLifetime lifetime, IOptions<IngressOptions> options) : OrderGateway.OrderGatewayBase
{
    static readonly TimeSpan LeastGap = TimeSpan.FromMilliseconds(20);

    readonly TimeSpan poll = TimeSpan.FromMilliseconds(options.Value.ReceiptPollMilliseconds);

    public override async Task<SubmitReply> Submit(SubmitRequest request, ServerCallContext context)
    {
        var channel = await IdentifyAsync(request.Order, context).ConfigureAwait(false);
        // What came after the end began goes to whatever takes this process's place.
        lifetime.ApplicationStopping.ThrowIfCancellationRequested();
        var (admission, refused) = await submission.AdmitAsync(channel, request.Order, patient: false, context.CancellationToken).ConfigureAwait(false);
        using var admitted = admission;
        if (admission is null) throw submission.StatusOf(refused!)!.ToException();
        var prepared = await submission.PrepareAsync(channel, request.Order, admission, context.CancellationToken).ConfigureAwait(false);
        var (reply, fault) = await submission.CommitAsync(prepared, context.CancellationToken).ConfigureAwait(false);
        return reply ?? throw fault!.ToException();
    }

    public override Task SubmitMany(IAsyncStreamReader<SubmitRequest> requestStream, IServerStreamWriter<SubmitManyReply> responseStream, ServerCallContext context)
    {
        Identify(context);
        return stream.RunAsync(() => Identify(context), requestStream, responseStream, context);
    }

    public override async Task<Receipt> GetReceipt(GetReceiptRequest request, ServerCallContext context)
    {
        var channel = Identify(context);
        using var place = EnterWait(channel);
        var known = await FindAsync(channel, request.OrderNo, context.CancellationToken).ConfigureAwait(false);
        if (request.OrderVersion < 0 || request.OrderVersion > known.Key.Version) throw NotFound("the order has no such version");
        var version = request.OrderVersion == 0 ? known.Key.Version : request.OrderVersion;

        using var waiting = Waiting(context);
        waiting.CancelAfter(TimeSpan.FromSeconds(options.Value.ReceiptWaitSeconds));
        try
        {
            var receipt = await WaitAsync(channel, request.OrderNo, version, waiting.Token).ConfigureAwait(false);
            using var span = IngressTrace.Deliver(receipt);
            return Replies.Of(receipt, bank);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw RichStatus.Of(StatusCode.DeadlineExceeded, "the answer is not there yet").ToException();
        }
    }

    public override async Task WatchReceipts(WatchReceiptsRequest request, IServerStreamWriter<Receipt> responseStream, ServerCallContext context)
    {
        var channel = Identify(context);
        using var place = EnterWait(channel);
        var from = Math.Max(1, request.FromSequence);
        using var watching = Waiting(context);
        // Who has seen all there is asks for the next one.
        if (from > 1) await ahead.LookAsync(channel.Id, from - 1, watching.Token).ConfigureAwait(false);
        // Headers at once: a watcher knows that it is connected before the first receipt.
        await context.WriteResponseHeadersAsync([]).ConfigureAwait(false);
        while (true)
        {
            var next = signal.Next;
            // Whoever watches is there, though nothing may come for hours; unless people have taken the certificate out of the register meanwhile.
            if (Identify(context).Id != channel.Id) throw RichStatus.WithReason(StatusCode.PermissionDenied, FaultReason.ChannelUnknown, "the client certificate is another channel's now").ToException();
            var receipts = await store.ReadReceiptsAsync(channel.Id, from, options.Value.ReceiptBatch, request.AcknowledgedToo, watching.Token).ConfigureAwait(false);
            foreach (var receipt in receipts)
            {
                using var span = IngressTrace.Deliver(receipt);
                await responseStream.WriteAsync(Replies.Of(receipt, bank), watching.Token).ConfigureAwait(false);
                from = receipt.Sequence + 1;
            }

            if (receipts.Count == 0) await Signal.WaitAsync(next, poll, time, watching.Token).ConfigureAwait(false);
        }
    }

    public override async Task DownloadReceipt(DownloadReceiptRequest request, IServerStreamWriter<ReceiptPiece> responseStream, ServerCallContext context)
    {
        var channel = Identify(context);
        using var place = EnterWait(channel);
        if (request.FromByte < 0) throw RichStatus.InvalidArgument([new FieldFault("from_byte", "is negative")]).ToException();
        using var sending = Waiting(context);
        var receipt = await store.ReadReceiptAsync(channel.Id, request.Sequence, sending.Token).ConfigureAwait(false) ?? throw NotFound("no such receipt of this channel");
        try
        {
            await ReceiptDownload.SendAsync(store, receipt, request.FromByte, responseStream, sending.Token).ConfigureAwait(false);
        }
        catch (ArchiveDamagedException)
        {
            await store.NoteDamageAsync(receipt, sending.Token).ConfigureAwait(false);
            throw;
        }
    }

    public override async Task<AcknowledgeReceiptsReply> AcknowledgeReceipts(AcknowledgeReceiptsRequest request, ServerCallContext context)
    {
        var channel = Identify(context);
        if (request.Sequences.Count > FieldTable.MaximumAcknowledgements)
            throw RichStatus.InvalidArgument([new FieldFault("sequences", $"are more than {FieldTable.MaximumAcknowledgements}")]).ToException();
        var unknown = await store.AcknowledgeAsync(channel.Id, [.. request.Sequences.Distinct()], context.CancellationToken).ConfigureAwait(false);
        if (unknown.Count > 0) await ahead.LookAsync(channel.Id, unknown.Max(), context.CancellationToken).ConfigureAwait(false);
        return new AcknowledgeReceiptsReply { Unknown = { unknown } };
    }

    public override async Task<OrderStatus> GetOrder(GetOrderRequest request, ServerCallContext context)
    {
        var channel = Identify(context);
        var known = await FindAsync(channel, request.OrderNo, context.CancellationToken).ConfigureAwait(false);
        var file = await store.ReadOrderAsync(known.Key, context.CancellationToken).ConfigureAwait(false) ?? throw NotFound("no such order of this channel");
        return Replies.Of(file, await store.FindReceiptAsync(channel.Id, request.OrderNo, known.Key.Version, context.CancellationToken).ConfigureAwait(false), bank);
    }

    // A message turned away leaves its trace, whoever sent it.
    async Task<Channel> IdentifyAsync(V1Order? message, ServerCallContext context)
    {
        try
        {
            return Identify(context);
        }
        catch (RpcException)
        {
            await audit.DeniedAsync(channels.CallerOf(context.GetHttpContext()), message, context.CancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    Channel Identify(ServerCallContext context) => channels.Identify(context.GetHttpContext());

    async Task<KnownOrder> FindAsync(Channel channel, string orderNo, CancellationToken cancel) =>
        (OrderReader.NumberFault(orderNo) is null ? await store.FindOrderAsync(channel.Id, orderNo, cancel).ConfigureAwait(false) : null)
        ?? throw NotFound("no such order of this channel");

    async Task<StoredReceipt> WaitAsync(Channel channel, string orderNo, int version, CancellationToken cancel)
    {
        while (true)
        {
            var next = signal.Next;
            var read = time.GetTimestamp();
            if (await store.FindReceiptAsync(channel.Id, orderNo, version, cancel).ConfigureAwait(false) is { } receipt) return receipt;
            await Signal.WaitAsync(next, poll, time, cancel).ConfigureAwait(false);
            // Every receipt wakes everyone who waits for one: many who wait may not each read the store for each.
            if (LeastGap - time.GetElapsedTime(read) is { Ticks: > 0 } rest) await Task.Delay(rest, time, cancel).ConfigureAwait(false);
        }
    }

    RateLimitLease EnterWait(Channel channel)
    {
        var place = quotas.EnterWait(channel);
        if (place.IsAcquired) return place;
        place.Dispose();
        throw RichStatus.Retry(
            StatusCode.ResourceExhausted, FaultReason.QuotaExceeded, "too many of the channel's calls wait for receipts", TimeSpan.FromMilliseconds(options.Value.RetryAfterMilliseconds)).ToException();
    }

    // A call that waits must not hold up the end of the process.
    CancellationTokenSource Waiting(ServerCallContext context) => CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);

    static RpcException NotFound(string message) => RichStatus.Of(StatusCode.NotFound, message).ToException();
}
