using Gateway.Register.Answers;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Store;

/// <summary>
/// The durable truth, spoken to in whole steps. Every method that writes returns only when its effect survives a power cut;
/// concurrent writers share one transaction and one fsync (group commit). A step whose account was changed by another worker in the meantime
/// writes nothing and returns false or <see cref="AcceptKind"/>; nothing is half written.
/// </summary>
public interface IStore : ILargeDocuments, IAsyncDisposable
{
    /// <summary>Brings the schema to this build's version (forward only) and checks that the store is not newer.</summary>
    Task MigrateAsync(CancellationToken cancel);

    /// <summary>Looks at the files: every page of the database, and whether every segment of the archive is there with its length. A database that is damaged is not used from then on.</summary>
    Task<StoreDamage> FindDamageAsync(CancellationToken cancel);

    // ---- ingress

    /// <summary>The newest version of an order of this channel, or null: repeats are recognised before anything else (C30).</summary>
    Task<KnownOrder?> FindOrderAsync(string channelId, string orderNo, CancellationToken cancel);

    /// <summary>
    /// Documents into the archive, then order, lines, audit entry and outbox rows in one transaction. The arrival is stamped inside it, strictly rising.
    /// A racing submission of the same order gives Repeat or Conflict.
    /// </summary>
    Task<AcceptResult> AcceptAsync(AcceptOrder order, CancellationToken cancel);

    /// <summary>An audit entry for a message turned away: digest, channel, faults.</summary>
    Task AuditAsync(AuditEntry entry, CancellationToken cancel);

    /// <summary>Orders came again as they are known, each so often since it was last told: for people. An order that is not there is passed over.</summary>
    Task RecordRepeatsAsync(IReadOnlyDictionary<OrderKey, Repeats> repeats, CancellationToken cancel);

    // ---- relay and recovery

    /// <summary>A topic's oldest unsent outbox rows, at most <paramref name="max"/>, in order. By topic, so that waiting inquiries never hold back a freeze.</summary>
    Task<IReadOnlyList<OutboxRow>> ReadOutboxAsync(string topic, int max, CancellationToken cancel);

    /// <summary>These rows are on the bus now.</summary>
    Task MarkSentAsync(IReadOnlyList<long> outboxIds, CancellationToken cancel);

    /// <summary>A topic's keys (accounts or parties) with unfinished work behind <paramref name="after"/>, in key order, at most <paramref name="max"/>: what an in-process bus is refilled from at start.</summary>
    Task<IReadOnlyList<string>> ReadUnfinishedAsync(string topic, string after, int max, CancellationToken cancel);

    /// <summary>
    /// A topic's keys behind <paramref name="after"/> whose work was served at or before <paramref name="before"/> and is still not finished, in key order, at most <paramref name="max"/>:
    /// what a message may have been lost for.
    /// </summary>
    Task<IReadOnlyList<string>> ReadStalledAsync(string topic, DateTimeOffset before, string after, int max, CancellationToken cancel);

    /// <summary>How many orders each channel still waits for, by kind. Read from an index alone, but all of it: for now and then, not for each order.</summary>
    Task<IReadOnlyList<ChannelBacklog>> ReadBacklogsAsync(CancellationToken cancel);

    // ---- worker: control

    /// <summary>
    /// The account's next unfinished line in order of service, with everything it is decided from and, after a crash, the intent that was already written;
    /// null when nothing waits. A line that waits for review is passed over, and so are lines held back by it.
    /// </summary>
    Task<AccountTurn?> OpenTurnAsync(string account, CancellationToken cancel);

    /// <summary>
    /// The decision and its core instructions, before any of them is carried out. Raises the account's version and returns the turn to go on with
    /// (new version, intent filled in); null: another worker was faster, open the turn again.
    /// </summary>
    Task<AccountTurn?> RecordIntentAsync(AccountTurn turn, TurnIntent intent, CancellationToken cancel);

    /// <summary>Register changes, answer, audit and outbox in one transaction; raises the account's version and sequence. False: another worker was faster.</summary>
    Task<OutcomeResult> RecordOutcomeAsync(AccountTurn turn, TurnOutcome outcome, CancellationToken cancel);

    /// <summary>
    /// The line waits for two people: its provisional freeze, if the decision brings one, stands in the register, and a task is open at the desk. False: another worker was faster.
    /// </summary>
    /// <param name="due">After how long an undecided task is an alarm.</param>
    Task<bool> RecordReviewAsync(AccountTurn turn, Gateway.Register.Decisions.Decision decision, TimeSpan due, CancellationToken cancel);

