using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Gateway.Host.Shadow;

/// <summary>The courts' door of a shadow: it takes orders and gives no answer out, for only the system in use answers courts.</summary>
internal sealed class ShadowDoor : Interceptor
{
    private const string Door = ".OrderGateway/";
    private static readonly string[] Taken = ["Submit", "SubmitMany"];

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Require(context);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Require(context);
        return continuation(request, responseStream, context);
    }

    private static void Require(ServerCallContext context)
    {
        // Whatever else the courts' door may offer one day gives something out.
        if (context.Method.Contains(Door, StringComparison.Ordinal) && !Taken.Contains(context.Method[(context.Method.LastIndexOf('/') + 1)..]))
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "a shadow gives no answers out"));
    }
}
