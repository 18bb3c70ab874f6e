using Gateway.Register.Accounts;
using Gateway.Register.Decisions;

namespace Gateway.Store.Restores;

/// <summary>The store that is opened was restored from a backup.</summary>
/// <param name="TakenAt">Everything from before this moment is in it.</param>
/// <param name="Given">By channel, the last receipt number that the courts' side has seen, where it was asked.</param>
public sealed record NewRestore(DateTimeOffset TakenAt, string Person, IReadOnlyDictionary<string, long> Given);

/// <summary>A restore as it is kept.</summary>
/// <param name="PauseId">The pause over everything that it began; its end is for two people, once the effects were listed.</param>
/// <param name="ListedAt">When the core's effects were listed whole; null: not yet.</param>
public sealed record Restore(long RestoreId, DateTimeOffset TakenAt, DateTimeOffset RestoredAt, string Person, long PauseId, DateTimeOffset? ListedAt, IReadOnlyList<RestoredChannel> Channels);

/// <summary>A channel's receipts: numbers behind Had, up to Given, may lie with the courts and are not in the store. The next receipt has the number behind Given.</summary>
/// <param name="Stated">The courts' side said so; else the numbers leap.</param>
public sealed record RestoredChannel(string ChannelId, long Had, long Given, bool Stated);

/// <summary>What the core did under one of the gateway's keys.</summary>
/// <param name="Kind">HOLD_PUT, HOLD_CHANGE, HOLD_REMOVE or DEBIT.</param>
/// <param name="AmountMinor">What left the register, or a hold's limit as it was set; null: unlimited, or removed.</param>
/// <param name="Debit">For a debit, what the core confirmed.</param>
public sealed record CoreEffect(string Key, RegisterKey Register, string Kind, string HoldId, string Currency, long? AmountMinor, DebitConfirmation? Debit, DateTimeOffset At);

public enum LostEffectState
{
    /// <summary>Its account stands still.</summary>
    Found = 1,
    /// <summary>Two people agreed that it counts as done, as the core has it, once its line comes again.</summary>
    Agreed,
    /// <summary>Its line has come to its outcome again, with it.</summary>
    Done,
}

/// <summary>An effect that the store does not know.</summary>
/// <param name="Line">What its key names: channel, order, version and line; an expiry; an act of the desk.</param>
/// <param name="Here">Whether that line is in the store: a court's order has come again.</param>
public sealed record LostEffect(CoreEffect Effect, string Line, int Stage, int Step, LostEffectState State, long? TaskId, bool Here);

/// <summary>What two people agree on of an account.</summary>
public sealed record CatchUpSubject(string Account, IReadOnlyList<string> Keys);
