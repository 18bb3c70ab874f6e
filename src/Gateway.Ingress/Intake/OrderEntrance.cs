using System.Diagnostics;
using Gateway.Ingress.Quotas;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.Intake;

/// <summary>One order on its way from any door into the intake: its channel's quotas, its place, measures and traces of each step.</summary>
sealed class OrderEntrance(OrderIntake intake, IntakeGate gate, ChannelQuotas quotas, IngressMetrics metrics, OrderTraffic traffic, ILogger<OrderEntrance> log)
{
    /// <summary>Lets an order in by its channel's quotas, or says why not.</summary>
    /// <param name="patient">The sender is held back in place of being turned away: a stream, whose sender notices.</param>
    public async Task<(Admission? Admission, IntakeResult.Overloaded? Refused)> AdmitAsync(Channel channel, V1Order? message, bool patient, CancellationToken cancel)
    {
        var lane = quotas.Of(channel, KindOf(message));
        var (place, met, after) = await lane.EnterAsync(patient, cancel).ConfigureAwait(false);
        return place is null ? (null, Refused(lane, met, after)) : (new Admission(lane, place, traffic.Enter(lane.Kind)), null);
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

    /// <summary>Makes a prepared order durable, or leaves the trace of one that is turned away.</summary>
    public async Task<IntakeResult> CommitAsync(PreparedOrder prepared, CancellationToken cancel)
    {
        using var span = IngressTrace.Accept(prepared);
        var begun = Stopwatch.GetTimestamp();
        var result = await intake.CommitAsync(prepared, cancel).ConfigureAwait(false);
        metrics.Committed(prepared.Channel.Id, KindOf(prepared.Message), result, Stopwatch.GetElapsedTime(begun));
        span.Ended(result);
        if (result is not IntakeResult.Accepted) return result;
        var lane = quotas.Of(prepared.Channel, KindOf(prepared.Message));
        lane.Accepted();
        metrics.Accepted(lane.ChannelId, lane.Kind);
        return result;
    }

    IntakeResult.Overloaded Refused(QuotaLane lane, Bound met, TimeSpan? after)
    {
        log.Overloaded(lane.ChannelId, lane.Kind, met);
        metrics.Refused(lane.ChannelId, lane.Kind, met);
        return new IntakeResult.Overloaded(met, after);
    }

    static OrderKind KindOf(V1Order? message) => message?.MeasureCase == V1Order.MeasureOneofCase.Inquiry ? OrderKind.Inquiry : OrderKind.Control;
}
