using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.Hub;

/// <summary>Keeps a loop beside a hub going: whatever breaks it, as a store that does not answer, is logged, and it begins again after a rest.</summary>
static class HubLoop
{
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public static async Task KeepAsync(string channelId, string name, Func<CancellationToken, Task> run, TimeProvider time, ILogger log, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await run(cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) // the edge of a background loop
            {
                log.HubLoopFailed(problem, channelId, name);
                await Task.Delay(Rest, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
