using Gateway.Store.Batching;
using Microsoft.Extensions.Logging;

namespace Gateway.Store.Relational;

/// <summary>
/// Group commit: concurrent steps become one transaction and one fsync, with another before it for what was appended to the archive. Each caller goes on only after the commit; a step that fails is undone alone.
/// A batch that the database undid is run again. Where the answer to a commit was lost, it is found out what became of it before any caller gets an answer.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    /// <summary>A deadlock's victim is seldom the victim again.</summary>
    const int AttemptsWhenUndone = 5;

    /// <summary>A connection that was kept may have been dead for long; a fresh one tells.</summary>
    const int AttemptsWhenUnreachable = 2;

    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan RestWhileFindingOut = TimeSpan.FromMilliseconds(500);

    readonly StoreDatabase _database;
    readonly Func<Task> _before;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly TimeSpan _patience;
    readonly string _writer = Guid.NewGuid().ToString("N");
    readonly BatchLoop<PendingStep> _loop;
    long _batch;
    long _commits;

    /// <param name="before">Makes durable what the steps of the batch may name; it never throws.</param>
    /// <param name="patience">How long it is tried to find out what became of a commit.</param>
    public WriteQueue(StoreDatabase database, Func<Task> before, int capacity, int maximumBatch, TimeSpan patience, OrderTraffic traffic, TimeProvider clock, ILogger log)
    {
        (_database, _before, _patience, _clock, _log) = (database, before, patience, clock, log);
        _loop = new BatchLoop<PendingStep>(capacity, maximumBatch, traffic, clock, RunBatchAsync);
    }

    /// <summary>Transactions committed since start.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Runs a step in a transaction, more than once if the database undoes the first. Cancellation counts until the step begins; after that the caller learns what became of it.</summary>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
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
        var mark = new BatchMark(_writer, ++_batch);
        await _before().ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var (failure, commitBegun) = await TryAsync(batch, mark).ConfigureAwait(false);
            var fault = failure is null ? DatabaseFault.None : _database.FaultOf(failure);
            if (failure is not null) await _database.ResetWriterAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (commitBegun && fault == DatabaseFault.Unreachable)
            {
                var written = await FindOutAsync(mark).ConfigureAwait(false);
                if (written != false)
                {
                    Settle(batch, written == true ? null : failure, fault);
                    return;
                }
            }

            if (failure is null || !MayTryAgain(fault, attempt))
            {
                Settle(batch, failure, fault);
                return;
            }

            _log.BatchRunAgain(failure.GetType().Name, batch.Count, attempt);
            if (fault == DatabaseFault.Undone) await Task.Delay(Rest * attempt, _clock).ConfigureAwait(false);
        }
    }

    static bool MayTryAgain(DatabaseFault fault, int attempt) => fault switch
    {
        DatabaseFault.Undone => attempt < AttemptsWhenUndone,
        DatabaseFault.Unreachable => attempt < AttemptsWhenUnreachable,
        _ => false,
    };

    void Settle(IReadOnlyList<PendingStep> batch, Exception? failure, DatabaseFault fault)
    {
        if (failure is not null) _log.BatchFailed(failure, batch.Count);
        if (failure is not null && fault == DatabaseFault.Damaged) failure = new StoreDamagedException("The store's database is damaged; nothing was written.", failure);
        else if (failure is not null && fault != DatabaseFault.None) failure = new StoreUnavailableException("The store's database does not answer; nothing is known to be written.", failure);
        foreach (var step in batch) step.Settle(failure);
    }

    async Task<(Exception? Failure, bool CommitBegun)> TryAsync(IReadOnlyList<PendingStep> batch, BatchMark mark)
    {
        WriteSession? session = null;
        var writing = WriteAsync();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (writing.Exception?.InnerException, session?.CommitBegun == true);

        async Task WriteAsync()
        {
            await using var begun = session = await _database.BeginWriteAsync().ConfigureAwait(false);
            foreach (var step in batch) await RunStepAsync(step, begun).ConfigureAwait(false);
            if (await _database.CommitAsync(begun, mark).ConfigureAwait(false)) Interlocked.Increment(ref _commits);
        }
    }

    async Task RunStepAsync(PendingStep step, WriteSession session)
    {
        await session.BeginStepAsync().ConfigureAwait(false);
        var running = step.RunAsync(session, _database);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (running.IsCompletedSuccessfully) await session.KeepStepAsync().ConfigureAwait(false);
        // Its transaction may be gone with it: nothing of the batch can be kept.
        else if (running.IsFaulted && _database.FaultOf(running.Exception.InnerException!) != DatabaseFault.None) await running.ConfigureAwait(false);
        else await session.UndoStepAsync().ConfigureAwait(false);
    }

    /// <summary>Whether the batch was committed; null: the database did not answer for so long that the callers have to ask again themselves.</summary>
    async Task<bool?> FindOutAsync(BatchMark mark)
    {
        var since = _clock.GetTimestamp();
        while (true)
        {
            var written = false;
            var asking = AskAsync();
            await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (asking.IsCompletedSuccessfully)
            {
                _log.CommitFoundOut(written);
                return written;
            }

            await _database.ResetWriterAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_clock.GetElapsedTime(since) > _patience) return null;
            await Task.Delay(RestWhileFindingOut, _clock).ConfigureAwait(false);

            async Task AskAsync()
            {
                await using var session = await _database.BeginWriteAsync().ConfigureAwait(false);
                written = await mark.IsThereAsync(session).ConfigureAwait(false);
            }
        }
    }
}
