using Gateway.Contracts.Errors;
using Gateway.Ingress.Intake;
using Gateway.Ingress.Quotas;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace Gateway.Ingress.Grpc;

/// <summary>How an order that was turned away is told to a gRPC client.</summary>
static class IntakeStatus
{
    /// <summary>The status; null for an order that was taken or is here already.</summary>
    public static RpcStatus? Of(IntakeResult result, TimeSpan retryAfter) => result switch
    {
        IntakeResult.NoOrder(var faults) => RichStatus.InvalidArgument(faults),
        IntakeResult.Conflict => RichStatus.WithReason(StatusCode.AlreadyExists, FaultReason.OrderConflict, "the order number stands for other content"),
        IntakeResult.ChannelClosed => RichStatus.WithReason(StatusCode.PermissionDenied, FaultReason.ChannelClosed, "the channel is not open"),
        IntakeResult.CourtNotAllowed => RichStatus.WithReason(StatusCode.PermissionDenied, FaultReason.CourtNotAllowed, "the channel may not speak for this court"),
        IntakeResult.ChannelPaused => RichStatus.Retry(StatusCode.Unavailable, FaultReason.ChannelPaused, "the bank has paused the channel: nothing was taken", PausePatience),
        IntakeResult.Overloaded { Met: Bound.Intake } => RichStatus.Retry(StatusCode.ResourceExhausted, FaultReason.Overloaded, "too many orders are under way", retryAfter),
        IntakeResult.Overloaded over => RichStatus.Retry(StatusCode.ResourceExhausted, FaultReason.QuotaExceeded, Words(over.Met), After(over, retryAfter)),
        IntakeResult.Accepted or IntakeResult.Repeat => null,
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    static string Words(Bound met) => met switch
    {
        Bound.Rate => "the channel sends more orders of this kind a second than it may",
        Bound.InFlight => "the channel has too many orders of this kind under way",
        _ => "too many of the channel's orders of this kind wait for their answers",
    };

    // What waits for answers gets less slowly: soon is of no use.
    static TimeSpan After(IntakeResult.Overloaded over, TimeSpan retryAfter) => over.After ?? (over.Met == Bound.Waiting ? retryAfter * BacklogPatience : retryAfter);

    const int BacklogPatience = 10;

    // A pause is for people to end.
    static readonly TimeSpan PausePatience = TimeSpan.FromMinutes(1);
}
