using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Gateway.Bench;

/// <summary>
/// Writes a year of orders in bulk: copies of three orders that went the real way, under numbers, accounts, cases, courts and parties of their own, spread evenly over the year up to now. What is older than the
/// retention has let go of its content, as in a real store; documents are shared. Nearly all are acknowledged; the newest are answered, unanswered, in review, open and parked. The copies' audit entries form no chain.
/// </summary>
/// <param name="databaseFile">Where to.</param>
/// <param name="orders">How many.</param>
/// <param name="underWay">False: all of them are acknowledged, and no account is parked.</param>
internal sealed class OrderCopies(string databaseFile, long orders, bool underWay)
{
    public const string Control = "T-C", Refused = "T-R", Inquiry = "T-Q";

    public const int Courts = 500, OrdersOfCase = 3, OrdersOfParty = 4, ControlsOfAccount = 8;

    /// <summary>One order in so many is a control, one in fifty is refused.</summary>
    const int ControlEvery = 5, RefusedEvery = 50;

    /// <summary>Among the newest so many, states are mixed.</summary>
    readonly long _tail = underWay ? Math.Min(20_000, orders / 5) : 0;

    readonly long _parked = underWay ? 200 : 0;

    /// <summary>Copied rows are numbered from here, ahead of all that the store numbers itself.</summary>
    const long FirstId = 1_000_000;

    const long ChunkLength = 100_000;

    static readonly string[] Reasons = ["AccountNotFound", "AccountClosed", "HolderMismatch", "SealInvalid", "PartyNotCustomer", "PriorFreeze", "AccountProtected", "TermInvalid"];

    public static string OrderNo(long i) => string.Create(CultureInfo.InvariantCulture, $"C{i:D9}");

    public static string CaseNo(long i) => string.Create(CultureInfo.InvariantCulture, $"（2026）执{i / OrdersOfCase}号");

    public static string Court(long i) => string.Create(CultureInfo.InvariantCulture, $"F{i * 7 % Courts:D3}");

    public static string Account(long i) => string.Create(CultureInfo.InvariantCulture, $"62{i / ControlEvery / ControlsOfAccount:D10}");

    public static string IdNumber(long i) => string.Create(CultureInfo.InvariantCulture, $"1101011990{i / OrdersOfParty:D8}");

