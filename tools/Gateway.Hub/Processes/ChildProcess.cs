using System.Diagnostics;
using System.Globalization;

namespace Gateway.Hub.Processes;

/// <summary>A .NET program run as a child process, its output kept in a file. Ends with this process at the latest.</summary>
internal sealed class ChildProcess : IRunningProgram
{
    readonly Process process;
    readonly StreamWriter log;
    readonly string logFile;

    ChildProcess(Process process, string logFile)
    {
        this.process = process;
        this.logFile = logFile;
        log = new StreamWriter(new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    /// <inheritdoc/>
    public int Id => process.Id;

    /// <inheritdoc/>
    public bool HasExited => process.HasExited;

    /// <summary>Starts <c>dotnet PROGRAM ARGUMENTS</c>.</summary>
    /// <param name="program">The program's dll.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="logFile">Gets what it prints; appended.</param>
    /// <param name="environment">Variables that it has beside this process' own.</param>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, string logFile, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(logFile)!,
        };
        start.ArgumentList.Add(program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        ChildReaper.Instance.Add(process.Id);
        var child = new ChildProcess(process, logFile);
        process.OutputDataReceived += (_, line) => child.Write(line.Data);
        process.ErrorDataReceived += (_, line) => child.Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <inheritdoc/>
    public string Log()
    {
        const int Shown = 10;
        lock (log)
        {
            var lines = File.ReadAllLines(logFile);
            return string.Join('\n', lines.Length <= 2 * Shown ? lines : [.. lines.Take(Shown), "…", .. lines.TakeLast(Shown)]);
        }
    }

    /// <summary>Sends a process a signal, such as STOP or CONT.</summary>
    public static async Task SignalAsync(int id, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task<int> TerminateAsync(CancellationToken cancel)
    {
        using var kill = Process.Start("bash", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {process.Id}")]) ?? throw new InvalidOperationException("bash did not start");
        await kill.WaitForExitAsync(cancel);
        await process.WaitForExitAsync(cancel);
        ChildReaper.Instance.Drop(process.Id);
        return process.ExitCode;
    }

    /// <summary>Ends it at once (kill -9) and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        ChildReaper.Instance.Drop(process.Id);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
        lock (log) log.Dispose();
    }

    void Write(string? line)
    {
        if (line is null) return;
        lock (log)
            if (log.BaseStream is { CanWrite: true }) log.WriteLine(line);
    }
}
