using System.Text.Json.Serialization;
using Gateway.Register;
using Gateway.Register.Answers;
using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store.Outcomes;

namespace Gateway.Store;

/// <summary>An order that the store has: its newest version.</summary>
/// <param name="ContentDigest">SM3 over the business fields in fixed order and the documents' kinds and numbers (C30).</param>
/// <param name="DocumentRefusal">What document review found; a FINAL refusal for it may be followed by a next version.</param>
/// <param name="Curable">The only answer so far was a refusal for documents, seals or officer IDs, so other documents make the next version.</param>
/// <param name="DocumentsDigest">SM3 over the digests of the documents as sent: tells a mended re-submission from a plain repeat.</param>
public sealed record KnownOrder(OrderKey Key, string ContentDigest, string DocumentsDigest, DateTimeOffset ArrivedAt, DateTimeOffset ServiceTime, OrderState State, Reason? DocumentRefusal, bool Curable);

public enum OrderState { Accepted = 1, Answered = 2, Acknowledged = 3 }

/// <summary>What ingress hands over for acceptance.</summary>
/// <param name="ExpectedVersion">1, or the version after a curable one.</param>
/// <param name="Blobs">Documents and detached seals by their SM3 (lower-case hex); those that the archive has already are not written again.</param>
/// <param name="TrustSentTime">The channel's setting; the store works out the service time from it, the order's sent time and the arrival.</param>
public sealed record AcceptOrder(
    string ChannelId, Order Order, int ExpectedVersion, string ContentDigest, string DocumentsDigest, Reason? DocumentRefusal, string DocumentRefusalDetail,
    bool TrustSentTime, IReadOnlyDictionary<string, byte[]> Blobs)
{
    /// <summary>What document review noted for rules that want people to look.</summary>
    public IReadOnlyList<OrderNote> Notes { get; init; } = [];

    /// <summary>Rules:UnknownOfficer = review: a new officer is noted, and entered once people have looked. Else he is entered at once, with a remark.</summary>
    public bool ReviewNewOfficer { get; init; }

    /// <summary>The trace that its first span began (W3C traceparent): the workers go on with it. Null: it is not traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>When people say that a paper order was served (22); null: the store works it out.</summary>
    public DateTimeOffset? ServedAt { get; init; }

    /// <summary>Review:FirstOrder: a court that never ordered before is noted, and entered once people have approved an order of it. Else it is entered at once.</summary>
    public bool ReviewNewCourt { get; init; }
}

public enum AcceptKind { Accepted, Repeat, Conflict }

/// <summary>Known is the accepted order or, for Repeat and Conflict, the one that was there.</summary>
public sealed record AcceptResult(AcceptKind Kind, KnownOrder Known);

/// <summary>An entry of the audit chain. Detail is JSON without customer data.</summary>
public sealed record AuditEntry(string Actor, string Action, string Subject, string Detail);

/// <summary>A message for the bus: topic ("control", "inquiry") and its key.</summary>
/// <param name="AddedAt">When it was written, UTC ticks; 0: not known.</param>
/// <param name="TraceParent">The trace of the order that it was written for; null: none.</param>
public sealed record OutboxRow(long Id, string Topic, string Key, long AddedAt = 0, string? TraceParent = null);

/// <summary>
/// One line to decide, with what the store knows about it. AccountVersion guards every write of the turn. Order and Header are null for the bank's own expiry line.
/// First, Debit and AfterRefusal are the intents that were written already: they are carried out again under their keys, never decided anew.
/// </summary>
/// <param name="Sequence">The account's next sequence, which this line takes when it is final.</param>
/// <param name="ParkedCause">Why the account is parked; null: it is not.</param>
public sealed record AccountTurn(
    string Account, long AccountVersion, long LineId, OrderKey? Order, ControlLine Line, Order? Header, Reason? DocumentRefusal, string DocumentRefusalDetail, string ChannelId,
    DateTimeOffset ServiceTime, DateTimeOffset RankTime, long Sequence, RegisterBook Book, TurnIntent? First, TurnIntent? Debit, TurnIntent? AfterRefusal = null, string? ParkedCause = null)
{
    /// <summary>The core's entries of the register when its freezes were last reckoned; null: not known.</summary>
    public SeenEntries? Seen { get; init; }
    /// <summary>The provisional freeze of a line on its way into review (stage 4).</summary>
    public TurnIntent? Provisional { get; init; }
    /// <summary>The order's trace; null: it has none.</summary>
    public string? TraceParent { get; init; }
    /// <summary>What people decided, where the line was in review.</summary>
    public ReviewOutcome? Review { get; init; }
    /// <summary>Freezes that lines in review, or set aside for a pause, act on: another line that acts on one of them waits.</summary>
    public IReadOnlyList<string> FreezesInReview { get; init; } = [];
    /// <summary>What acceptance noted of the order.</summary>
    public IReadOnlyList<OrderNote> Notes { get; init; } = [];
    /// <summary>The register's fund accounts of the line's payee number, with their courts, as they are at this moment: an approval just now counts.</summary>
    public IReadOnlyList<EnteredFund> EnteredFunds { get; init; } = [];
    /// <summary>What people found out about the line's instructions in the core; null: they were not asked.</summary>
    public LineSettlement? Settlement { get; init; }
    /// <summary>Of a line of the bank's own about a remittance: what is known of it.</summary>
    public OffUsPayment? Payment { get; init; }
    /// <summary>In a restored store: what the core had done for this line before, as two people agreed; null: nothing.</summary>
    public LostWork? Lost { get; init; }
}

