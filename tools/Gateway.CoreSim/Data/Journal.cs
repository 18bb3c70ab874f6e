using System.Text.Json;
using Dapper;
using Gateway.CoreSim.Contract;
using Microsoft.Data.Sqlite;

namespace Gateway.CoreSim.Data;

/// <summary>One row for each effect, written in the effect's own transaction; the feed and the audit read it.</summary>
internal sealed class Journal(SimDatabase database)
{
    // What the gateway did not do itself is what it wants to hear of.
    const string FeedKinds = "'CREDIT', 'CLAIM', 'OTHER_FREEZE', 'CLOSURE', 'PAYMENT'";

    /// <summary>Notes an effect. Amount and balance are minor units of the currency; a null amount is an unlimited hold's limit.</summary>
    public static void Add_InTransaction(
        SqliteConnection c, DateTimeOffset at, string kind, string? key, RegisterRow register, string reference, long? amount, long balance, object? detail = null) =>
        c.Execute("""
            INSERT INTO journal (at, kind, key, account, sub_account, ref, currency, amount, balance, detail)
            VALUES (@at, @kind, @key, @Account, @SubAccount, @reference, @Currency, @amount, @balance, @detail)
            """, new
        {
            at = at.UtcTicks,
            kind,
            key,
            register.Account,
            register.SubAccount,
            reference,
            register.Currency,
            amount,
            balance,
            detail = detail is null ? "" : JsonSerializer.Serialize(detail, SimJson.Options),
        });

    public IReadOnlyList<JournalEntry> Read(string? account, long after, int limit) => database.Read(c => c.Query<JournalRow>("""
        SELECT * FROM journal WHERE no > @after AND (@account IS NULL OR account = @account) ORDER BY no LIMIT @limit
        """, new { account, after, limit }).Select(Entry).ToList());

    public FeedPage Feed(long after, int limit) => database.Read(c =>
    {
        var rows = c.Query<JournalRow>($"SELECT * FROM journal WHERE no > @after AND kind IN ({FeedKinds}) ORDER BY no LIMIT @limit", new { after, limit }).AsList();
        return new FeedPage(
            [.. rows.Select(r => new FeedEvent(r.Kind, r.Account, r.SubAccount, r.Ref, Accounts.Time(r.At)))],
            Cursors.Of(rows.Count == 0 ? after : rows[^1].No));
    });

    static JournalEntry Entry(JournalRow r) => new(
        r.No, Accounts.Time(r.At), r.Kind, r.Key ?? "", r.Account, r.SubAccount, r.Ref, r.Currency,
        r.Amount is { } amount ? Amounts.Text(amount, r.Currency) : null, Amounts.Text(r.Balance, r.Currency),
        r.Detail.Length == 0 ? null : JsonElement.Parse(r.Detail));

    sealed record JournalRow
    {
        public long No { get; init; }
        public long At { get; init; }
        public string Kind { get; init; } = "";
        public string? Key { get; init; }
        public string Account { get; init; } = "";
        public string SubAccount { get; init; } = "";
        public string Ref { get; init; } = "";
        public string Currency { get; init; } = "";
        public long? Amount { get; init; }
        public long Balance { get; init; }
        public string Detail { get; init; } = "";
    }
}
