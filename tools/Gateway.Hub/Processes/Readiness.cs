namespace Gateway.Hub.Processes;

/// <summary>Waits for something in another process.</summary>
internal static class Readiness
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks again and again until the answer is yes.</summary>
    /// <returns>False: the time is up.</returns>
    public static async Task<bool> WaitAsync(Func<CancellationToken, Task<bool>> condition, TimeSpan limit, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition(cancel))
        {
            if (TimeProvider.System.GetElapsedTime(started) > limit) return false;
            await Task.Delay(Pause, cancel);
        }

        return true;
    }

    /// <summary>Whether a GET succeeds; a refused connection is a no.</summary>
    public static async Task<bool> AnswersAsync(HttpClient http, string path, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(path, cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
