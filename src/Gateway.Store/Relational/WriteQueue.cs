using Gateway.Store.Batching;
using Microsoft.Extensions.Logging;

namespace Gateway.Store.Relational;

/// <summary>
/// Group commit: concurrent steps become one transaction and one fsync. Each caller goes on only after the commit; a step that fails is undone alone.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    readonly StoreDatabase _database;
    readonly ILogger _log;
    readonly BatchLoop<PendingStep> _loop;
    long _commits;

    public WriteQueue(StoreDatabase database, int capacity, int maximumBatch, ILogger log)
    {
        _database = database;
        _log = log;
        _loop = new BatchLoop<PendingStep>(capacity, maximumBatch, RunBatchAsync);
    }

    /// <summary>Transactions committed since start.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Runs a step in a transaction. Cancellation counts until the step begins; after that the caller learns what became of it.</summary>
    public Task<T> RunAsync<T>(Func<WriteSession, Task<T>> step, CancellationToken cancel) => RunAsync(step, Urgency.Ordinary, cancel);

    /// <inheritdoc cref="RunAsync{T}(Func{WriteSession, Task{T}}, CancellationToken)"/>
    public async Task<T> RunAsync<T>(Func<WriteSession, Task<T>> step, Urgency urgency, CancellationToken cancel)
    {
        var pending = new PendingStep<T>(step, cancel);
        await _loop.AddAsync(pending, urgency, cancel).ConfigureAwait(false);
        return await pending.Done.ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    async Task RunBatchAsync(IReadOnlyList<PendingStep> batch)
    {
        var writing = WriteAsync(batch);
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var failure = writing.Exception?.InnerException;
        if (failure is not null)
        {
            _log.BatchFailed(failure, batch.Count);
            await _database.ResetWriterAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var step in batch) step.Settle(failure);
    }

    async Task WriteAsync(IReadOnlyList<PendingStep> batch)
    {
        await using var session = await _database.BeginWriteAsync().ConfigureAwait(false);
        foreach (var step in batch)
        {
            await session.BeginStepAsync().ConfigureAwait(false);
            var running = step.RunAsync(session, _database);
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (running.IsCompletedSuccessfully) await session.KeepStepAsync().ConfigureAwait(false);
            else await session.UndoStepAsync().ConfigureAwait(false);
        }

        if (await session.CommitAsync().ConfigureAwait(false)) Interlocked.Increment(ref _commits);
    }
}