    /// <summary>Writes them all, and brings the head up to them.</summary>
    public async Task WriteAsync(DateTimeOffset now, int archivedPercent)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = databaseFile, Pooling = false }.ToString());
        await connection.OpenAsync();
        await RunAsync(connection, null, "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -500000", 0, 0);
        var year = TimeSpan.FromDays(365).Ticks;
        for (var from = 1L; from <= orders; from += ChunkLength)
        {
            await using var transaction = connection.BeginTransaction();
            foreach (var sql in Statements(now.UtcTicks - year, year / orders, orders * archivedPercent / 100))
                await RunAsync(connection, transaction, sql, from, Math.Min(orders, from + ChunkLength - 1));
            await transaction.CommitAsync();
        }

        await RunAsync(connection, null, string.Create(CultureInfo.InvariantCulture, $"""
            UPDATE store_head SET last_order_id = {FirstId + orders}, last_line_id = {FirstId + orders}, last_arrival = {now.UtcTicks}, last_audit_no = (SELECT MAX(audit_no) FROM audit);
            UPDATE channels SET last_receipt = {FirstId + orders};
            """), 0, 0);
    }

    static async Task RunAsync(SqliteConnection connection, SqliteTransaction? transaction, string sql, long from, long to)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = ($"{sql}", transaction, 0);
        command.Parameters.AddWithValue("@from", from);
        command.Parameters.AddWithValue("@to", to);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Each order once, with what all statements say of it.</summary>
    string Copies(long begin, long step, long archived) => string.Create(CultureInfo.InvariantCulture, $"""
        WITH RECURSIVE n(i) AS (SELECT @from UNION ALL SELECT i + 1 FROM n WHERE i < @to),
        copy AS MATERIALIZED (SELECT i, {FirstId} + i AS id, {begin} + i * {step} AS at, 'C' || printf('%09d', i) AS no,
            CASE WHEN i % {RefusedEvery} = 0 THEN '{Refused}' WHEN i % {ControlEvery} = 0 THEN '{Control}' ELSE '{Inquiry}' END AS like_no, i % {ControlEvery} = 0 AS control, i <= {archived} AS gone,
            'F' || printf('%03d', i * 7 % {Courts}) AS court, '62' || printf('%010d', i / {ControlEvery} / {ControlsOfAccount}) AS account,
            CASE WHEN i <= {orders - _tail} THEN 5 WHEN i / {ControlEvery} % 10 = 1 THEN 1 WHEN i / {ControlEvery} % 20 = 2 THEN 2 WHEN i / {ControlEvery} % 200 = 3 THEN 3 WHEN i / {ControlEvery} % 4 = 0 THEN 4 ELSE 5 END AS stage FROM n)
        """);

    IEnumerable<string> Statements(long begin, long step, long archived)
    {
        var copies = Copies(begin, step, archived);
        yield return copies + $"""
             INSERT INTO orders (order_id, channel_id, order_no, version, kind, party_key, content_digest, documents_digest, document_refusal, document_refusal_detail, arrived_at, service_time,
                                 state, open_lines, complete, curable, order_json, notes_json, archived_key, in_review, court_code, case_no)
             SELECT c.id, t.channel_id, c.no, 1, t.kind, '10100|1101011990' || printf('%08d', c.i / {OrdersOfParty}), t.content_digest, t.documents_digest, NULL, '', c.at, c.at,
                    CASE c.stage WHEN 5 THEN 3 WHEN 4 THEN 2 ELSE 1 END, c.stage < 3 AND c.control, c.stage > 2, 0, CASE WHEN c.gone THEN '' ELSE t.order_json END, NULL, CASE WHEN c.gone THEN 'order-' || c.no END,
                    c.stage = 2 AND NOT c.control, c.court, '（2026）执' || (c.i / {OrdersOfCase}) || '号'
             FROM copy c JOIN orders t ON t.order_no = c.like_no
            """;
        yield return copies + $"""
             INSERT OR IGNORE INTO accounts (account, version, last_sequence, last_executed_service_time, parked_cause, parked_since)
             SELECT account, 9, {ControlsOfAccount}, at, CASE WHEN i > {orders - (_parked * ControlEvery * ControlsOfAccount)} THEN 'core: SentNoAnswer CORE_TIMEOUT' END, CASE WHEN i > {orders - (_parked * ControlEvery * ControlsOfAccount)} THEN at END FROM copy WHERE control
            """;
        yield return copies + """
             INSERT INTO lines (line_id, order_id, line_no, account, sub_account, measure, state, service_time, final_at, controlled, reason, line_json, answer_json, emptied, held_freeze)
             SELECT c.id, c.id, l.line_no, c.account, l.sub_account, l.measure, CASE c.stage WHEN 1 THEN 1 WHEN 2 THEN 4 ELSE 3 END, c.at, CASE WHEN c.stage > 2 THEN c.at END, CASE WHEN c.stage > 2 THEN l.controlled END, CASE WHEN c.stage > 2 THEN l.reason END,
                    CASE WHEN c.gone THEN '' ELSE l.line_json END, CASE WHEN c.stage > 2 AND NOT c.gone THEN l.answer_json END, c.gone, NULL
             FROM copy c JOIN orders t ON t.order_no = c.like_no JOIN lines l ON l.order_id = t.order_id WHERE c.control
            """;
        yield return copies + """
             INSERT INTO intents (line_id, stage, recorded_at, decision_json) SELECT c.id, n.stage, c.at, n.decision_json FROM copy c JOIN orders t ON t.order_no = c.like_no JOIN lines l ON l.order_id = t.order_id JOIN intents n ON n.line_id = l.line_id
             WHERE c.control AND c.stage > 2 AND NOT c.gone
            """;
        yield return copies + """
             INSERT INTO inquiry_answers (order_id, refusal, answered_at, answer_json) SELECT c.id, a.refusal, c.at, a.answer_json FROM copy c JOIN orders t ON t.order_no = c.like_no JOIN inquiry_answers a ON a.order_id = t.order_id
             WHERE NOT c.control AND c.stage > 2 AND NOT c.gone
            """;
        yield return copies + """
             INSERT INTO receipts (channel_id, sequence, order_id, kind, ofd_key, body, created_at, acknowledged_at) SELECT r.channel_id, c.id, c.id, 1, r.ofd_key, CASE WHEN c.gone THEN x'' ELSE r.body END, c.at + 3000000, CASE WHEN c.stage = 5 THEN c.at + 9000000 END
             FROM copy c JOIN orders t ON t.order_no = c.like_no JOIN receipts r ON r.order_id = t.order_id WHERE c.stage > 3
            """;
        yield return copies + $"""
             INSERT INTO outcomes (order_id, line_id, channel_id, court_code, court_name, measure, branch_code, branch_name, outcome, reason, currency, amount_class, requested_minor, actual_minor, deducted_minor, released_minor, touched, service_time, answered_at, elapsed_class)
             SELECT c.id, CASE WHEN c.control THEN c.id ELSE 0 END, u.channel_id, c.court, c.court || '人民法院', u.measure, printf('%04d', c.i % 100), '支行', u.outcome, CASE WHEN u.reason <> '' THEN {Reason()} ELSE '' END, u.currency, u.amount_class,
                    u.requested_minor, u.actual_minor, 0, 0, c.i % 100 = 0, c.at, c.at + 3000000, 30 + c.i % 40
             FROM copy c JOIN orders t ON t.order_no = c.like_no JOIN outcomes u ON u.order_id = t.order_id WHERE c.stage > 2
            """;
        yield return copies + $"""
             INSERT INTO freezes (freeze_id, line_id, channel_id, order_no, order_version, line_no, account, sub_account, court_code, court_name, case_no, ruling_no, asset_kind, rank_time, sequence, service_time, granted_minor, first_day, granted_last_day, live, last_day, told_minor)
             SELECT f.channel_id || ':' || c.no || ':1:1', c.id, f.channel_id, c.no, 1, f.line_no, c.account, f.sub_account, c.court, c.court || '人民法院', '（2026）执' || (c.i / {OrdersOfCase}) || '号', f.ruling_no, f.asset_kind, c.at, c.i, c.at, f.granted_minor, f.first_day, f.granted_last_day, 1, f.last_day, f.told_minor
             FROM copy c JOIN freezes f ON f.order_no = c.like_no WHERE c.control AND c.stage > 2
            """;
        yield return copies + $"""
             INSERT INTO desk_tasks (task_id, kind, state, account, sub_account, line_id, channel_id, order_no, order_version, line_no, rules, basis, payee_currency, act_json, opened_at, due_at, decision, maker, note, evidence_key, proposed_at, checker, closed_at)
             SELECT c.id, 'Review', CASE WHEN c.stage = 2 THEN 'Open' ELSE 'Done' END, CASE WHEN c.control THEN c.account ELSE '' END, '', CASE WHEN c.control THEN c.id END, 'zdz', c.no, 1, '1', 'AmountThreshold', 'b', 'CNY', NULL, c.at, c.at + 360000000000, CASE WHEN c.stage = 2 THEN NULL ELSE 'Approve' END, '甲', '', NULL, NULL, '乙', CASE WHEN c.stage = 2 THEN NULL ELSE c.at END
             FROM copy c WHERE c.stage = 2 OR c.i % {RefusedEvery} = 0
            """;
        // Two entries an order: more than two would only make the file larger.
        foreach (var (offset, action) in new[] { (0, "order.accepted"), (1, "receipt.final") })
            yield return copies + $"""
                 INSERT INTO audit (audit_no, recorded_at, actor, action, subject, detail, previous_hash, hash) SELECT {FirstId} + 2 * c.i + {offset}, c.at + {offset}, 'channel:zdz', '{action}', 'zdz:' || c.no || ':1', a.detail, a.previous_hash, a.hash
                 FROM copy c, (SELECT detail, previous_hash, hash FROM audit WHERE audit_no = 1) a
                """;
    }

    static string Reason() => $"CASE c.i / {RefusedEvery} % {Reasons.Length} {string.Concat(Reasons.Select((r, n) => $"WHEN {n} THEN '{r}' "))}END";
}
