using System.Diagnostics;
using System.Globalization;

namespace Gateway.Bench.Load;

/// <summary>Counts what processes ask the disk to make durable (fsync, fdatasync) with strace, which slows them: nothing else is measured meanwhile.</summary>
internal static class SyncCount
{
    const string Strace = "/usr/bin/strace";

    static readonly TimeSpan AttachLimit = TimeSpan.FromSeconds(30);

    /// <returns>Null: strace is not here.</returns>
    public static async Task<long?> WhileAsync(IEnumerable<int> processes, Func<Task> work)
    {
        if (!File.Exists(Strace)) return null;
        var start = new ProcessStartInfo(Strace, ["-f", "-c", "-e", "trace=fsync,fdatasync,sync_file_range", .. processes.SelectMany(p => new[] { "-p", p.ToString(CultureInfo.InvariantCulture) })]) { RedirectStandardError = true };
        using var strace = Process.Start(start) ?? throw new InvalidOperationException("strace did not start");
        var attached = new TaskCompletionSource();
        var counted = 0L;
        strace.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("attached", StringComparison.Ordinal) == true) attached.TrySetResult();
            // % time, seconds, usecs/call, calls, [errors,] syscall
            if (line.Data?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var calls, .., "fsync" or "fdatasync" or "sync_file_range"]) counted += long.Parse(calls, CultureInfo.InvariantCulture);
        };
        strace.BeginErrorReadLine();
        await attached.Task.WaitAsync(AttachLimit);
        await work();
        using var end = Process.Start("kill", ["-INT", strace.Id.ToString(CultureInfo.InvariantCulture)]);
        await strace.WaitForExitAsync();
        return counted;
    }
}
