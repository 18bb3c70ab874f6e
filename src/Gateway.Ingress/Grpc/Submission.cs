using Gateway.Contracts.Answers;
using Gateway.Contracts.V1;
using Gateway.Ingress.Intake;
using Gateway.Register.Courts;
using Gateway.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RpcStatus = Google.Rpc.Status;

namespace Gateway.Ingress.Grpc;

/// <summary>One submitted order on its way through the intake, for the single call and the stream alike.</summary>
sealed class Submission(OrderIntake intake, IntakeGate gate, IStore store, BankIdentity bank, IOptions<IngressOptions> options, ILogger<Submission> log)
{
    readonly TimeSpan retryAfter = TimeSpan.FromMilliseconds(options.Value.RetryAfterMilliseconds);

    public async Task<PreparedOrder> PrepareAsync(Channel channel, V1Order? message, CancellationToken cancel)
    {
        using var place = await gate.EnterAsync(cancel).ConfigureAwait(false);
        if (place is not null) return await intake.PrepareAsync(channel, message, cancel).ConfigureAwait(false);
        log.Overloaded(channel.Id);
        return new PreparedOrder(channel, message, new IntakeResult.Overloaded(), null);
    }

    public async Task<(SubmitReply? Reply, RpcStatus? Fault)> CommitAsync(PreparedOrder prepared, CancellationToken cancel)
    {
        var result = await intake.CommitAsync(prepared, cancel).ConfigureAwait(false);
        return result switch
        {
            IntakeResult.Accepted accepted => (Replies.Acknowledgement(accepted.Order, bank), null),
            IntakeResult.Repeat repeat => (await RepeatAsync(repeat.Order, cancel).ConfigureAwait(false), null),
            _ => (null, IntakeStatus.Of(result, retryAfter)),
        };
    }

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