    /// <summary>The line takes its place, by its time of service, in the queue of another account: the funds account linked to its other asset (11). False: another worker was faster.</summary>
    Task<bool> RerouteAsync(AccountTurn turn, string account, CancellationToken cancel);

    /// <summary>The line waits until the line in review that acts on this freeze is decided. False: another worker was faster.</summary>
    Task<bool> HoldBackAsync(AccountTurn turn, string freezeId, CancellationToken cancel);

    /// <summary>Attempts at the line failed that the account's next turn would open: for people. Nothing is written where that is none of an order's.</summary>
    Task RecordSetbackAsync(string account, Setback setback, CancellationToken cancel);

    /// <summary>Attempts at an order's answer or receipt failed: for people.</summary>
    Task RecordSetbackAsync(OrderKey order, OrderStep step, Setback setback, CancellationToken cancel);

    /// <summary>The register of an account or sub-account, to read only.</summary>
    Task<RegisterBook> ReadBookAsync(Gateway.Register.Accounts.RegisterKey key, CancellationToken cancel);

    /// <summary>Parks an account, or with null cause lets it go on (with an outbox row, so that work starts again). An account without an open line is not parked, and the first line that gets through takes the parking away. Parking keeps the lines in order; a parked account's turn can still be opened.</summary>
    Task SetParkedAsync(string account, string? cause, CancellationToken cancel);

    /// <summary>Parked accounts behind <paramref name="after"/>, by number, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<ParkedAccount>> ReadParkedAsync(string after, int max, CancellationToken cancel);

    /// <summary>
    /// Queues an expiry line (service time = the end of its last day) for every live freeze whose last day lies before <paramref name="today"/> and that has none yet,
    /// another authority's that people entered too, and a look at each register where one that the core knows has ended; returns how many, with outbox rows for their accounts (C8, C27).
    /// </summary>
    Task<int> ScheduleExpiriesAsync(DateOnly today, TimeZoneInfo zone, CancellationToken cancel);

    // ---- worker: what happens in the core without the gateway

    /// <summary>
    /// Takes or prolongs the lease on the core's feed, so that one process reads it; returns the stored cursor ("": from the beginning), or null while another holder has it.
    /// A lease that lies further ahead than its length, as after a clock was set back, counts for nothing.
    /// </summary>
    Task<string?> LeaseFeedAsync(string holder, TimeSpan length, CancellationToken cancel);

    /// <summary>
    /// Queues a line for each register named that has live freezes, with outbox rows, and moves the cursor, all in one transaction; returns how many lines.
    /// Nothing happens if the cursor is not <paramref name="cursor"/> any more.
    /// </summary>
    Task<int> RecordFeedAsync(string cursor, string next, IReadOnlyList<Gateway.Register.Accounts.RegisterKey> changed, CancellationToken cancel);

    // ---- worker: remittances to other banks

    /// <summary>Queues, for each debit's key that has a remittance, a line that asks the core what became of it, unless one waits; returns how many lines.</summary>
    Task<int> AskPaymentsAsync(IReadOnlyList<string> keys, CancellationToken cancel);

    /// <summary>The same for remittances under way that the core was not asked about since <paramref name="before"/>, some at a time.</summary>
    Task<int> AskDuePaymentsAsync(DateTimeOffset before, CancellationToken cancel);

    /// <summary>How many remittances are under way since <paramref name="before"/> or longer.</summary>
    Task<long> CountPendingPaymentsAsync(DateTimeOffset before, CancellationToken cancel);

    /// <summary>Remittances of which the court is still to be told, by number, behind <paramref name="after"/>, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<UntoldPayment>> ReadUntoldPaymentsAsync(long after, int max, CancellationToken cancel);

    /// <summary>Stores the INTERIM or CORRECTION receipt about a remittance; null: the court was told that already, or it is not so any more.</summary>
    Task<StoredReceipt?> StorePaymentReceiptAsync(NewReceipt receipt, long paymentId, CancellationToken cancel);

    // ---- worker: inquiries

    /// <summary>Unfinished inquiries of a party that do not wait for people, in order of service, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<OpenInquiry>> ReadInquiriesAsync(string partyKey, int max, CancellationToken cancel);

    /// <summary>The inquiry waits for two people, with a task at the desk; nothing of the accounts waits with it. False: it waits already, or has its answer.</summary>
    /// <param name="due">After how long an undecided task is an alarm.</param>
    Task<bool> RecordInquiryReviewAsync(OrderKey order, Gateway.Register.Decisions.ReviewNeed need, TimeSpan due, CancellationToken cancel);

