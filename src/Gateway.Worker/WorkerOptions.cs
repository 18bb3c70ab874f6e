using System.ComponentModel.DataAnnotations;

namespace Gateway.Worker;

/// <summary>The worker's settings (section Worker). Defaults are listed in the README beside it.</summary>
public sealed class WorkerOptions
{
    /// <summary>Most outbox rows that go to the bus in one step.</summary>
    [Range(1, 10_000)]
    public int RelayBatch { get; set; } = 500;

    /// <summary>How often the outbox is looked at for rows of other processes.</summary>
    [Range(10, 60_000)]
    public int RelayPollMilliseconds { get; set; } = 50;

    /// <summary>How long the process that relays is waited for before another takes over, where several have workers.</summary>
    [Range(1, 3600)]
    public int RelayLeaseSeconds { get; set; } = 5;

    /// <summary>Work that was served so long ago and is not finished is sent to a durable bus again, as often: should a message have been lost there, the work is not.</summary>
    [Range(1, 1440)]
    public int SweepMinutes { get; set; } = 30;

    /// <summary>How long work that met a core fault rests before its second attempt; each further rest is twice as long.</summary>
    [Range(1, 60_000)]
    public int RetryFirstMilliseconds { get; set; } = 500;

    /// <summary>The longest rest between two attempts, for a parked account too.</summary>
    [Range(1, 3600)]
    public int RetryMaximumSeconds { get; set; } = 60;

    /// <summary>After so many failed attempts in a row the account is parked: an alarm, still tried again by itself.</summary>
    [Range(1, 100)]
    public int ParkAfterAttempts { get; set; } = 4;

    /// <summary>Most inquiries of one party that are read in one step.</summary>
    [Range(1, 1000)]
    public int InquiryBatch { get; set; } = 20;

    /// <summary>Answers and receipts of inquiries that are begun each second even while controls are in hand that do not end; 0: inquiries do not give way at all.</summary>
    [Range(0, 100_000)]
    public int InquiryFloorPerSecond { get; set; } = 20;

    /// <summary>Most transactions that an answer prints; where there are more, all of them are in a file attached to the receipt. Names as long as they get fill a page with ten, and a court's reader takes 1000 pages.</summary>
    [Range(1, 2000)]
    public int TransactionsPrinted { get; set; } = 1000;

    /// <summary>Most transactions in one answer, printed or attached; beyond it the answer says that there are more.</summary>
    [Range(1, 10_000_000)]
    public int TransactionsMaximum { get; set; } = 200_000;

    /// <summary>Receipts of controls composed and sealed at the same time.</summary>
    [Range(1, 64)]
    public int ReceiptConcurrency { get; set; } = 2;

    /// <summary>The same for receipts of inquiries.</summary>
    [Range(1, 64)]
    public int InquiryReceiptConcurrency { get; set; } = 2;

    /// <summary>How often the store is asked for orders that are done and have no receipt, as after a crash.</summary>
    [Range(1, 3600)]
    public int ReceiptScanSeconds { get; set; } = 5;

    /// <summary>How long a receipt that could not be made rests before its second attempt; each further rest is twice as long.</summary>
    [Range(1, 3600)]
    public int ReceiptRetryFirstSeconds { get; set; } = 5;

    /// <summary>The longest rest of a receipt.</summary>
    [Range(1, 86_400)]
    public int ReceiptRetryMaximumSeconds { get; set; } = 300;

    /// <summary>How long people have to put back what the archive lost, before a receipt whose document was in it is made anew.</summary>
    [Range(0, 86_400)]
    public int ReceiptRemakeSeconds { get; set; } = 60;

    /// <summary>After how long a court is told what is known of a control with open lines, and at least between two such receipts; 0: never.</summary>
    [Range(0, 10_080)]
    public int InterimAfterMinutes { get; set; } = 10;

    /// <summary>How often such controls are looked for.</summary>
    [Range(1, 3600)]
    public int InterimScanSeconds { get; set; } = 30;

    /// <summary>How often the core's feed is read for claims that changed.</summary>
    [Range(50, 600_000)]
    public int FeedPollMilliseconds { get; set; } = 2000;

    /// <summary>How long a process that reads the feed is waited for before another takes over.</summary>
    [Range(1, 3600)]
    public int FeedLeaseSeconds { get; set; } = 15;

    /// <summary>How long after its last answer the core is asked again about a remittance to another bank that is not confirmed.</summary>
    [Range(1, 86_400)]
    public int PaymentAskSeconds { get; set; } = 300;

    /// <summary>After how long an unconfirmed remittance is an alarm.</summary>
    [Range(1, 720)]
    public int PaymentHours { get; set; } = 24;

    /// <summary>How long people may take over a line in review before it is an alarm. Nothing is ever decided by it.</summary>
    [Range(1, 720)]
    public int ReviewHours { get; set; } = 24;

    /// <summary>How often the desk is looked at for tasks that are past their time.</summary>
    [Range(1, 86_400)]
    public int DeskWatchSeconds { get; set; } = 60;

    /// <summary>When the daily reconciliation runs, in minutes after the bank's midnight; 0: never by itself.</summary>
    [Range(0, 1439)]
    public int ReconcileMinutesAfterMidnight { get; set; } = 120;

    /// <summary>So long after a freeze's last change its account is still compared with the core.</summary>
    [Range(1, 3660)]
    public int ReconcileEndedDays { get; set; } = 7;

    /// <summary>A receipt that is not acknowledged after so long is a difference.</summary>
    [Range(1, 8760)]
    public int AcknowledgeHours { get; set; } = 24;

    /// <summary>How long closed differences and runs are kept.</summary>
    [Range(1, 3660)]
    public int DifferenceDays { get; set; } = 400;

    /// <summary>When a day's expiry lines run, in minutes after the bank's midnight (C8): late enough for what was served before it.</summary>
    [Range(0, 720)]
    public int ExpiryMinutesAfterMidnight { get; set; } = 10;
}
