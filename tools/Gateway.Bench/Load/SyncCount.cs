using System.Diagnostics;
using System.Globalization;

namespace Gateway.Bench.Load;

/// <summary>Counts what processes ask the disk to make durable (fsync, fdatasync) with strace, which slows them: nothing else is measured meanwhile.</summary>
internal static class SyncCount
{
    const string Strace = "/usr/bin/strace";

    /// <returns>Null: strace is not here, or may not look at other processes; the work was not done then.</returns>
    public static async Task<long?> WhileAsync(IReadOnlyCollection<int> processes, Func<Task> work)
    {
        if (!File.Exists(Strace)) return null;
        var start = new ProcessStartInfo(Strace, ["-f", "-c", "-e", "trace=fsync,fdatasync,sync_file_range", .. processes.SelectMany(p => new[] { "-p", p.ToString(CultureInfo.InvariantCulture) })]) { RedirectStandardError = true };
        using var strace = Process.Start(start) ?? throw new InvalidOperationException("strace did not start");
        var attached = new TaskCompletionSource();
        var (counted, seen) = (0L, 0);
        strace.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("attached", StringComparison.Ordinal) == true && ++seen == processes.Count) attached.TrySetResult();
            // % time, seconds, usecs/call, calls, [errors,] syscall
            if (line.Data?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var calls, .., "fsync" or "fdatasync" or "sync_file_range"]) counted += long.Parse(calls, CultureInfo.InvariantCulture);
        };
        strace.BeginErrorReadLine();
        var ended = strace.WaitForExitAsync();
        if (await Task.WhenAny(attached.Task, ended) == ended) return null;
        await work();
        using var end = Process.Start("kill", ["-INT", strace.Id.ToString(CultureInfo.InvariantCulture)]);
        await ended;
        return counted;
    }
}
