using System.Data.Common;

namespace Gateway.Store.Relational;

/// <summary>A step that waits for the writer.</summary>
internal abstract class PendingStep
{
    /// <summary>Runs in the batch's transaction.</summary>
    public abstract Task RunAsync(WriteSession session, StoreDatabase database);

    /// <summary>After the commit, or with the batch's failure: lets the caller go on.</summary>
    public abstract void Settle(Exception? batchFailure);
}

/// <inheritdoc/>
internal sealed class PendingStep<T>(Func<WriteSession, Task<T>> body, CancellationToken cancel) : PendingStep
{
    readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task<T>? _run;

    public Task<T> Done => _done.Task;

    public override Task RunAsync(WriteSession session, StoreDatabase database) => _run = RunMappedAsync(session, database);

    public override void Settle(Exception? batchFailure)
    {
        // A step that failed by itself keeps its own error, unless that was the database's; a step that succeeded counts only if the batch was committed.
        var own = _run is { IsCompleted: true } ended && (batchFailure is null || (!ended.IsCompletedSuccessfully && ended.Exception?.InnerException is not DbException));
        if (own) _done.SetFromTask(_run!);
        else _done.SetException(batchFailure ?? new InvalidOperationException("The step was not run."));
    }

    async Task<T> RunMappedAsync(WriteSession session, StoreDatabase database)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return await body(session).ConfigureAwait(false);
        }
        catch (DbException error) when (database.TranslationOf(error) is { } translation)
        {
            throw translation;
        }
    }
}