    /// <summary>An inquiry's answer; false if it had one already.</summary>
    Task<bool> RecordInquiryAsync(OrderKey order, InquiryAnswer answer, CancellationToken cancel);

    // ---- receipts

    /// <summary>Orders of a kind that are complete and have no FINAL receipt yet, oldest first, behind the order with this number (0: from the first), at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<UnansweredOrder>> ReadUnansweredAsync(OrderKind kind, long after, int max, CancellationToken cancel);

    /// <summary>
    /// Controls that arrived at or before <paramref name="before"/>, still have open lines, and whose court was not told so, or was told before that of another number of open lines:
    /// oldest first, behind the order with this number, at most <paramref name="max"/>.
    /// </summary>
    Task<IReadOnlyList<UnansweredOrder>> ReadInterimDueAsync(DateTimeOffset before, long after, int max, CancellationToken cancel);

    /// <summary>
    /// Stores an INTERIM receipt under the channel's next sequence number, if the order still has just so many open lines and its court was not told that yet; else null.
    /// </summary>
    Task<StoredReceipt?> StoreInterimAsync(NewReceipt receipt, int openLines, CancellationToken cancel);

    /// <summary>The order with its lines' answers or its inquiry's, or null.</summary>
    Task<OrderFile?> ReadOrderAsync(OrderKey order, CancellationToken cancel);

    /// <summary>Notices without their ADVANCE receipt whose order has its FINAL one, oldest first, behind the one with this number (0: from the first), at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<WaitingNotice>> ReadNoticesAsync(long after, int max, CancellationToken cancel);

    /// <summary>Stores a receipt under the channel's next sequence number (no gap, no repeat: I7). A FINAL receipt, or a notice's, that is there already is returned unchanged.</summary>
    Task<StoredReceipt> StoreReceiptAsync(NewReceipt receipt, CancellationToken cancel);

    /// <summary>
    /// Receipts of a channel from a sequence number on, in order; acknowledged ones only with <paramref name="acknowledgedToo"/>. At most <paramref name="max"/>, and fewer where their
    /// OFDs are large: at least one if there is one. They end before one whose document is damaged, which is noted so that it is made anew; one that cannot be is left out.
    /// </summary>
    Task<IReadOnlyList<StoredReceipt>> ReadReceiptsAsync(string channelId, long fromSequence, int max, bool acknowledgedToo, CancellationToken cancel);

    /// <summary>The FINAL receipt of an order's newest version that has one (or of the version named), or null.</summary>
    /// <exception cref="Archive.ArchiveDamagedException">Its document is damaged; that is noted, so that it is made anew.</exception>
    Task<StoredReceipt?> FindReceiptAsync(string channelId, string orderNo, int? version, CancellationToken cancel);

    /// <summary>A channel's receipt by its number, or null.</summary>
    /// <exception cref="Archive.ArchiveDamagedException">Its document is damaged; that is noted, so that it is made anew.</exception>
    Task<StoredReceipt?> ReadReceiptAsync(string channelId, long sequence, CancellationToken cancel);

    /// <summary>The highest receipt number that the channel was ever given; 0: none.</summary>
    Task<long> ReadLastReceiptAsync(string channelId, CancellationToken cancel);

    /// <summary>A piece of this receipt's document could not be read as it was written: it is to be made anew.</summary>
    Task NoteDamageAsync(StoredReceipt receipt, CancellationToken cancel);

    /// <summary>The channel has these; numbers it never got are returned as unknown and change nothing.</summary>
    Task<IReadOnlyList<long>> AcknowledgeAsync(string channelId, IReadOnlyList<long> sequences, CancellationToken cancel);

    // ---- documents and audit

    /// <summary>A document's bytes by their SM3 (lower-case hex), or null.</summary>
    Task<byte[]?> ReadDocumentAsync(string sm3, CancellationToken cancel);

    /// <summary>Walks the audit chain from its first entry to its last (I8): null if it verifies, else the first entry that does not.</summary>
    Task<long?> VerifyAuditAsync(CancellationToken cancel);

    /// <summary>What the store takes the time to be: a service clock that is off it ranks orders wrongly (16). Also the cheapest proof that the store answers.</summary>
    Task<StoreClock> ReadClockAsync(CancellationToken cancel);

    /// <summary>Numbers for metrics and tests.</summary>
    Task<StoreStatistics> ReadStatisticsAsync(CancellationToken cancel);
}
