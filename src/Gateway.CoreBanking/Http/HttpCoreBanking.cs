using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Microsoft.Extensions.Logging;
using static Gateway.CoreBanking.Http.Parse;

namespace Gateway.CoreBanking.Http;

/// <summary>The core over HTTP: proto/corebanking/v1/openapi.yaml.</summary>
internal sealed partial class HttpCoreBanking(CoreTransport transport, PartySearch parties, ILogger<HttpCoreBanking> logger) : ICoreBanking
{
    const string NotFound = "ACCOUNT_NOT_FOUND", KeyConflict = "IDEMPOTENCY_CONFLICT";
    const int TransactionsPerPage = 500, EventsPerPage = 500, OperationsPerPage = 500;

    public async Task<CoreResult<IReadOnlyList<LiveAccount>>> FindAccountsAsync(PartyIdentity party, CancellationToken cancel)
    {
        var found = new Dictionary<string, LiveAccount>(StringComparer.Ordinal);
        foreach (var call in parties.CallsFor(party))
        {
            var part = Read(call, await parties.SendAsync(call, cancel), body => CoreResult<IReadOnlyList<LiveAccount>>.Of(parties.Take(party, From<PartyAccountsBody>(body))));
            if (!part.Ok) return part;
            // Who is found under two writings is listed once.
            foreach (var account in part.Value!) found.TryAdd(account.Account, account);
        }

        return CoreResult<IReadOnlyList<LiveAccount>>.Of([.. found.Values]);
    }

    public async Task<CoreResult<LiveAccount?>> ReadAccountAsync(string account, CancellationToken cancel)
    {
        if (!AccountPattern().IsMatch(account)) return CoreResult<LiveAccount?>.Of(null);
        var call = new CoreCall("read account", account, HttpMethod.Get, $"v1/accounts/{account}");
        var reply = await transport.ReadAsync(call, cancel);
        if (reply is { Fault: null, Status: 404 } && Error(reply)?.Code == NotFound) return CoreResult<LiveAccount?>.Of(null);
        return Read(call, reply, body =>
        {
            var live = parties.ToLive(From<AccountBody>(body));
            Require(live.Account == account, "account", "is not the one that was asked for");
            return CoreResult<LiveAccount?>.Of(live);
        });
    }

    public async Task<CoreResult<TransactionPage>> ReadTransactionsAsync(RegisterKey register, DateOnly from, DateOnly to, string cursor, CancellationToken cancel)
    {
        var (account, subAccount) = register;
        if (!AccountPattern().IsMatch(account)) return CoreResult<TransactionPage>.Failed(CoreFault.Refused, NotFound, "no such account");
        var call = new CoreCall("read transactions", account, HttpMethod.Get,
            FormattableString.Invariant($"v1/accounts/{account}/transactions?subAccount={Uri.EscapeDataString(subAccount)}&from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}")
            + FormattableString.Invariant($"&cursor={Uri.EscapeDataString(cursor)}&limit={TransactionsPerPage}"))
        {
            Topic = CoreTopic.Inquiry,
        };
        return Read(call, await transport.ReadAsync(call, cancel), body =>
        {
            var page = From<TransactionsBody>(body);
            Require(page.NextCursor.Length == 0 || page.NextCursor != cursor, "nextCursor", "does not go on");
            return CoreResult<TransactionPage>.Of(new([.. page.Transactions.Select(AccountMapping.ToTransaction)], page.NextCursor));
        });
    }

    public async Task<CoreResult<FeedPage>> ReadFeedAsync(string cursor, CancellationToken cancel)
    {
        var call = new CoreCall("read feed", "", HttpMethod.Get, FormattableString.Invariant($"v1/feed?cursor={Uri.EscapeDataString(cursor)}&limit={EventsPerPage}"));
        return Read(call, await transport.ReadAsync(call, cancel), body =>
        {
            var page = From<FeedBody>(body);
            Require(page.Events.Count == 0 || page.NextCursor != cursor, "nextCursor", "does not go on");
            return CoreResult<FeedPage>.Of(new([.. page.Events.Select(AccountMapping.ToEvent)], page.NextCursor));
        });
    }

    public async Task<CoreResult<OperationPage>> ReadOperationsAsync(DateTimeOffset since, string cursor, CancellationToken cancel)
    {
        var call = new CoreCall("read operations", "", HttpMethod.Get,
            FormattableString.Invariant($"v1/operations?since={Uri.EscapeDataString(since.ToString("O", CultureInfo.InvariantCulture))}&cursor={Uri.EscapeDataString(cursor)}&limit={OperationsPerPage}"));
        var reply = await transport.ReadAsync(call, cancel);
        // A core of before this list knows no such address.
        if (reply is { Fault: null, Status: 404 or 405 }) return CoreResult<OperationPage>.Failed(CoreFault.Refused, CoreCodes.NoJournal, "the core lists no changes");
        return Read(call, reply, body =>
        {
            var page = From<OperationsBody>(body);
            Require(page.NextCursor.Length == 0 || page.NextCursor != cursor, "nextCursor", "does not go on");
            return CoreResult<OperationPage>.Of(new([.. page.Operations.Select(InstructionMapping.ToOperation)], page.NextCursor));
        });
    }

    public async Task<string?> ProblemAsync(CancellationToken cancel) =>
        await transport.ProbeAsync(new CoreCall("health", "", HttpMethod.Get, "v1/health"), cancel) switch
        {
            { Fault: null, Status: 200 } => null,
            { Status: 404 } => "has no /v1/health: another service, or another version of the contract",
            { Status: 401 or 403 } => "turns the gateway away",
            { Status: > 0 } other => string.Create(CultureInfo.InvariantCulture, $"answers with status {other.Status}"),
            _ => "does not answer",
        };

