using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store.Registers;
using Gateway.Store.TakeOver;

namespace Gateway.Store.Desk;

public enum DeskTaskKind
{
    /// <summary>A court's line that waits for people.</summary>
    Review,
    /// <summary>Two freezes change places (C16).</summary>
    HandOver,
    /// <summary>A freeze becomes another court's (C16).</summary>
    Transfer,
    /// <summary>Another authority's freeze (C27).</summary>
    EnterOtherFreeze,
    /// <summary>Another authority's freeze is lifted (C27).</summary>
    EndOtherFreeze,
    /// <summary>For people to know: an order that was served earlier ranks behind one that was executed before it arrived (16).</summary>
    RankCase,
    /// <summary>A certificate or seal that is to speak for a court.</summary>
    EnterCourtSeal,
    /// <summary>One that is to speak for its court no more.</summary>
    EndCourtSeal,
    /// <summary>What the core really did for a line that parks its account: its outcome follows from that.</summary>
    Settle,
    /// <summary>Entries of the registers that people keep.</summary>
    ChangeRegister,
    /// <summary>Freezes, payees and officers of the system before.</summary>
    TakeOver,
    /// <summary>What stands still goes on (22).</summary>
    Resume,
    /// <summary>What the core holds for a freeze is brought to what the register says (reconciliation).</summary>
    Mend,
    /// <summary>The bank objects in writing to a court's order (异议).</summary>
    Objection,
    /// <summary>What became of an objection.</summary>
    ObjectionOutcome,
    /// <summary>A paper order is taken like one from the network (22).</summary>
    OfflineOrder,
    /// <summary>What the core did on an account that a restored store does not know counts as done, and the account goes on.</summary>
    CatchUp,
}

public enum DeskTaskState
{
    Open,
    /// <summary>Waits for the checker.</summary>
    Proposed,
    /// <summary>An act that two people confirmed: its line has not come to its outcome yet.</summary>
    Confirmed,
    /// <summary>An act that the register or the core would not have: people propose it again once the reason is gone, or give it up.</summary>
    Refused,
    Done,
}

public enum DeskDecision
{
    Approve,
    Reject,
    /// <summary>退回; of a review only.</summary>
    Return,
}

/// <summary>Why a step at the desk was not taken.</summary>
public enum DeskFault
{
    NoSuchTask,
    /// <summary>Somebody has proposed already, or it is done.</summary>
    NotOpen,
    /// <summary>Nobody has proposed yet, or it is done.</summary>
    NotProposed,
    /// <summary>Maker and checker are two people.</summary>
    SamePerson,
    NameMissing,
    /// <summary>A hand-over, a transfer or a new seal needs its document; a rejection, a return or a seal's end its reason.</summary>
    EvidenceMissing,
    NoteMissing,
    /// <summary>A court that gets its order back must know whom to ask.</summary>
    ContactMissing,
    /// <summary>Only a review can be sent back.</summary>
    NotReturnable,
    /// <summary>The certificate is in the register already, with this seal or for another court.</summary>
    SealEntered,
    /// <summary>The register has no such entry.</summary>
    SealNotEntered,
    /// <summary>The order that is named is not here.</summary>
    NoSuchOrder,
    /// <summary>The number of a paper order is in use already.</summary>
    OrderEntered,
    /// <summary>There is no such objection, or it is closed.</summary>
    ObjectionClosed,
    /// <summary>The line of a settlement came to its outcome by itself.</summary>
    LineFinal,
    /// <summary>An entry of a register is not what it was when its change was proposed.</summary>
    RegisterMoved,
    /// <summary>With the change the registers would contradict each other.</summary>
    RegisterUnsound,
    /// <summary>A restored store goes on only after the core's effects were listed.</summary>
    NotListed,
    /// <summary>What the store does not know of the account is not what was proposed, or there is nothing any more.</summary>
    CatchUpMoved,
    /// <summary>What lies ready to be taken over is not what was proposed, or one of its orders or accounts has begun here meanwhile.</summary>
    TakeOverMoved,
}

