using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Store.Views;

/// <summary>What people look at. Every query reads by an index, and never more than a page, however many orders the store holds.</summary>
public interface IViewStore
{
    /// <summary>How many orders there are, and how long the latest took.</summary>
    /// <param name="orders">How many of the latest are looked at.</param>
    Task<Pace> ReadPaceAsync(int orders, CancellationToken cancel);

    /// <summary>Orders that fit, newest first, before the one with this number (long.MaxValue: from the newest), at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<OrderSummary>> ReadOrdersAsync(OrderFilter filter, long before, int max, CancellationToken cancel);

    /// <summary>What happened to an order, beside its contents (<see cref="IStore.ReadOrderAsync"/>); null: there is none.</summary>
    Task<OrderTrail?> ReadTrailAsync(OrderKey order, CancellationToken cancel);

    /// <summary>An account's lines that are not carried out, in the order in which they will be, at most <paramref name="max"/>; the first is the one that a parked account stopped at.</summary>
    Task<IReadOnlyList<WaitingLine>> ReadWaitingAsync(string account, int max, CancellationToken cancel);

    /// <summary>What a person keeps, by name.</summary>
    Task<IReadOnlyList<SavedSearch>> ReadSearchesAsync(string person, CancellationToken cancel);

    /// <summary>Keeps a search under its name, in place of another of that name.</summary>
    /// <returns>False: the person keeps as many as one may.</returns>
    Task<bool> SaveSearchAsync(string person, SavedSearch search, CancellationToken cancel);

    Task RemoveSearchAsync(string person, string name, CancellationToken cancel);
}

/// <summary>How the service keeps up.</summary>
/// <param name="Orders">Accepted since the store was made.</param>
/// <param name="Waits">From service to FINAL receipt, of those of the latest orders that have one, in no order.</param>
public sealed record Pace(long Orders, IReadOnlyList<TimeSpan> Waits);

/// <summary>Which orders.</summary>
public sealed record OrderFilter
{
    /// <summary>Exactly this number, of whatever channel; null: any.</summary>
    public string? OrderNo { get; init; }
    /// <summary>That have a line on this account; null: any.</summary>
    public string? Account { get; init; }
    /// <summary>Of exactly this case; null: any.</summary>
    public string? CaseNo { get; init; }
    /// <summary>About this party, as the court wrote its ID; null: any.</summary>
    public PartyNumbers? Party { get; init; }
    /// <summary>Of the court with this code; null: any.</summary>
    public string? Court { get; init; }
    /// <summary>With a line, or an inquiry, that was refused or done in part for this; null: any.</summary>
    public Reason? Reason { get; init; }
    /// <summary>How far it is answered; null: any.</summary>
    public OrderState? State { get; init; }
    /// <summary>Only those without their FINAL receipt.</summary>
    public bool Open { get; init; }
    /// <summary>Only those with a line in review, or that are in review as a whole.</summary>
    public bool InReview { get; init; }
    /// <summary>That arrived at or after; null: from the first on.</summary>
    public DateTimeOffset? From { get; init; }
    /// <summary>That arrived before; null: up to now.</summary>
    public DateTimeOffset? Before { get; init; }
}

/// <summary>By what a party's orders are found: ID kind and number. Never logged unmasked.</summary>
public sealed record PartyNumbers(string IdKind, string IdNumber);

/// <summary>An order in a list. OrderId rises with arrival.</summary>
public sealed record OrderSummary(long OrderId, OrderKey Key, OrderKind Kind, OrderState State, DateTimeOffset ArrivedAt, DateTimeOffset ServiceTime, int OpenLines, Reason? DocumentRefusal)
{
    /// <summary>Empty where an order is from before it was kept beside its content.</summary>
    public string CourtCode { get; init; } = "";
    /// <inheritdoc cref="CourtCode"/>
    public string CaseNo { get; init; } = "";
}

/// <summary>What happened to an order.</summary>
public sealed record OrderTrail(OrderSummary Order, IReadOnlyList<LineTrail> Lines, IReadOnlyList<ReceiptTrail> Receipts, IReadOnlyList<int> Versions)
{
    /// <summary>What did not go at the first attempt, the earliest first.</summary>
    public IReadOnlyList<SetbackTrail> Setbacks { get; init; } = [];
    /// <summary>How often the hub sent this version again; null: never.</summary>
    public Repeats? Repeats { get; init; }
}

/// <summary>Attempts that failed at one step of an order.</summary>
/// <param name="LineId">0: the order as a whole.</param>
/// <param name="Cause">Of the last one.</param>
public sealed record SetbackTrail(long LineId, OrderStep Step, int Failures, DateTimeOffset FirstAt, DateTimeOffset LastAt, string Cause);

/// <summary>One line's way. Stages are its intents with the moments at which they were recorded.</summary>
/// <param name="State">1 open, 2 begun, 3 final, 4 in review, 5 behind a line in review.</param>
public sealed record LineTrail(long LineId, string LineNo, Measure Measure, string Account, int State, DateTimeOffset? FinalAt, IReadOnlyList<StageTrail> Stages);

/// <summary>An intent: 1 the first look, 2 the debit, 3 what is taken back after a refusal of the core, 4 the provisional freeze before a review.</summary>
public sealed record StageTrail(int Stage, DateTimeOffset RecordedAt, IReadOnlyList<CoreCallTrail> Calls);

/// <summary>A change that the core was asked for, and the idempotency key under which it was.</summary>
public sealed record CoreCallTrail(string Key, CoreInstruction Instruction);

/// <summary>A receipt of an order.</summary>
public sealed record ReceiptTrail(string ChannelId, long Sequence, ReceiptKind Kind, string OfdKey, DateTimeOffset CreatedAt, DateTimeOffset? AcknowledgedAt);

/// <summary>A line that is not carried out yet. Order null: the bank's own.</summary>
/// <param name="State">1 open, 2 begun.</param>
public sealed record WaitingLine(OrderKey? Order, string LineNo, Measure Measure, int State, DateTimeOffset ServiceTime);

/// <summary>A search that a person keeps.</summary>
/// <param name="Json">What is searched for, as its page writes it; without accounts and parties.</param>
public sealed record SavedSearch(string Name, string Json)
{
    /// <summary>So many a person may keep.</summary>
    public const int Most = 30;
}
