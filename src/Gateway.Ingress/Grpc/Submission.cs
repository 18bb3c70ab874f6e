using System.Diagnostics;
using Gateway.Contracts.Answers;
using Gateway.Contracts.V1;
using Gateway.Ingress.Intake;
using Gateway.Ingress.Quotas;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RpcStatus = Google.Rpc.Status;

namespace Gateway.Ingress.Grpc;

/// <summary>One submitted order on its way through the intake, for the single call and the stream alike.</summary>
sealed class Submission(
    OrderIntake intake, IntakeGate gate, ChannelQuotas quotas, IngressMetrics metrics, ControlTraffic traffic, IStore store, BankIdentity bank, IOptions<IngressOptions> options, ILogger<Submission> log)
{
    readonly TimeSpan retryAfter = TimeSpan.FromMilliseconds(options.Value.RetryAfterMilliseconds);

    /// <summary>Lets an order in by its channel's quotas, or says why not.</summary>
    /// <param name="patient">The sender is held back in place of being turned away: a stream, whose sender notices.</param>
    public async Task<(Admission? Admission, IntakeResult.Overloaded? Refused)> AdmitAsync(Channel channel, V1Order? message, bool patient, CancellationToken cancel)
    {
        var lane = quotas.Of(channel, KindOf(message));
        var (place, met, after) = await lane.EnterAsync(patient, cancel).ConfigureAwait(false);
        return place is null ? (null, Refused(lane, met, after)) : (new Admission(lane, place, lane.Kind == OrderKind.Control ? traffic.Enter() : null), null);
    }

    public async Task<PreparedOrder> PrepareAsync(Channel channel, V1Order? message, Admission admission, CancellationToken cancel)
    {
        using var place = await gate.EnterAsync(admission.Lane, cancel).ConfigureAwait(false);
        if (place is null) return new PreparedOrder(channel, message, Refused(admission.Lane, Bound.Intake, null), null);
        using var span = IngressTrace.Receive(admission.Lane);
        var begun = Stopwatch.GetTimestamp();
        var prepared = (await intake.PrepareAsync(channel, message, cancel).ConfigureAwait(false)).On(span);
        metrics.Prepared(admission.Lane.Kind, Stopwatch.GetElapsedTime(begun));
        // Only what is new adds to what waits: a repeat was told its answer already.
        return prepared.Order is not null && admission.Lane.IsFull ? prepared with { Decided = Refused(admission.Lane, Bound.Waiting, null), Order = null } : prepared;
    }

    public async Task<(SubmitReply? Reply, RpcStatus? Fault)> CommitAsync(PreparedOrder prepared, CancellationToken cancel)
    {
        using var span = IngressTrace.Accept(prepared);
        var begun = Stopwatch.GetTimestamp();
        var result = await intake.CommitAsync(prepared, cancel).ConfigureAwait(false);
        metrics.Committed(prepared.Channel.Id, KindOf(prepared.Message), result, Stopwatch.GetElapsedTime(begun));
        span.Ended(result);
        switch (result)
        {
            case IntakeResult.Accepted accepted:
                var lane = quotas.Of(prepared.Channel, KindOf(prepared.Message));
                lane.Accepted();
                metrics.Accepted(lane.ChannelId, lane.Kind);
                return (Replies.Acknowledgement(accepted.Order, bank), null);
            case IntakeResult.Repeat repeat:
                return (await RepeatAsync(repeat.Order, cancel).ConfigureAwait(false), null);
            default:
                return (null, StatusOf(result));
        }
    }

    /// <summary>How a result that is no acknowledgement is told.</summary>
    public RpcStatus? StatusOf(IntakeResult result) => IntakeStatus.Of(result, retryAfter);

    IntakeResult.Overloaded Refused(QuotaLane lane, Bound met, TimeSpan? after)
    {
        log.Overloaded(lane.ChannelId, lane.Kind, met);
        metrics.Refused(lane.ChannelId, lane.Kind, met);
        return new IntakeResult.Overloaded(met, after);
    }

    static OrderKind KindOf(V1Order? message) => message?.MeasureCase == V1Order.MeasureOneofCase.Inquiry ? OrderKind.Inquiry : OrderKind.Control;

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
