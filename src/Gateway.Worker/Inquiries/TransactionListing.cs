using Gateway.Contracts.Answers;
using Gateway.CoreBanking;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Store;

namespace Gateway.Worker.Inquiries;

/// <summary>
/// One answer's transactions, page by page from the core: the first are kept for the pages; as soon as there are more, all go into a file, and however many they are, a page of the core's and
/// the first ones are all that is held.
/// </summary>
internal sealed class TransactionListing(ICoreBanking core, BankIdentity bank, WorkerOptions options) : IAsyncDisposable
{
    private readonly List<(RegisterKey Register, List<AccountTransaction> Rows)> _listed = [];
    private StatementWriter? _statement;
    private long _rows;

    /// <summary>Some had to be left out.</summary>
    public bool Exceeded { get; private set; }

    /// <summary>How many there are in the answer.</summary>
    public long Rows => _rows;

    /// <summary>Reads one register's transactions of the days.</summary>
    /// <returns>Those to list, and how many there are.</returns>
    /// <exception cref="CoreFaultException">The core could not answer.</exception>
    public async Task<(IReadOnlyList<AccountTransaction> Listed, long Count)> ReadAsync(RegisterKey register, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var listed = new List<AccountTransaction>();
        _listed.Add((register, listed));
        var before = _rows;
        var cursor = "";
        do
        {
            var page = CoreCalls.Require(await core.ReadTransactionsAsync(register, from, to, cursor, cancel).ConfigureAwait(false))!;
            foreach (var row in page.Transactions)
            {
                if (_rows >= options.TransactionsMaximum || _statement is { IsFull: true })
                {
                    Exceeded = true;
                    break;
                }

                await TakeAsync(register, listed, row, _rows - before + 1, cancel).ConfigureAwait(false);
            }

            if (page.NextCursor.Length > 0 && page.NextCursor == cursor) throw new CoreFaultException(CoreFault.Malformed, "CURSOR_REPEATED", "the transactions' next page is the same page");
            cursor = page.NextCursor;
        }
        while (cursor.Length > 0 && !Exceeded);
        return (listed, _rows - before);
    }

    /// <summary>The file with all of them, in the store; null: all are listed.</summary>
    public async Task<TransactionStatement?> FinishAsync(ILargeDocuments documents, CancellationToken cancel) =>
        _statement is null ? null : await _statement.FinishAsync(documents, cancel).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        if (_statement is not null) await _statement.DisposeAsync().ConfigureAwait(false);
    }

    private async Task TakeAsync(RegisterKey register, List<AccountTransaction> listed, AccountTransaction row, long no, CancellationToken cancel)
    {
        if (_rows < options.TransactionsPrinted) listed.Add(row);
        else
        {
            _statement ??= await BeginAsync(cancel).ConfigureAwait(false);
            await _statement.AddAsync(register, no, row, cancel).ConfigureAwait(false);
        }

        _rows++;
    }

    /// <summary>The file begins with those that were listed so far.</summary>
    private async Task<StatementWriter> BeginAsync(CancellationToken cancel)
    {
        var statement = new StatementWriter(bank);
        foreach (var (register, rows) in _listed)
            for (var i = 0; i < rows.Count; i++) await statement.AddAsync(register, i + 1, rows[i], cancel).ConfigureAwait(false);
        return statement;
    }
}