/// <summary>What the core did for a line before the store was restored. It counts as done, and the line is decided on the account as it was.</summary>
/// <param name="Line">What the line's core keys begin with.</param>
/// <param name="Done">Its instructions that the core carried out.</param>
/// <param name="BackMinor">What debits of this line and of others that have not come to their outcome again have taken from the register since.</param>
public sealed record LostWork(string Line, IReadOnlyList<SettledInstruction> Done, long BackMinor)
{
    /// <summary>Why an account is parked until two people have agreed on what a restored store does not know of it.</summary>
    public const string Cause = "restored";
}

/// <summary>A settlement by hand of a parked line. Confirmed false: one person has proposed it, and until a second has decided nothing more is sent to the core.</summary>
public sealed record LineSettlement(bool Confirmed, IReadOnlyList<SettledInstruction> Instructions);

/// <summary>An execution-fund account of the register (C13b).</summary>
public sealed record EnteredFund(string CourtCode, ExecutionFundAccount Fund);

/// <summary>A decision written before its instructions are carried out. Stage 1: the first look; stage 2: the debit; stage 3: what is taken back after the core refused; stage 4: the provisional freeze before a review.</summary>
public sealed record TurnIntent(int Stage, Decision Decision);

/// <summary>What one line came to. Final is applied to the register; Answer goes into the receipt. For an expiry line Answer is null.</summary>
public sealed record TurnOutcome(Decision Final, LineAnswer? Answer, IReadOnlyList<AuditEntry> Audit)
{
    /// <summary>Freezes that take more now: each waits for its ADVANCE receipt, unless its court was told that very actual last.</summary>
    public IReadOnlyList<FreezeNotice> Notices { get; init; } = [];

    /// <summary>The branch that keeps the account, for statistics.</summary>
    public Branch Branch { get; init; } = Branch.None;

    /// <summary>The core's entries that this outcome reckoned with; null: as before.</summary>
    public SeenEntries? Seen { get; init; }

    /// <summary>
    /// Of a deduction: its sum goes to another bank; unless it is paid, the line waits for that with its register changes done. Of the bank's own line about a remittance: as it stands now.
    /// </summary>
    public OffUsPayment? Payment { get; init; }
}

/// <summary>A remittance of which the court is still to be told, by a receipt of this kind.</summary>
/// <param name="Answer">The line's answer as it stands.</param>
public sealed record UntoldPayment(long PaymentId, OrderKey Order, ReceiptKind Kind, LineAnswer Answer);

/// <summary>Whether it was written, and whether the order's last line is final now.</summary>
public sealed record OutcomeResult(bool Written, bool OrderComplete);

public sealed record OpenInquiry(OrderKey Order, Order Header, Reason? DocumentRefusal, string DocumentRefusalDetail, DateTimeOffset ServiceTime)
{
    /// <summary>What acceptance noted of it.</summary>
    public IReadOnlyList<OrderNote> Notes { get; init; } = [];

    /// <summary>Its trace; null: it has none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What people decided, where it was in review.</summary>
    public ReviewOutcome? Review { get; init; }
}

public sealed record ParkedAccount(string Account, string Cause, DateTimeOffset Since, int WaitingLines);

/// <summary>An order with all that is known of it; Answers in line order, one for each final line, and (open) for each whose remittance is under way.</summary>
public sealed record OrderFile(
    OrderKey Key, Order Order, OrderState State, Reason? DocumentRefusal, string DocumentRefusalDetail, DateTimeOffset ArrivedAt, DateTimeOffset ServiceTime,
    IReadOnlyList<LineAnswer> Answers, InquiryAnswer? Inquiry, int OpenLines)
{
    /// <summary>How many of the open lines wait for people.</summary>
    public int LinesInReview { get; init; }

    /// <summary>An inquiry that waits for people, as a whole.</summary>
    public bool InquiryInReview { get; init; }

    /// <summary>Its trace; null: it has none. Not for the archive: traces are kept for days.</summary>
    [JsonIgnore]
    public string? TraceParent { get; init; }
}

/// <summary>An order that waits for a receipt, with the store's number of it, which rises with arrival.</summary>
public sealed record UnansweredOrder(long OrderId, OrderKey Key);

/// <summary>How many orders of a kind a channel waits for.</summary>
public sealed record ChannelBacklog(string ChannelId, OrderKind Kind, long Orders);

