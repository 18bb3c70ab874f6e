using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Gateway.Bench;

/// <summary>
/// Writes freezes with their orders, lines and intents in bulk: copies of the first order's rows, under numbers, accounts and keys of their own. Courts renew freezes for years, so nine of ten orders are older than the
/// retention and have let go of their content, as in a real store. The audit chain is left alone.
/// </summary>
internal static class FreezeCopies
{
    /// <summary>The account whose first freeze is copied.</summary>
    public const string Template = "first";

    /// <summary>So many go into one transaction.</summary>
    const long ChunkLength = 100_000;

    /// <summary>Copied rows are numbered from here, ahead of all that the store numbers itself.</summary>
    const long FirstId = 1_000_000_000;

    const string Copies = "WITH RECURSIVE n(i) AS (SELECT @from UNION ALL SELECT i + 1 FROM n WHERE i < @to), copy AS (SELECT i, i % 10 <> 0 AS gone FROM n)";

    public static string AccountNo(long account) => string.Create(CultureInfo.InvariantCulture, $"62{account:D10}");

    public static string OrderNo(long freeze) => string.Create(CultureInfo.InvariantCulture, $"G{freeze:D10}");

    /// <param name="from">Number of the first freeze to write, from 1.</param>
    /// <param name="to">Number of the last.</param>
    public static async Task AddAsync(string databaseFile, long from, long to, int perAccount)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = databaseFile, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using (var setting = connection.CreateCommand())
        {
            // A file that breaks off is thrown away.
            setting.CommandText = "PRAGMA synchronous = OFF; PRAGMA cache_size = -500000";
            await setting.ExecuteNonQueryAsync();
        }

        for (var begin = from; begin <= to; begin += ChunkLength)
        {
            await using var transaction = connection.BeginTransaction();
            foreach (var sql in Statements(perAccount))
            {
                await using var command = connection.CreateCommand();
                (command.CommandText, command.Transaction) = ($"{sql}", transaction);
                command.Parameters.AddWithValue("@from", begin);
                command.Parameters.AddWithValue("@to", Math.Min(to, begin + ChunkLength - 1));
                await command.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }
    }

    static IEnumerable<string> Statements(int perAccount)
    {
        var account = string.Create(CultureInfo.InvariantCulture, $"'62' || printf('%010d', (i - 1) / {perAccount})");
        var id = string.Create(CultureInfo.InvariantCulture, $"{FirstId} + i");
        const string OrderNo = "'G' || printf('%010d', i)";
        const string OrderKey = "'zdz:G' || printf('%010d', i) || ':1:1'";

        yield return string.Create(CultureInfo.InvariantCulture, $"""
            {Copies} INSERT INTO accounts (account, version, last_sequence, last_executed_service_time)
            SELECT {account}, 2, {perAccount}, last_executed_service_time FROM copy, accounts WHERE account = '{Template}' AND i % {perAccount} = {(perAccount == 1 ? 0 : 1)}
            """);
        yield return $"""
            {Copies} INSERT INTO orders (order_id, channel_id, order_no, version, kind, party_key, content_digest, documents_digest, document_refusal, document_refusal_detail,
                                         arrived_at, service_time, state, open_lines, complete, curable, order_json, notes_json, archived_key)
            SELECT {id}, channel_id, {OrderNo}, version, kind, party_key, content_digest, documents_digest, document_refusal, document_refusal_detail,
                   arrived_at, service_time, 3, open_lines, complete, curable, CASE WHEN gone THEN '' ELSE order_json END, CASE WHEN NOT gone THEN notes_json END, CASE WHEN gone THEN 'order-' || {OrderNo} END FROM copy, orders WHERE order_no = 'T0'
            """;
        yield return $"""
            {Copies} INSERT INTO lines (line_id, order_id, line_no, account, sub_account, measure, state, service_time, final_at, controlled, reason, line_json, answer_json, emptied)
            SELECT {id}, {id}, line_no, {account}, sub_account, measure, state, service_time, final_at, controlled, reason, CASE WHEN gone THEN '' ELSE line_json END, CASE WHEN NOT gone THEN answer_json END, gone FROM copy, lines WHERE account = '{Template}'
            """;
        yield return $"""
            {Copies} INSERT INTO intents (line_id, stage, recorded_at, decision_json) SELECT {id}, stage, recorded_at, decision_json FROM copy, intents WHERE line_id = 1 AND NOT gone
            """;
        yield return string.Create(CultureInfo.InvariantCulture, $"""
            {Copies} INSERT INTO freezes (freeze_id, line_id, channel_id, order_no, order_version, line_no, account, sub_account, court_code, court_name, case_no, ruling_no,
                                          asset_kind, rank_time, sequence, service_time, granted_minor, first_day, granted_last_day, live, last_day, told_minor)
            SELECT {OrderKey}, {id}, channel_id, {OrderNo}, order_version, line_no, {account}, sub_account, court_code, court_name, case_no, ruling_no,
                   asset_kind, rank_time, 1 + (i - 1) % {perAccount}, service_time, granted_minor, first_day, granted_last_day, live, last_day, told_minor
            FROM copy, freezes WHERE account = '{Template}'
            """);
    }
}
