using Gateway.Store;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.Hub;

/// <summary>The loops beside a hub: a failure is logged, and the loop begins again after a rest that a hub in trouble can bear.</summary>
static class HubLoop
{
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public static Task KeepAsync(string channelId, string name, Func<CancellationToken, Task> run, TimeProvider time, ILogger log, CancellationToken cancel) =>
        BackgroundLoop.KeepAsync(run, problem => log.HubLoopFailed(problem, channelId, name), Rest, time, cancel);
}
