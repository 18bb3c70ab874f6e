using System.Globalization;
using Dapper;
using Gateway.CoreSim.Contract;
using Microsoft.Data.Sqlite;

namespace Gateway.CoreSim.Data;

/// <summary>Money in and out of a register, as its holder sees it.</summary>
internal sealed class Transactions(SimDatabase database)
{
    public static void Add_InTransaction(
        SqliteConnection c, RegisterRow register, string kind, bool debit, long amount, DateTimeOffset at, Counterparty other) =>
        c.Execute("""
            INSERT INTO transactions (account, sub_account, kind, debit, currency, amount, at, counterparty_name, counterparty_account, counterparty_bank)
            VALUES (@Account, @SubAccount, @kind, @debit, @Currency, @amount, @at, @Name, @OtherAccount, @Bank)
            """, new { register.Account, register.SubAccount, kind, debit, register.Currency, amount, at = at.UtcTicks, other.Name, OtherAccount = other.Account, other.Bank });

    /// <summary>One page of the days from–to, both included, oldest first; an empty next cursor is the last page's.</summary>
    public TransactionsPage Read(RegisterRow register, DateOnly from, DateOnly to, long after, int limit) => database.Read(c =>
    {
        var rows = c.Query<Row>("""
            SELECT * FROM transactions WHERE account = @Account AND sub_account = @SubAccount AND no > @after AND at >= @begin AND at < @end
            ORDER BY no LIMIT @more
            """, new
        {
            register.Account,
            register.SubAccount,
            after,
            more = limit + 1,
            begin = SimClock.StartOf(from).UtcTicks,
            end = SimClock.StartOf(to.AddDays(1)).UtcTicks,
        }).AsList();
        var page = rows.Take(limit).ToList();
        return new TransactionsPage([.. page.Select(Shown)], rows.Count > limit ? Cursors.Of(page[^1].No) : "");
    });

    static Transaction Shown(Row r) => new(
        "T" + r.No.ToString("D12", CultureInfo.InvariantCulture), r.Kind, r.Debit ? "DEBIT" : "CREDIT", r.Currency, Amounts.Text(r.Amount, r.Currency),
        Accounts.Time(r.At), new Counterparty(r.CounterpartyName, r.CounterpartyAccount, r.CounterpartyBank));

    sealed record Row
    {
        public long No { get; init; }
        public string Kind { get; init; } = "";
        public bool Debit { get; init; }
        public string Currency { get; init; } = "";
        public long Amount { get; init; }
        public long At { get; init; }
        public string CounterpartyName { get; init; } = "";
        public string CounterpartyAccount { get; init; } = "";
        public string CounterpartyBank { get; init; } = "";
    }
}
