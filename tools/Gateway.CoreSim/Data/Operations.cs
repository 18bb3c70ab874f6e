using System.Text.Json;
using Dapper;
using Gateway.CoreSim.Contract;
using Microsoft.Data.Sqlite;

namespace Gateway.CoreSim.Data;

/// <summary>An HTTP status with its body: an <see cref="Operation"/> or an <see cref="ApiError"/>.</summary>
internal sealed record Answer(int Status, object Body);

/// <summary>One key, one effect, one answer: the answer, a refusal too, is written with the effect in one transaction.</summary>
internal sealed class Operations(SimDatabase database, SimClock clock)
{
    /// <summary>What a change did, or the status and error with which it was refused (then it has written nothing).</summary>
    public sealed record Outcome(int Status, ApiError? Refusal, Hold? Hold = null, DebitAnswer? Debit = null)
    {
        public static Outcome Refused(int status, string code, string message) => new(status, new ApiError(code, message));
        public static Outcome Done(Hold? hold = null, DebitAnswer? debit = null) => new(StatusCodes.Status200OK, null, hold, debit);
    }

    /// <summary>Carries out a change, or repeats the answer that its key had before.</summary>
    /// <param name="content">All that makes the request what it is: the same key with other content is a conflict.</param>
    public Answer Execute(string key, string kind, string account, string subAccount, object content, Func<SqliteConnection, DateTimeOffset, Outcome> act)
    {
        var text = $"{kind} {account} {JsonSerializer.Serialize(content, SimJson.Options)}";
        return database.Write(c =>
        {
            if (Find(c, key) is { } known)
            {
                return known.Content == text
                    ? Replay(known)
                    : new Answer(StatusCodes.Status409Conflict, new ApiError("IDEMPOTENCY_CONFLICT", "this key was used for another request"));
            }

            var at = clock.GetUtcNow();
            var outcome = act(c, at);
            var operation = new Operation
            {
                Key = key,
                Kind = kind,
                Account = account,
                SubAccount = subAccount,
                At = at,
                Outcome = outcome.Refusal is null ? "DONE" : "REFUSED",
                Refusal = outcome.Refusal,
                Hold = outcome.Hold,
                Debit = outcome.Debit,
            };
            c.Execute("INSERT INTO operations (key, content, status, answer) VALUES (@key, @text, @Status, @answer)",
                new { key, text, outcome.Status, answer = JsonSerializer.Serialize(operation, SimJson.Options) });
            return Shown(outcome.Status, operation);
        });
    }

    /// <summary>What became of a key, or null where it was never seen.</summary>
    public Operation? Find(string key) => database.Read(c => Find(c, key) is { } row ? Parse(row.Answer) : null);

    /// <summary>What was carried out since a moment, in order: the journal's rows with a key, each with its answer.</summary>
    public OperationPage List(DateTimeOffset since, long after, int limit) => database.Read(c =>
    {
        var rows = c.Query<ListedRow>(
            "SELECT j.no AS No, j.currency AS Currency, o.answer AS Answer FROM journal j JOIN operations o ON o.key = j.key WHERE j.no > @after AND j.at >= @since ORDER BY j.no LIMIT @limit",
            new { after, since = since.UtcTicks, limit }).AsList();
        return new OperationPage([.. rows.Select(r => Parse(r.Answer) with { Currency = r.Currency })], rows.Count < limit ? "" : Cursors.Of(rows[^1].No));
    });

    static OperationRow? Find(SqliteConnection c, string key) =>
        c.QuerySingleOrDefault<OperationRow>("SELECT content, status, answer FROM operations WHERE key = @key", new { key });

    static Answer Replay(OperationRow row) => Shown(row.Status, Parse(row.Answer));

    static Answer Shown(int status, Operation operation) => new(status, (object?)operation.Refusal ?? operation);

    static Operation Parse(string answer) => JsonSerializer.Deserialize<Operation>(answer, SimJson.Options)!;
}
