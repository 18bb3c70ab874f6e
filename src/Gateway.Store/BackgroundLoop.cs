namespace Gateway.Store;

/// <summary>Keeps a background loop going: whatever breaks it, as a store that does not answer, is told, and it begins again after a rest.</summary>
public static class BackgroundLoop
{
    /// <param name="run">Goes on until it is cancelled or fails.</param>
    /// <param name="failed">Told of each failure; logs it.</param>
    /// <param name="rest">Between a failure and the next beginning.</param>
    public static async Task KeepAsync(Func<CancellationToken, Task> run, Action<Exception> failed, TimeSpan rest, TimeProvider time, CancellationToken cancel)
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
                failed(problem);
                await Task.Delay(rest, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
