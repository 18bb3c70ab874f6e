using System.Data.Common;
using Gateway.Contracts.Errors;
using Gateway.Store.Relational;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace Gateway.Ops.Rpc;

/// <summary>The edge towards the operators: whatever goes wrong inside becomes a status here.</summary>
internal sealed class OperationsEdge(ILogger<OperationsEdge> log) : Interceptor
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is StoreUnavailableException or DbException or IOException or TimeoutException)
        {
            Log.OperationFailed(log, fault, context.Method);
            throw RichStatus.Retry(StatusCode.Unavailable, FaultReason.StoreUnavailable, "nothing could be made durable, try again", RetryAfter).ToException();
        }
        catch (Exception fault) when (fault is not (RpcException or OperationCanceledException))
        {
            var reference = Guid.NewGuid().ToString("N");
            Log.OperationBroke(log, fault, context.Method, reference);
            throw RichStatus.Of(StatusCode.Internal, $"the service failed, reference {reference}").ToException();
        }
    }
}
