using System.Diagnostics.CodeAnalysis;
using Gateway.Contracts.Orders;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace Gateway.Contracts.Errors;

/// <summary>The standard error model: google.rpc.Status with its details, as an exception on this side of the wire and in the trailer on the other.</summary>
public static class RichStatus
{
    /// <summary>The trailer that gRPC clients of every language read the details from.</summary>
    public const string TrailerName = "grpc-status-details-bin";

    // Trailers travel in one HTTP/2 header block; clients refuse more than 8 KiB unless told otherwise (gRPC's default for metadata).
    const int MaximumViolationBytes = 5 * 1024;

    /// <summary>INVALID_ARGUMENT with every fault and its path; where they are more than a trailer carries, the rest is counted in the message.</summary>
    /// <param name="faults">All of them.</param>
    /// <param name="what">What the message is not, for the status's text.</param>
    public static RpcStatus InvalidArgument(IReadOnlyList<FieldFault> faults, string what = "no order")
    {
        var details = new BadRequest();
        var size = 0;
        foreach (var fault in faults)
        {
            var violation = new BadRequest.Types.FieldViolation { Field = fault.Field, Description = fault.Description };
            if ((size += violation.CalculateSize() + 4) > MaximumViolationBytes) break;
            details.FieldViolations.Add(violation);
        }

        var left = faults.Count - details.FieldViolations.Count;
        return Of(StatusCode.InvalidArgument, $"{what}: {faults.Count} fault(s)" + (left > 0 ? $", the first {faults.Count - left} in the details" : ""), details);
    }

    /// <summary>A status with a machine-readable reason.</summary>
    /// <param name="code">The status.</param>
    /// <param name="reason">One of <see cref="FaultReason"/>.</param>
    /// <param name="message">For people; no customer data.</param>
    public static RpcStatus WithReason(StatusCode code, string reason, string message) =>
        Of(code, message, new ErrorInfo { Reason = reason, Domain = FaultReason.Domain });

    /// <summary>A status with a reason and the time after which to try again.</summary>
    public static RpcStatus Retry(StatusCode code, string reason, string message, TimeSpan after) =>
        Of(code, message, new ErrorInfo { Reason = reason, Domain = FaultReason.Domain }, new RetryInfo { RetryDelay = Duration.FromTimeSpan(after) });

    /// <summary>A status with details.</summary>
    public static RpcStatus Of(StatusCode code, string message, params IEnumerable<IMessage> details)
    {
        var status = new RpcStatus { Code = (int)code, Message = message };
        status.Details.AddRange(details.Select(Any.Pack));
        return status;
    }

    /// <summary>The exception that ends a call with this status.</summary>
    public static RpcException ToException(this RpcStatus status) => new(
        new global::Grpc.Core.Status((StatusCode)status.Code, status.Message),
        new Metadata { { TrailerName, status.ToByteArray() } });

    /// <summary>The status with its details that came with an exception; without details if none came.</summary>
    public static RpcStatus Read(RpcException exception) =>
        exception.Trailers.FirstOrDefault(entry => entry.Key == TrailerName)?.ValueBytes is { } bytes
            ? RpcStatus.Parser.ParseFrom(bytes)
            : new RpcStatus { Code = (int)exception.StatusCode, Message = exception.Status.Detail };

    /// <summary>A detail of a kind, if the status has one.</summary>
    public static bool TryGetDetail<T>(this RpcStatus status, [NotNullWhen(true)] out T? detail)
        where T : class, IMessage<T>, new()
    {
        foreach (var any in status.Details)
        {
            if (any.TryUnpack<T>(out detail) && detail is not null) return true;
        }

        detail = null;
        return false;
    }
}
