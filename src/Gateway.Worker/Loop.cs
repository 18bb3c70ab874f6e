using Microsoft.Extensions.Logging;

namespace Gateway.Worker;

/// <summary>Keeps a background loop going: whatever breaks it is logged, and it begins again after a second.</summary>
internal static class Loop
{
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(1);

    public static async Task KeepAsync(string name, Func<CancellationToken, Task> run, TimeProvider time, ILogger log, CancellationToken cancel)
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
                Log.LoopFailed(log, problem, name);
                await Task.Delay(RestAfterFailure, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
