using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Ops.Behind;

/// <summary>Work that somebody starts from a page and that goes on without it: one of a kind at a time in this process, and ended with it.</summary>
public sealed class BehindThePage(IHostApplicationLifetime life, ILogger<BehindThePage> log)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);

    /// <summary>Whether work of this name is under way here.</summary>
    public bool IsUnderWay(string name)
    {
        lock (_lock) return _underWay.Contains(name);
    }

    /// <summary>Begins it, unless one of the name is under way.</summary>
    /// <param name="work">Tells itself what became of it. Where the store fails it ends, and the log says why.</param>
    public bool TryBegin(string name, Func<CancellationToken, Task> work)
    {
        lock (_lock)
        {
            if (!_underWay.Add(name)) return false;
        }

        _ = Task.Run(() => RunAsync(name, work), CancellationToken.None);
        return true;
    }

    private async Task RunAsync(string name, Func<CancellationToken, Task> work)
    {
        try
        {
            await work(life.ApplicationStopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
            Log.WorkStopped(log, name);
        }
        catch (Exception broken) when (broken is DbException or IOException)
        {
            Log.WorkBroke(log, broken, name);
        }
        finally
        {
            lock (_lock) _underWay.Remove(name);
        }
    }
}
