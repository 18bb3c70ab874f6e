namespace Gateway.Simulation.Engine;

/// <summary>
/// Takes one step after another on the pool's only thread: the next only when all that the one before set going – continuations, queued work, file writes – has come to rest.
/// So everything happens in one order, and the same order each time, although the code under simulation knows nothing of it.
/// </summary>
internal sealed class Pump : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<bool> _step;

    private Pump(Func<bool> step) => _step = step;

    /// <summary>Whether this process has the one thread that makes runs repeatable (environment DOTNET_ThreadPool_ForceMaxWorkerThreads=1).</summary>
    public static bool HasOneThread
    {
        get
        {
            ThreadPool.GetMaxThreads(out var workers, out _);
            return workers == 1;
        }
    }

    /// <summary>Steps until there is no further one.</summary>
    public static Task RunAsync(Func<bool> step)
    {
        if (!HasOneThread) throw new InvalidOperationException("The thread pool must have one thread.");
        var pump = new Pump(step);
        ThreadPool.UnsafeQueueUserWorkItem(pump, preferLocal: false);
        return pump._done.Task;
    }

    public void Execute()
    {
        try
        {
            if (ThreadPool.PendingWorkItemCount == 0 && !_step())
            {
                _done.SetResult();
                return;
            }
        }
        catch (Exception broken) // the edge of the pool's thread: whoever awaits the run gets it
        {
            _done.SetException(broken);
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
