using Gateway.Store;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker;

/// <summary>The worker's background loops: a failure is logged, and the loop begins again after a second.</summary>
internal static class Loop
{
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(1);

    public static Task KeepAsync(string name, Func<CancellationToken, Task> run, TimeProvider time, ILogger log, CancellationToken cancel) =>
        BackgroundLoop.KeepAsync(run, problem => Log.LoopFailed(log, problem, name), RestAfterFailure, time, cancel);
}
