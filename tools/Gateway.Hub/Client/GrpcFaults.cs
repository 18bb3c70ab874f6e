using Google.Rpc;
using Grpc.Core;

namespace Gateway.Hub.Client;

/// <summary>Reads the machine-readable details of a refused call.</summary>
public static class GrpcFaults
{
    /// <summary>A status as the standard spells it: INVALID_ARGUMENT, ALREADY_EXISTS …</summary>
    public static string Code(StatusCode code) => code switch
    {
        StatusCode.OK => "OK",
        StatusCode.Cancelled => "CANCELLED",
        StatusCode.Unknown => "UNKNOWN",
        StatusCode.InvalidArgument => "INVALID_ARGUMENT",
        StatusCode.DeadlineExceeded => "DEADLINE_EXCEEDED",
        StatusCode.NotFound => "NOT_FOUND",
        StatusCode.AlreadyExists => "ALREADY_EXISTS",
        StatusCode.PermissionDenied => "PERMISSION_DENIED",
        StatusCode.Unauthenticated => "UNAUTHENTICATED",
        StatusCode.ResourceExhausted => "RESOURCE_EXHAUSTED",
        StatusCode.FailedPrecondition => "FAILED_PRECONDITION",
        StatusCode.Aborted => "ABORTED",
        StatusCode.OutOfRange => "OUT_OF_RANGE",
        StatusCode.Unimplemented => "UNIMPLEMENTED",
        StatusCode.Internal => "INTERNAL",
        StatusCode.Unavailable => "UNAVAILABLE",
        StatusCode.DataLoss => "DATA_LOSS",
        _ => code.ToString(),
    };

    /// <summary>The field faults and reasons of a refused call, one text each; empty where it has none.</summary>
    public static IReadOnlyList<string> Details(RpcException refused)
    {
        if (refused.Trailers.GetValueBytes("grpc-status-details-bin") is not { } bytes) return [];
        var details = new List<string>();
        foreach (var detail in Google.Rpc.Status.Parser.ParseFrom(bytes).Details)
        {
            if (detail.TryUnpack<BadRequest>(out var bad))
                details.AddRange(bad.FieldViolations.Select(v => $"{v.Field}: {v.Description}"));
            else if (detail.TryUnpack<ErrorInfo>(out var info))
                details.Add(info.Reason);
        }

        return details;
    }

    /// <summary>Status, message and details on one line.</summary>
    public static string Describe(RpcException refused)
    {
        var details = Details(refused);
        return $"{Code(refused.StatusCode)} ({refused.Status.Detail}{(details.Count == 0 ? "" : "; " + string.Join("; ", details))})";
    }
}
