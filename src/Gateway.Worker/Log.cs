using Gateway.CoreBanking;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Desk;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker;

/// <summary>Event ids 2000–2999. Account numbers are masked; of parties nothing is logged.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Error, "The background loop \"{Loop}\" broke and begins again")]
    public static partial void LoopFailed(ILogger log, Exception problem, string loop);

    [LoggerMessage(2010, LogLevel.Warning, "The core could not answer for account {Account}: {Fault} {Code}; the account rests")]
    public static partial void CoreFault(ILogger log, string account, CoreFault fault, string code);

    [LoggerMessage(2011, LogLevel.Critical, "An invariant is broken on account {Account}: {Invariant} ({Subject}); nothing more is done to it")]
    public static partial void InvariantBroken(ILogger log, Exception problem, string account, string invariant, string subject);

    [LoggerMessage(2012, LogLevel.Error, "A line of account {Account} failed; the account rests")]
    public static partial void TurnFailed(ILogger log, Exception problem, string account);

    [LoggerMessage(2013, LogLevel.Error, "Account {Account} is parked after {Attempts} failed attempts; its lines wait in order")]
    public static partial void Parked(ILogger log, string account, int attempts);

    [LoggerMessage(2014, LogLevel.Information, "Account {Account} goes on")]
    public static partial void Unparked(ILogger log, string account);

    [LoggerMessage(2017, LogLevel.Information, "A line ({Measure}) of account {Account} waits, for people or in another account's queue")]
    public static partial void LineWaits(ILogger log, string account, Measure measure);

    [LoggerMessage(2015, LogLevel.Information, "Another worker was faster on account {Account}; its turn is opened again")]
    public static partial void TurnStale(ILogger log, string account);

    [LoggerMessage(2018, LogLevel.Information, "Account {Account} waits: a settlement of its line by hand is proposed")]
    public static partial void SettlementProposed(ILogger log, string account);

    [LoggerMessage(2025, LogLevel.Information, "Account {Account} waits: a restored store does not know what the core has done there (gateway catch-up list)")]
    public static partial void AccountRestored(ILogger log, string account);

    [LoggerMessage(2100, LogLevel.Critical, "The core has done {Effects} things under this gateway's keys that the store does not know: it is older than it should be. Everything is paused (gateway catch-up list)")]
    public static partial void StoreIsOlder(ILogger log, int effects);

    [LoggerMessage(2101, LogLevel.Warning, "It could not be asked whether the core has done what the store does not know: {Fault} {Code}; it is asked again")]
    public static partial void NotAskedYet(ILogger log, CoreFault fault, string code);

    [LoggerMessage(2016, LogLevel.Warning, "{Claims} claims were registered or raised on account {Account} behind a court's freeze: they do not bind the court (freeze rule 24)")]
    public static partial void LateClaim(ILogger log, string account, int claims);

    [LoggerMessage(2019, LogLevel.Error, "What two people decided on account {Account} ({Measure}) was not done: the desk shows the reason")]
    public static partial void ActRefused(ILogger log, string account, Measure measure);

    [LoggerMessage(2023, LogLevel.Information, "A line ({Measure}) of account {Account} waits for the end of pause {Pause}")]
    public static partial void LinePaused(ILogger log, string account, Measure measure, long pause);

    [LoggerMessage(2024, LogLevel.Information, "What waited for {Pauses} pauses that are over is with the workers again")]
    public static partial void CaughtUp(ILogger log, int pauses);

    [LoggerMessage(2020, LogLevel.Warning, "The core could not answer an inquiry: {Fault} {Code}; attempt {Attempts}")]
    public static partial void InquiryFault(ILogger log, CoreFault fault, string code, int attempts);

    [LoggerMessage(2021, LogLevel.Error, "An inquiry failed, attempt {Attempts}")]
    public static partial void InquiryFailed(ILogger log, Exception problem, int attempts);

    [LoggerMessage(2022, LogLevel.Information, "Inquiry {Order} waits for people")]
    public static partial void InquiryWaits(ILogger log, OrderKey order);

    [LoggerMessage(2030, LogLevel.Information, "Receipt {Sequence} answers order {Order}")]
    public static partial void ReceiptStored(ILogger log, OrderKey order, long sequence);

    [LoggerMessage(2031, LogLevel.Error, "The receipt of order {Order} could not be made; it is tried again after {Seconds} s")]
    public static partial void ReceiptFailed(ILogger log, Exception problem, OrderKey order, long seconds);

    [LoggerMessage(2040, LogLevel.Information, "{Lines} expiry lines queued for freezes that ended before {Today}")]
    public static partial void ExpiriesQueued(ILogger log, int lines, DateOnly today);

    [LoggerMessage(2032, LogLevel.Information, "Receipt {Sequence} tells the court of order {Order} that its freeze takes more")]
    public static partial void NoticeStored(ILogger log, OrderKey order, long sequence);

    [LoggerMessage(2033, LogLevel.Information, "Receipt {Sequence} tells the court of order {Order} what is known while {OpenLines} lines wait")]
    public static partial void InterimStored(ILogger log, OrderKey order, long sequence, int openLines);

    [LoggerMessage(2070, LogLevel.Error, "Money that order {Order} deducted from account {Account} came back from the payee's bank: it is under the court's freeze again")]
    public static partial void PaymentReturned(ILogger log, OrderKey order, string account);

    [LoggerMessage(2071, LogLevel.Error, "{Payments} remittances are not confirmed after {Hours} h")]
    public static partial void PaymentsOverdue(ILogger log, long payments, int hours);

    [LoggerMessage(2072, LogLevel.Information, "Receipt {Sequence} ({Kind}) tells the court of order {Order} how a remittance stands")]
    public static partial void PaymentTold(ILogger log, OrderKey order, ReceiptKind kind, long sequence);

    [LoggerMessage(2080, LogLevel.Error, "Reconciliation found {Differences} differences on {Accounts} accounts: gateway reconcile list shows them")]
    public static partial void DifferencesFound(ILogger log, long differences, long accounts);

    [LoggerMessage(2081, LogLevel.Information, "Reconciliation found no difference on {Accounts} accounts")]
    public static partial void NothingDiffers(ILogger log, long accounts);

    [LoggerMessage(2082, LogLevel.Error, "The day's reconciliation could not run: the core does not answer; it is tried again")]
    public static partial void NotReconciled(ILogger log);

    [LoggerMessage(2034, LogLevel.Information, "Receipt {Sequence} brings the bank's objection to order {Order} to the court")]
    public static partial void ObjectionStored(ILogger log, OrderKey order, long sequence);

    [LoggerMessage(2035, LogLevel.Warning, "Receipt {Sequence} of channel {Channel} for {Order} was damaged and has been made anew under its number")]
    public static partial void ReceiptRemade(ILogger log, string channel, long sequence, OrderKey order);

    [LoggerMessage(2036, LogLevel.Critical, "Receipt {Sequence} of channel {Channel} for {Order} is damaged and cannot be made anew: the channel's stream passes it by")]
    public static partial void ReceiptLost(ILogger log, Exception cause, string channel, long sequence, OrderKey order);

    [LoggerMessage(2037, LogLevel.Information, "Receipt {Sequence} of channel {Channel} can be read again")]
    public static partial void ReceiptWhole(ILogger log, string channel, long sequence);

    [LoggerMessage(2062, LogLevel.Warning, "Objection {Objection} to order {Order}: the court's time to reply ends with {Until}")]
    public static partial void ReplyDue(ILogger log, long objection, OrderKey order, DateOnly until);

    [LoggerMessage(2063, LogLevel.Error, "Objection {Objection} to order {Order}: the court should have replied by {Until}; the measure stays as it is")]
    public static partial void ReplyOverdue(ILogger log, long objection, OrderKey order, DateOnly until);

    [LoggerMessage(2060, LogLevel.Error, "Task {Task} at the desk ({Kind}, order {Order}) should have been decided by {Due}: people are waited for")]
    public static partial void TaskOverdue(ILogger log, long task, DeskTaskKind kind, OrderKey? order, DateTimeOffset? due);

    [LoggerMessage(2026, LogLevel.Information, "That an attempt failed could not be written down")]
    public static partial void SetbackNotKept(ILogger log, Exception cause);

    [LoggerMessage(2090, LogLevel.Warning, "A shadow's receipts could not be put away now; they are the next time")]
    public static partial void ShadowReceiptsFailed(ILogger log, Exception cause);

    [LoggerMessage(2091, LogLevel.Warning, "{Keys} accounts or parties have waited for long and were sent to the {Topic} topic again")]
    public static partial void SentAgain(ILogger log, int keys, string topic);

    [LoggerMessage(2050, LogLevel.Warning, "The core has no feed: claims that fall or end are noticed at an account's next line only")]
    public static partial void NoFeed(ILogger log);

    [LoggerMessage(2051, LogLevel.Warning, "The core's feed could not be read: {Fault} {Code}; it is tried again")]
    public static partial void FeedFault(ILogger log, CoreFault fault, string code);
}
