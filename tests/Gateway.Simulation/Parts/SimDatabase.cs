using System.Data.Common;
using Gateway.Simulation.Faults;
using Gateway.Store.Relational;

namespace Gateway.Simulation.Parts;

/// <summary>SQLite behind gates: a read or a transaction begins when the world says so, may fail, and its commit may fail before or after the effect.</summary>
internal sealed class SimDatabase(World world, SimProcess process, StoreDatabase inner) : StoreDatabase
{
    private const int LossPerThousand = 20;

    public override string Place => inner.Place;

    public override string Limit => inner.Limit;

    public override Task<int> MigrateAsync(CancellationToken cancel) => inner.MigrateAsync(cancel);

    public override int KnownVersion => inner.KnownVersion;

    public override Task<int?> FindVersionAsync(CancellationToken cancel) => inner.FindVersionAsync(cancel);

    public override async Task<WriteSession> BeginWriteAsync()
    {
        await process.PassAsync("store: write").ConfigureAwait(false);
        return await inner.BeginWriteAsync().ConfigureAwait(false);
    }

    // From the beginning of a transaction to its commit there is no gate: no other process could see or do anything in between.
    public override async Task<bool> CommitAsync(WriteSession session, BatchMark mark)
    {
        var failure = process.Decide(CallKind.StoreCommit);
        if (failure == Failure.CrashBefore) await Forever.ConfigureAwait(false);
        if (failure is Failure.Before or Failure.Late)
        {
            world.Agenda.Note(process, "store: COMMIT FAILS");
            throw new LostException("simulated: the transaction was not committed");
        }

        if (world.Scenario.Breaks.HasFlag(Plans.Breakage.StoreLosesCommits) && world.Chance.Next(1000) < LossPerThousand) return true;
        var written = await inner.CommitAsync(session, mark).ConfigureAwait(false);
        if (!written) return false;
        world.OnCommit(process);
        if (failure == Failure.CrashAfter) process.Kill("after StoreCommit");
        await process.PassAsync("store: committed").ConfigureAwait(false);
        if (failure != Failure.After) return true;
        world.Agenda.Note(process, "store: COMMITTED, ANSWER LOST");
        throw new LostException("simulated: the transaction was committed, and the answer got lost");
    }

    public override Task ResetWriterAsync() => inner.ResetWriterAsync();

    public override async Task<ReadSession> BeginReadAsync(CancellationToken cancel)
    {
        var failure = process.Decide(CallKind.StoreRead);
        await process.PassAsync("store: read").ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        if (failure is Failure.None) return await inner.BeginReadAsync(cancel).ConfigureAwait(false);
        world.Agenda.Note(process, "store: READ FAILS");
        throw new LostException("simulated: the store cannot be read");
    }

    /// <summary>In every second world the database is a server that may have written what it did not answer for: the store has to find out.</summary>
    public override DatabaseFault FaultOf(Exception error) => error is LostException ? world.Scenario.DatabaseIsServer ? DatabaseFault.Unreachable : DatabaseFault.None : inner.FaultOf(error);

    public override Exception? TranslationOf(DbException error) => inner.TranslationOf(error);

    /// <summary>Closes the connection as the end of a process does.</summary>
    public void Abandon()
    {
        // SQLite closes at once, and has no answer to wait for.
        var closing = inner.ResetWriterAsync();
        if (!closing.IsCompletedSuccessfully) world.Fail("a dead process' connection could not be closed");
    }

    public override ValueTask DisposeAsync()
    {
        Abandon();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private sealed class LostException(string message) : IOException(message);

    private static Task Forever => new TaskCompletionSource().Task;
}
