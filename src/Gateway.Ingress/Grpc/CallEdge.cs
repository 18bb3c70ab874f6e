using System.Data.Common;
using Gateway.Contracts.Errors;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RpcStatus = Google.Rpc.Status;

namespace Gateway.Ingress.Grpc;

/// <summary>The edge of the process towards the courts: whatever goes wrong inside becomes a status here, and nowhere else.</summary>
sealed class CallEdge(IHostApplicationLifetime lifetime, IOptions<IngressOptions> options, ILogger<CallEdge> log) : Interceptor
{
    readonly TimeSpan retryAfter = TimeSpan.FromMilliseconds(options.Value.RetryAfterMilliseconds);

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw StatusOf(fault, context).ToException();
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw StatusOf(fault, context).ToException();
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw StatusOf(fault, context).ToException();
        }
    }

    /// <summary>The status for what went wrong.</summary>
    public RpcStatus StatusOf(Exception fault, ServerCallContext context)
    {
        switch (fault)
        {
            case RpcException known:
                return RichStatus.Read(known);
            case OperationCanceledException or IOException when context.CancellationToken.IsCancellationRequested:
                return RichStatus.Of(StatusCode.Cancelled, "the call was cancelled");
            // While the process ends, parts of it are gone already.
            case OperationCanceledException or InvalidOperationException when lifetime.ApplicationStopping.IsCancellationRequested:
                return RichStatus.Retry(StatusCode.Unavailable, FaultReason.Stopping, "the service is stopping", retryAfter);
            case DbException or IOException or TimeoutException:
                log.StoreFailed(fault, context.Method, context.Peer);
                return RichStatus.Retry(StatusCode.Unavailable, FaultReason.StoreUnavailable, "nothing could be made durable, send it again", retryAfter);
            default:
                var reference = Guid.NewGuid().ToString("N");
                log.CallFailed(fault, context.Method, context.Peer, reference);
                return RichStatus.Of(StatusCode.Internal, $"the service failed, reference {reference}");
        }
    }
}
