using Gateway.Contracts.Answers;
using Gateway.Contracts.V1;
using Gateway.Ingress.Intake;
using Gateway.Ingress.Quotas;
using Gateway.Register.Courts;
using Gateway.Store;
using Microsoft.Extensions.Options;
using RpcStatus = Google.Rpc.Status;

namespace Gateway.Ingress.Grpc;

/// <summary>One submitted order, for the single call and the stream alike: the entrance's results as replies and statuses.</summary>
sealed class Submission(OrderEntrance entrance, IStore store, BankIdentity bank, IOptions<IngressOptions> options)
{
    readonly TimeSpan retryAfter = TimeSpan.FromMilliseconds(options.Value.RetryAfterMilliseconds);

    /// <inheritdoc cref="OrderEntrance.AdmitAsync"/>
    public Task<(Admission? Admission, IntakeResult.Overloaded? Refused)> AdmitAsync(Channel channel, V1Order? message, bool patient, CancellationToken cancel) =>
        entrance.AdmitAsync(channel, message, patient, cancel);

    /// <inheritdoc cref="OrderEntrance.PrepareAsync"/>
    public Task<PreparedOrder> PrepareAsync(Channel channel, V1Order? message, Admission admission, CancellationToken cancel) => entrance.PrepareAsync(channel, message, admission, cancel);

    public async Task<(SubmitReply? Reply, RpcStatus? Fault)> CommitAsync(PreparedOrder prepared, CancellationToken cancel) =>
        await entrance.CommitAsync(prepared, cancel).ConfigureAwait(false) switch
        {
            IntakeResult.Accepted accepted => (Replies.Acknowledgement(accepted.Order, bank), null),
            IntakeResult.Repeat repeat => (await RepeatAsync(repeat.Order, cancel).ConfigureAwait(false), null),
            var result => (null, StatusOf(result)),
        };

    /// <summary>How a result that is no acknowledgement is told.</summary>
    public RpcStatus? StatusOf(IntakeResult result) => IntakeStatus.Of(result, retryAfter);

    // C30: the same answer, marked as a repeat.
    async Task<SubmitReply> RepeatAsync(KnownOrder order, CancellationToken cancel)
    {
        var reply = Replies.Acknowledgement(order, bank);
        reply.Repeat = true;
        if (await store.FindReceiptAsync(order.Key.ChannelId, order.Key.OrderNo, order.Key.Version, cancel).ConfigureAwait(false) is { } receipt)
        {
            reply.Receipt = Replies.Of(receipt, bank);
            reply.Receipt.Repeat = true;
        }

        return reply;
    }
}
