using Gateway.Contracts.Errors;
using Gateway.Ingress.Intake;
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
        IntakeResult.Overloaded => RichStatus.Retry(StatusCode.ResourceExhausted, FaultReason.Overloaded, "too many orders are under way", retryAfter),
        IntakeResult.Accepted or IntakeResult.Repeat => null,
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
