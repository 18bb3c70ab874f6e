using Gateway.Contracts.Errors;
using Google.Rpc;
using Grpc.Core;

namespace Gateway.Ingress.Tests.Support;

/// <summary>What a call ended with.</summary>
static class Faults
{
    public static RpcException Of(Func<Task> call) => Assert.ThrowsAsync<RpcException>(call)!;

    public static string ReasonOf(RpcException fault) => RichStatus.Read(fault).TryGetDetail<ErrorInfo>(out var info) ? info.Reason : "";

    public static IReadOnlyList<string> FieldsOf(RpcException fault) =>
        RichStatus.Read(fault).TryGetDetail<BadRequest>(out var request) ? [.. request.FieldViolations.Select(v => v.Field)] : [];

    public static bool HasRetry(RpcException fault) => RichStatus.Read(fault).TryGetDetail<RetryInfo>(out var retry) && retry.RetryDelay.ToTimeSpan() > TimeSpan.Zero;
}
