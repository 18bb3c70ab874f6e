using System.Globalization;
using System.Text.Json;
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
            INSERT INTO transactions (account, sub_account, kind, debit, currency, amount, at, counterparty)
            VALUES (@Account, @SubAccount, @kind, @debit, @Currency, @amount, @at, @counterparty)
            """, new { register.Account, register.SubAccount, kind, debit, register.Currency, amount, at = at.UtcTicks, counterparty = JsonSerializer.Serialize(other, SimJson.Options) });

    /// <summary>Transactions of the past, one a minute up to a moment.</summary>
    public static void AddHistory_InTransaction(SqliteConnection c, RegisterRow register, int count, DateTimeOffset until)
    {
        for (var n = 0; n < count; n++)
        {
            var number = n.ToString("D8", CultureInfo.InvariantCulture);
            Add_InTransaction(c, register, n % 3 == 0 ? "汇入" : "消费", n % 3 != 0, 100 + (n * 7919L % 1_000_000), until.AddMinutes(n + 1 - count), new Counterparty($"对手方{number}", $"62170000{number}", "另一家银行股份有限公司城东支行")
            {
                BankNo = "105100000017",
                IdKind = "24100",
                IdNumber = $"9111000{number}1X",
                Address = "甲市开发区创业路1号",
                Postcode = "100000",
                Phone = "010-80000000",
            });
        }
    }

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
        Accounts.Time(r.At), JsonSerializer.Deserialize<Counterparty>(r.Counterparty, SimJson.Options)!);

    sealed record Row
    {
        public long No { get; init; }
        public string Kind { get; init; } = "";
        public bool Debit { get; init; }
        public string Currency { get; init; } = "";
        public long Amount { get; init; }
        public long At { get; init; }
        public string Counterparty { get; init; } = "";
    }
}