/// <summary>The latest arrival that any process stamped, and the database server's own clock; null where the database has none but the machine's.</summary>
public sealed record StoreClock(DateTimeOffset LastArrival, DateTimeOffset? Server);

public enum ReceiptKind { Final = 1, Interim = 2, Advance = 3, Correction = 4, Objection = 5 }

/// <summary>A receipt to store: the OFD and the message that stands beside it (protobuf bytes).</summary>
public sealed record NewReceipt(OrderKey Order, ReceiptKind Kind, byte[] Ofd, byte[] Body, DateTimeOffset CreatedAt)
{
    /// <summary>The notice that an ADVANCE receipt carries: it has one receipt.</summary>
    public long? NoticeId { get; init; }

    /// <summary>The objection whose letter it is: it has one; and until when the court replies.</summary>
    public long? ObjectionId { get; init; }
    public DateOnly? ReplyUntil { get; init; }

    /// <summary>What the order is: the receipt of a control does not wait behind those of inquiries.</summary>
    public OrderKind OrderKind { get; init; } = OrderKind.Control;

    /// <summary>Whose stream it goes into; null: the order's channel.</summary>
    public string? ChannelId { get; init; }

    /// <summary>The OFD, stored already, where it is too large to hold: <see cref="Ofd"/> is empty then.</summary>
    public LargeDocument? Large { get; init; }
}

/// <summary>A notice whose ADVANCE receipt is still to be made, with its order.</summary>
/// <param name="ChannelId">Whose stream it goes into.</param>
/// <param name="CourtCode">Who is told; null: the order's court.</param>
/// <param name="CourtName">Its name.</param>
public sealed record WaitingNotice(long NoticeId, OrderKey Order, string ChannelId, string? CourtCode, string? CourtName, LineAnswer Answer);

public sealed record StoredReceipt(string ChannelId, long Sequence, OrderKey Order, ReceiptKind Kind, byte[] Ofd, byte[] Body, DateTimeOffset CreatedAt, bool Acknowledged)
{
    /// <summary>The OFD where it is too large to hold: <see cref="Ofd"/> is empty then.</summary>
    public LargeDocument? Large { get; init; }

    /// <summary>Its order's trace; null: it has none.</summary>
    public string? TraceParent { get; init; }
}

public sealed record StoreStatistics(long Orders, long OpenLines, long OpenInquiries, long UnansweredOrders, long UnsentOutbox, long ParkedAccounts, long UnacknowledgedReceipts, int SchemaVersion)
{
    /// <summary>Notices without their ADVANCE receipt; those that must not precede their order's FINAL one do not count.</summary>
    public long WaitingNotices { get; init; }
    /// <summary>When the oldest row of the outbox was written that is not on the bus yet, by topic; null: none is known.</summary>
    public DateTimeOffset? OldestControlMessage { get; init; }
    /// <inheritdoc cref="OldestControlMessage"/>
    public DateTimeOffset? OldestInquiryMessage { get; init; }
    /// <summary>When the oldest receipt was made that a channel has not acknowledged, by channel; channels that have acknowledged all are not here.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> OldestUnacknowledged { get; init; } = new Dictionary<string, DateTimeOffset>();
    /// <summary>Receipts whose document is damaged and that are to be made anew.</summary>
    public long DamagedReceipts { get; init; }
    /// <summary>Those that cannot be made anew: an alarm.</summary>
    public long LostReceipts { get; init; }
    /// <summary>Segments of the archive that this process met missing, cut short or altered, and that are so still: an alarm.</summary>
    public long DamagedSegments { get; init; }
    /// <summary>Remittances to other banks that are under way.</summary>
    public long PendingPayments { get; init; }
    /// <summary>Remittances of which the court is still to be told.</summary>
    public long UntoldPayments { get; init; }
    /// <summary>Differences between register and core, or with the courts' side, that a reconciliation found: an alarm.</summary>
    public long OpenDifferences { get; init; }
    /// <summary>Lines that wait for people or the end of a pause, or behind one that does.</summary>
    public long WaitingLines { get; init; }
    /// <summary>Objections of the bank that no court has decided.</summary>
    public long OpenObjections { get; init; }
    /// <summary>Pauses that hold: an alarm (22).</summary>
    public long Pauses { get; init; }
    /// <summary>Tasks at the desk that are not done.</summary>
    public long OpenDeskTasks { get; init; }
    /// <summary>Those among them whose time is over: an alarm.</summary>
    public long OverdueDeskTasks { get; init; }
    /// <summary>Confirmed acts that the register or the core would not have: people must look.</summary>
    public long RefusedDeskTasks { get; init; }
    /// <summary>Answers that a hub refuses: people must look.</summary>
    public long RefusedFeeds { get; init; }
}

/// <summary>What is wrong with the store's files.</summary>
/// <param name="Database">What the database says of itself; null: nothing is wrong.</param>
/// <param name="Segments">Segments of the archive that are missing or too short.</param>
public sealed record StoreDamage(string? Database, IReadOnlyList<string> Segments);
