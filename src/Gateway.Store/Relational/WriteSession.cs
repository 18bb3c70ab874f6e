using System.Data.Common;
using Dapper;

namespace Gateway.Store.Relational;

/// <summary>One write transaction, shared by the steps of a batch one after another. Each step is under a savepoint of its own.</summary>
internal class WriteSession(DbConnection connection, DbTransaction transaction, string limit, StoreHead head, TimeProvider clock)
    : ReadSession(connection, transaction, limit)
{
    const string Savepoint = "step";

    readonly DbTransaction _transaction = transaction;
    readonly List<AuditRow> _audit = [];
    readonly List<OutboxRow> _outbox = [];
    StoreHead _stored = head;
    (StoreHead Head, int Audit, int Outbox) _beforeStep = (head, 0, 0);
    bool _written;

    /// <summary>As the steps so far have raised it; written back at commit.</summary>
    public StoreHead Head { get; private set; } = head;

    /// <summary>The commit was asked for: from here on an error does not say that nothing was written.</summary>
    public bool CommitBegun { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <returns>How many rows.</returns>
    public async Task<int> ExecuteAsync(string sql, object? parameters)
    {
        var rows = await For(sql).ExecuteAsync(sql, parameters, _transaction).ConfigureAwait(false);
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

    /// <summary>A message for the bus. Written with the commit, all of the batch together; no step reads the outbox.</summary>
    public void AddOutbox(string topic, string key, string? traceParent)
    {
        Head = Head with { LastOutboxId = Head.LastOutboxId + 1 };
        _outbox.Add(new OutboxRow(Head.LastOutboxId, topic, key, Now.UtcTicks, traceParent));
    }

    /// <summary>The next entry of the audit chain. Written with the commit, all of the batch together; no step reads the chain.</summary>
    public void AddAudit(AuditRow row)
    {
        Head = Head with { LastAuditNo = row.No, LastAuditHash = row.Hash };
        // The chain is over what was said, so that it verifies whatever key seals it.
        _audit.Add(row with { Detail = Cipher.Seal(SealedColumns.AuditDetail.Of(row.No), row.Detail) });
    }

    /// <summary>The writer's stays open.</summary>
    protected override ValueTask LeaveAsync() => ValueTask.CompletedTask;

    /// <summary>What follows is one step.</summary>
    public async Task BeginStepAsync()
    {
        _beforeStep = (Head, _audit.Count, _outbox.Count);
        await _transaction.SaveAsync(Savepoint).ConfigureAwait(false);
    }

    public virtual Task KeepStepAsync() => _transaction.ReleaseAsync(Savepoint);

    /// <summary>As if the step had never begun.</summary>
    public async Task UndoStepAsync()
    {
        await _transaction.RollbackAsync(Savepoint).ConfigureAwait(false);
        await KeepStepAsync().ConfigureAwait(false);
        Head = _beforeStep.Head;
        _audit.RemoveRange(_beforeStep.Audit, _audit.Count - _beforeStep.Audit);
        _outbox.RemoveRange(_beforeStep.Outbox, _outbox.Count - _beforeStep.Outbox);
    }

    /// <summary>Durable when this returns. A transaction that changed nothing costs no sync.</summary>
    /// <returns>Whether there was something to commit.</returns>
    /// <exception cref="HeadMovedException">Another process wrote meanwhile, on a product or isolation that did not keep it out.</exception>
    public async Task<bool> CommitAsync(BatchMark mark)
    {
        if (!_written && _audit.Count == 0 && _outbox.Count == 0)
        {
            await _transaction.RollbackAsync().ConfigureAwait(false);
            return false;
        }

        await InsertAsync(_audit, _outbox).ConfigureAwait(false);
        if (Head != _stored && await ExecuteAsync(StoreHead.Update, Head).ConfigureAwait(false) != 1) throw new HeadMovedException();
        _stored = Head;
        await mark.WriteAsync(this).ConfigureAwait(false);
        CommitBegun = true;
        await _transaction.CommitAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Writes the rows that the batch has gathered.</summary>
    protected virtual async Task InsertAsync(IReadOnlyList<AuditRow> audit, IReadOnlyList<OutboxRow> outbox)
    {
        if (audit.Count > 0) await ExecuteAsync(AuditRow.Insert, audit).ConfigureAwait(false);
        if (outbox.Count > 0) await ExecuteAsync(OutboxSteps.Insert, outbox).ConfigureAwait(false);
    }
}
