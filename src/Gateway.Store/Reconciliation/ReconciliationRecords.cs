using Gateway.Register.Freezes;

namespace Gateway.Store.Reconciliation;

/// <summary>An account's registers as one moment has them.</summary>
/// <param name="Busy">A line of it has begun: what the core holds may be half of its work.</param>
public sealed record AccountBooks(long Version, bool Busy, IReadOnlyList<RegisterBook> Books);

/// <summary>What differs.</summary>
public enum DifferenceKind
{
    HoldMissing = 1,
    HoldUnknown,
    HoldLimit,
    HoldEnd,
    HoldRank,
    /// <summary>Money came back from another bank and has not found its place.</summary>
    MoneyReturned,
    /// <summary>The core does not know an account that has a live freeze.</summary>
    AccountMissing,
    /// <summary>An account was in motion, or the core did not answer for it, as often as it was looked at.</summary>
    NotCompared,
    /// <summary>Receipts that a channel has not acknowledged for long.</summary>
    ReceiptsUnacknowledged,
    /// <summary>The hub counts otherwise.</summary>
    HubCount,
}

public enum DifferenceState
{
    Open = 1,
    /// <summary>A later run did not find it any more.</summary>
    Gone,
    /// <summary>Two people looked, and it stays as it is.</summary>
    Settled,
}

/// <summary>A difference that a run found. Subject: the hold's number, the channel, or what was counted; it has one open row.</summary>
public sealed record FoundDifference(DifferenceKind Kind, string Account, string SubAccount, string Subject, string Expected, string Found);

/// <summary>A difference as it is kept.</summary>
/// <param name="TaskId">The task at the desk that mends it; null: none was opened.</param>
public sealed record Difference(
    long DifferenceId, FoundDifference What, DifferenceState State, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset? ClosedAt, long? TaskId);

/// <summary>One run. EndedAt null: it is under way, or its process has gone.</summary>
public sealed record ReconciliationRun(long RunId, string By, DateTimeOffset BegunAt, DateTimeOffset? EndedAt, long Accounts, long NotCompared, long Found);

/// <summary>A channel's receipts that are not acknowledged since before a moment.</summary>
public sealed record LateReceipts(string ChannelId, long Count, long FirstSequence, DateTimeOffset Oldest);
