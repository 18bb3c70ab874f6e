using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.CoreBanking;

/// <summary>The bank's core system. Refusals and faults are values; nothing but cancellation is thrown.</summary>
public interface ICoreBanking
{
    /// <summary>The accounts of a person or company, matched exactly by name, ID kind and number (5). None: an empty list.</summary>
    Task<CoreResult<IReadOnlyList<LiveAccount>>> FindAccountsAsync(PartyIdentity party, CancellationToken cancel);

    /// <summary>An account with its sub-accounts, balances, claims, co-owners, other freezes and holds; null: the core knows no such account.</summary>
    Task<CoreResult<LiveAccount?>> ReadAccountAsync(string account, CancellationToken cancel);

    /// <summary>
    /// Carries out one change under its idempotency key. With <paramref name="mayHaveBeenSent"/> (a replay) or after a send without an answer,
    /// the core is asked by key first, so that one key has one effect (I2).
    /// </summary>
    Task<CoreResult<CoreConfirmation>> ExecuteAsync(CoreInstruction instruction, string key, bool mayHaveBeenSent, CancellationToken cancel);

    /// <summary>
    /// What the core says now of a change under its key, without sending it: how far a debit's remittance got, above all. A key that it never saw is refused with <c>OPERATION_NOT_FOUND</c>.
    /// </summary>
    Task<CoreResult<CoreConfirmation>> AskAsync(CoreInstruction instruction, string key, CancellationToken cancel);

    /// <summary>One page of an account's transactions within the bank's days from–to; an empty next cursor ends it.</summary>
    Task<CoreResult<TransactionPage>> ReadTransactionsAsync(RegisterKey register, DateOnly from, DateOnly to, string cursor, CancellationToken cancel);

    /// <summary>
    /// What happened to accounts without the gateway, behind a cursor ("": from the beginning), in order and each at least once. No events: the end was reached.
    /// A core without a feed refuses with <c>FEED_NOT_FOUND</c>.
    /// </summary>
    Task<CoreResult<FeedPage>> ReadFeedAsync(string cursor, CancellationToken cancel);

    /// <summary>
    /// The changes that the core has carried out under the gateway's keys since a moment, in order, page by page ("": from the beginning); an empty next cursor ends it. What a restored store is held against.
    /// A core that keeps no such list refuses with <c>JOURNAL_NOT_FOUND</c>.
    /// </summary>
    Task<CoreResult<OperationPage>> ReadOperationsAsync(DateTimeOffset since, string cursor, CancellationToken cancel) =>
        Task.FromResult(CoreResult<OperationPage>.Failed(CoreFault.Refused, CoreCodes.NoJournal, "the core lists no changes"));

    /// <summary>Why the core cannot be worked with: it does not answer, is no core of this contract, or is not up; null: it can.</summary>
    Task<string?> ProblemAsync(CancellationToken cancel);
}

/// <summary>How a core call failed, in the order of its stages.</summary>
public enum CoreFault
{
    /// <summary>Nothing reached the core: try again.</summary>
    NotSent = 1,
    /// <summary>Sent, but no answer: the effect is unknown until the core was asked by key.</summary>
    SentNoAnswer,
    /// <summary>The core said no, with a code.</summary>
    Refused,
    /// <summary>An answer that makes no sense: park and look.</summary>
    Malformed,
}

/// <summary>Codes of refusals that the gateway tells apart.</summary>
public static class CoreCodes
{
    /// <summary>The core has no rate for a conversion (C23).</summary>
    public const string NoQuote = "NO_QUOTE";
    /// <summary>The core has no feed.</summary>
    public const string NoFeed = "FEED_NOT_FOUND";
    /// <summary>The core does not list what it carried out.</summary>
    public const string NoJournal = "JOURNAL_NOT_FOUND";
    /// <summary>The core has never seen a key.</summary>
    public const string NeverSeen = "OPERATION_NOT_FOUND";
}

/// <summary>A value, or a fault with the core's code and message.</summary>
public sealed record CoreResult<T>(T? Value, CoreFault? Fault, string Code = "", string Message = "")
{
    public bool Ok => Fault is null;
    /// <summary>How many tries of the call failed on the way, the last one too where the call failed by it.</summary>
    public int FailedTries { get; init; }
    /// <summary>How the last of them failed: fault and code.</summary>
    public string LastFailure { get; init; } = "";
    public static CoreResult<T> Of(T value) => new(value, null);
    public static CoreResult<T> Failed(CoreFault fault, string code, string message) => new(default, fault, code, message);
}

/// <summary>What the core confirmed for a key. Debit is set for a debit.</summary>
public sealed record CoreConfirmation(string Key, DateTimeOffset At, DebitConfirmation? Debit);

public sealed record TransactionPage(IReadOnlyList<AccountTransaction> Transactions, string NextCursor);

/// <summary>One page of the feed and where to go on.</summary>
public sealed record FeedPage(IReadOnlyList<FeedEvent> Events, string NextCursor);

/// <summary>One page of what the core carried out; an empty next cursor ends it.</summary>
public sealed record OperationPage(IReadOnlyList<CoreOperation> Operations, string NextCursor);

/// <summary>A change that the core carried out. AmountMinor: what left the register, or a hold's limit as it was set (null: unlimited, or the hold was removed), in minor units of Currency.</summary>
/// <param name="Kind">HOLD_PUT, HOLD_CHANGE, HOLD_REMOVE or DEBIT.</param>
/// <param name="HoldId">The hold; empty for a debit.</param>
/// <param name="Debit">For a debit.</param>
public sealed record CoreOperation(string Key, string Kind, RegisterKey Register, DateTimeOffset At, string HoldId, string Currency, long? AmountMinor, DebitConfirmation? Debit)
{
    /// <summary>The kind of a debit.</summary>
    public const string DebitKind = "DEBIT";
}

/// <summary>Something changed on a register; the account says what it is now. Of a payment Reference is its debit's key: the core says what became of it.</summary>
public sealed record FeedEvent(FeedEventKind Kind, RegisterKey Register, string Reference = "");

public enum FeedEventKind { Credit = 1, Claim, OtherFreeze, Closure, Payment }
