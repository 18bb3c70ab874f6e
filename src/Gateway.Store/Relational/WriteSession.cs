using System.Data.Common;
using Dapper;

namespace Gateway.Store.Relational;

/// <summary>One write transaction, shared by the steps of a batch one after another. Each step is under a savepoint of its own.</summary>
internal class WriteSession(DbConnection connection, DbTransaction transaction, string limit, StoreHead head, TimeProvider clock)
    : ReadSession(connection, transaction, limit, keepConnection: true)
{
    const string Savepoint = "step";

    StoreHead _stored = head;
    StoreHead _beforeStep = head;
    bool _written;

    /// <summary>As the steps so far have raised it; written back at commit.</summary>
    public StoreHead Head { get; private set; } = head;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <returns>How many rows.</returns>
    public async Task<int> ExecuteAsync(string sql, object? parameters)
    {
        var rows = await Connection.ExecuteAsync(sql, parameters, Transaction).ConfigureAwait(false);
        _written |= rows > 0;
        return rows;
    }

    /// <summary>Strictly rising over all processes, whatever their clocks do: the service order's last word (16).</summary>
    public DateTimeOffset NextArrival()
    {
        Head = Head with { LastArrival = Math.Max(Head.LastArrival + 1, Now.UtcTicks) };
        return new DateTimeOffset(Head.LastArrival, TimeSpan.Zero);
    }

    public long NextOrderId() => (Head = Head with { LastOrderId = Head.LastOrderId + 1 }).LastOrderId;

    public long NextLineId() => (Head = Head with { LastLineId = Head.LastLineId + 1 }).LastLineId;

    public long NextOutboxId() => (Head = Head with { LastOutboxId = Head.LastOutboxId + 1 }).LastOutboxId;

    public long NextAuditNo(byte[] hash) => (Head = Head with { LastAuditNo = Head.LastAuditNo + 1, LastAuditHash = hash }).LastAuditNo;

    /// <summary>What follows is one step.</summary>
    public async Task BeginStepAsync()
    {
        _beforeStep = Head;
        await Transaction.SaveAsync(Savepoint).ConfigureAwait(false);
    }

    public virtual Task KeepStepAsync() => Transaction.ReleaseAsync(Savepoint);

    /// <summary>As if the step had never begun.</summary>
    public async Task UndoStepAsync()
    {
        await Transaction.RollbackAsync(Savepoint).ConfigureAwait(false);
        await KeepStepAsync().ConfigureAwait(false);
        Head = _beforeStep;
    }

    /// <summary>Durable when this returns. A transaction that changed nothing costs no sync.</summary>
    /// <returns>Whether there was something to commit.</returns>
    public async Task<bool> CommitAsync()
    {
        if (!_written)
        {
            await Transaction.RollbackAsync().ConfigureAwait(false);
            return false;
        }

        if (Head != _stored)
        {
            await ExecuteAsync(StoreHead.Update, Head).ConfigureAwait(false);
            _stored = Head;
        }

        await Transaction.CommitAsync().ConfigureAwait(false);
        return true;
    }
}
