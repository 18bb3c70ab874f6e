using Gateway.Register.Orders;

namespace Gateway.Store.Objections;

/// <summary>How an objection 异议 stands.</summary>
public enum ObjectionState
{
    /// <summary>The court has not decided.</summary>
    Open,
    /// <summary>The bank took it back.</summary>
    Withdrawn,
    /// <summary>The court found for the bank. What follows from it the court orders.</summary>
    Upheld,
    Rejected,
}

/// <summary>What the bank objects to, as two people put it. LineNo empty: the whole order.</summary>
public sealed record ObjectionSubject(OrderKey Order, string LineNo, string Text);

/// <summary>What became of it: the court's document and its day; for a withdrawal the bank's own day.</summary>
public sealed record ObjectionOutcomeSubject(long ObjectionId, ObjectionState Outcome, string DocumentNo, DateOnly On);

/// <summary>The bank's own sealed objection (法释〔2013〕20, article 6).</summary>
/// <param name="ReplyUntil">The 15th day after the letter went into the channel's stream, by which the court replies; null: it has not yet.</param>
/// <param name="Sequence">Of the letter in the channel's stream; null: not sealed yet.</param>
public sealed record Objection(
    long ObjectionId, OrderKey Order, string LineNo, string Text, string Maker, string Checker, DateTimeOffset RaisedAt, DateOnly? ReplyUntil, long? Sequence,
    ObjectionState State, string OutcomeDocument, DateOnly? OutcomeDay);

/// <summary>Objections: raised and decided upon at the desk, their letters sealed by the worker.</summary>
public interface IObjectionStore
{
    /// <summary>Objections by number: those that are open, or with <paramref name="closedToo"/> all.</summary>
    Task<IReadOnlyList<Objection>> ReadObjectionsAsync(bool closedToo, CancellationToken cancel);

    /// <summary>Open ones whose letter is still to be made, oldest first, behind this number, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<Objection>> ReadUnsealedObjectionsAsync(long after, int max, CancellationToken cancel);
}