/// <summary>What is proposed. EvidenceKey is the SM3 (lower-case hex) of Evidence, under which the archive keeps it; both empty where there is none.</summary>
public sealed record DeskProposal(string Maker, DeskDecision Decision, string Note, string EvidenceKey, byte[] Evidence)
{
    public DeskProposal(string maker, DeskDecision decision, string note)
        : this(maker, decision, note, "", [])
    {
    }

    /// <summary>Of a return: whom the court asks, and the number; both go into the receipt.</summary>
    public string Contact { get; init; } = "";
    public string Phone { get; init; } = "";
}

/// <summary>A task that people raise; the number in the act is the store's to give.</summary>
public sealed record NewDeskTask(DeskTaskKind Kind, string Account, string SubAccount, DeskAct? Act, string Basis)
{
    /// <summary>About a court's seal; the basis says whose certificate it is.</summary>
    public NewDeskTask(DeskTaskKind kind, CourtSeal seal, string basis)
        : this(kind, "", "", null, basis) => Seal = seal;

    /// <summary>About something else, described by JSON of the kind's own.</summary>
    public static NewDeskTask About(DeskTaskKind kind, string subjectJson, string basis) => new(kind, "", "", null, basis) { SubjectJson = subjectJson };

    /// <summary>What a task is about that is neither an act nor a seal.</summary>
    public string? SubjectJson { get; init; }

    /// <summary>About registers; the basis says in short what changes.</summary>
    public NewDeskTask(RegisterChange change, string basis)
        : this(DeskTaskKind.ChangeRegister, "", "", null, basis) => Change = change;

    /// <summary>About a system that is taken over; the basis has its totals.</summary>
    public NewDeskTask(TakeOverSubject takeOver, string basis)
        : this(DeskTaskKind.TakeOver, "", "", null, basis) => TakeOver = takeOver;

    public CourtSeal? Seal { get; }

    public TakeOverSubject? TakeOver { get; }

    public RegisterChange? Change { get; }
    /// <summary>Scans that belong to it, by their SM3 (lower-case hex): archived with the proposal.</summary>
    public IReadOnlyDictionary<string, byte[]> Scans { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>When it is an alarm that nothing was decided; null: never.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The open line that a settlement is about, and its order where a court ordered it.</summary>
    public long? LineId { get; init; }
    public OrderKey? Order { get; init; }
    public string LineNo { get; init; } = "";
}

/// <summary>Which tasks; OrderNo null: whatever order.</summary>
public sealed record DeskFilter(string? OrderNo, bool ClosedToo);

/// <summary>One task as it stands. Order and LineNo for a task about a court's line; Decision, Maker, Note once proposed.</summary>
public sealed record DeskTask(
    long TaskId, DeskTaskKind Kind, DeskTaskState State, string Account, string SubAccount, OrderKey? Order, string LineNo, string Rules, string Basis, DeskAct? Act,
    DateTimeOffset OpenedAt, DateTimeOffset? DueAt, DeskDecision? Decision, string Maker, string Note, string EvidenceKey, string Checker, DateTimeOffset? ClosedAt)
{
    /// <summary>For a task about a court's seal.</summary>
    public CourtSeal? Seal { get; init; }
    /// <summary>For a task that is neither about an act nor a seal: what it is about, as JSON of its kind.</summary>
    public string? SubjectJson { get; init; }
    /// <summary>For a task about a system that is taken over.</summary>
    public TakeOverSubject? TakeOver { get; init; }
    /// <summary>For a task about registers.</summary>
    public RegisterChange? Change { get; init; }
    /// <summary>Why the last attempt at an act did nothing; null: it was done, or not tried yet.</summary>
    public Reason? Refusal { get; init; }
    public string RefusalDetail { get; init; } = "";
    /// <summary>Of a return: whom the court asks, and the number.</summary>
    public string Contact { get; init; } = "";
    public string Phone { get; init; } = "";
}