    public async Task<CoreResult<CoreConfirmation>> ExecuteAsync(CoreInstruction instruction, string key, bool mayHaveBeenSent, CancellationToken cancel)
    {
        if (!AccountPattern().IsMatch(instruction.Register.Account))
            return CoreResult<CoreConfirmation>.Failed(CoreFault.Refused, NotFound, "no such account");
        var call = InstructionMapping.ToCall(instruction, key);
        var sent = mayHaveBeenSent;
        var reply = await transport.RetryAsync(call, AttemptAsync, cancel);
        if (sent && reply.Fault is CoreFault.NotSent or CoreFault.SentNoAnswer)
        {
            // The last attempt may have had its effect after all. Even where the core has not seen the key yet, the request may be on its way.
            reply = await LookUpAsync(call, cancel) is { } known ? known with { FailedTries = reply.FailedTries, LastFailure = reply.LastFailure } : reply with { Fault = CoreFault.SentNoAnswer };
        }

        return Read(call, reply, body => Confirmation(instruction, key, body));

        async Task<CoreReply> AttemptAsync(CancellationToken token)
        {
            if (sent && await LookUpAsync(call, token) is { } known) return known;
            var answer = await transport.SendAsync(call, token);
            sent |= answer.Fault is CoreFault.SentNoAnswer;
            return answer;
        }
    }

    public async Task<CoreResult<CoreConfirmation>> AskAsync(CoreInstruction instruction, string key, CancellationToken cancel)
    {
        var call = InstructionMapping.ToCall(instruction, key).LookUp;
        return Read(call, await transport.ReadAsync(call, cancel), body => Confirmation(instruction, key, body));
    }

    /// <summary>What became of a change, in the form of an answer to it; null: the core has never seen its key.</summary>
    async Task<CoreReply?> LookUpAsync(CoreCall change, CancellationToken cancel)
    {
        var reply = await transport.SendAsync(change.LookUp, cancel);
        if (reply.Fault is CoreFault.Malformed) return reply;
        if (reply.Fault is not null) return reply with { Fault = CoreFault.SentNoAnswer };
        if (reply.Status == 200)
        {
            logger.FoundByKey(change.Key!);
            return reply;
        }

        return Error(reply)?.Code == CoreCodes.NeverSeen ? null : reply with { Fault = CoreFault.Malformed, Code = "CORE_LOOK_UP", Message = $"status {reply.Status} to a look-up" };
    }

    static CoreResult<CoreConfirmation> Confirmation(CoreInstruction instruction, string key, ReadOnlyMemory<byte> json)
    {
        var body = From<OperationBody>(json);
        InstructionMapping.RequireSame(instruction, key, body);
        return body switch
        {
            { Outcome: "DONE" } => CoreResult<CoreConfirmation>.Of(InstructionMapping.Confirmed(instruction, key, body)),
            { Outcome: "REFUSED", Refusal: { Code.Length: > 0 } refusal } => CoreResult<CoreConfirmation>.Failed(CoreFault.Refused, refusal.Code, refusal.Message),
            _ => throw new MalformedAnswerException("outcome is not known"),
        };
    }

    CoreResult<T> Read<T>(CoreCall call, CoreReply reply, Func<ReadOnlyMemory<byte>, CoreResult<T>> read)
    {
        var result = Judge(reply, read);
        if (reply.FailedTries > 0) result = result with { FailedTries = reply.FailedTries, LastFailure = reply.LastFailure };
        var masked = Masked.Of(call.Account);
        if (result.Fault is CoreFault.NotSent or CoreFault.SentNoAnswer) logger.GaveUp(call.Name, masked, result.Fault, result.Code);
        if (result.Fault is CoreFault.Refused) logger.Refused(call.Name, masked, result.Code);
        if (result.Fault is CoreFault.Malformed) logger.Malformed(call.Name, masked, result.Code, result.Message);
        return result;
    }

    static CoreResult<T> Judge<T>(CoreReply reply, Func<ReadOnlyMemory<byte>, CoreResult<T>> read)
    {
        if (reply.Fault is { } fault) return CoreResult<T>.Failed(fault, reply.Code, reply.Message);
        try
        {
            if (reply.Status is >= 200 and < 300) return read(reply.Body);
        }
        catch (MalformedAnswerException malformed)
        {
            return CoreResult<T>.Failed(CoreFault.Malformed, "CORE_MALFORMED", malformed.Message);
        }

        return Error(reply) switch
        {
            null => CoreResult<T>.Failed(CoreFault.Malformed, "CORE_MALFORMED", $"status {reply.Status} without a code"),
            // Two requests under one key: a defect on one side or the other, and no answer to a court.
            { Code: KeyConflict } => CoreResult<T>.Failed(CoreFault.Malformed, KeyConflict, "the key was used for another request"),
            { } error => CoreResult<T>.Failed(CoreFault.Refused, error.Code, error.Message),
        };
    }

    static ErrorBody? Error(CoreReply reply)
    {
        try
        {
            return From<ErrorBody>(reply.Body) is { Code.Length: > 0 } error ? error : null;
        }
        catch (MalformedAnswerException)
        {
            return null;
        }
    }

    static T From<T>(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json.Span, CoreJson.Options) ?? throw new MalformedAnswerException("body is null");
        }
        catch (JsonException unreadable)
        {
            throw new MalformedAnswerException($"body at {unreadable.Path ?? "$"} is not what the contract says");
        }
    }

    /// <summary>Account numbers of the contract. Anything else is no account of the core, and must not become a part of an address.</summary>
    [GeneratedRegex("^[0-9A-Za-z_-]{1,40}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex AccountPattern();
}
