using System.Diagnostics;
using System.Globalization;

namespace Gateway.Hub.Processes;

/// <summary>
/// Ends the child processes when this process dies in whatever way, kill -9 included: a shell holds the other end of a pipe and a list of
/// process ids, and kills what is on the list when the pipe closes.
/// </summary>
internal sealed class ChildReaper
{
    const string Script = """
        trap '' INT TERM HUP
        pids=' '
        while read -r act pid; do
          case $act in
            add) pids="$pids$pid " ;;
            drop) pids=${pids/ $pid / } ;;
          esac
        done
        [ -z "${pids// }" ] || kill -9 $pids 2>/dev/null
        """;

    static readonly Lazy<ChildReaper> Single = new(() => new ChildReaper());
    readonly Process shell;

    ChildReaper()
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        shell = Process.Start(start) ?? throw new InvalidOperationException("bash did not start");
        shell.StandardInput.AutoFlush = true;
    }

    /// <summary>The one of this process.</summary>
    public static ChildReaper Instance => Single.Value;

    /// <summary>From now on the process dies with this one.</summary>
    public void Add(int processId) => Tell("add", processId);

    /// <summary>The process has ended: its number may soon be another's.</summary>
    public void Drop(int processId) => Tell("drop", processId);

    void Tell(string act, int processId)
    {
        lock (shell) shell.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{act} {processId}"));
    }
}
