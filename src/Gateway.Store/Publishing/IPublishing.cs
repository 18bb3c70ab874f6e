using Gateway.Register.Answers;
using Gateway.Register.Orders;

namespace Gateway.Store.Publishing;

/// <summary>What the bank's own consumers are told: entries of the audit chain and receipts, each behind a stored cursor, in the order of their numbers.</summary>
public interface IPublishing
{
    /// <summary>The channels that have receipts.</summary>
    Task<IReadOnlyList<string>> ReadChannelsAsync(CancellationToken cancel);

    /// <summary>How far a stream was published; 0: nothing yet.</summary>
    /// <param name="channel">Of receipts the channel; of events empty.</param>
    Task<long> ReadPublishedAsync(string stream, string channel, CancellationToken cancel);

    /// <summary>Everything up to this number is published.</summary>
    /// <exception cref="LeaseLostException">Another process publishes by now.</exception>
    Task MarkPublishedAsync(Lease lease, string stream, string channel, long to, CancellationToken cancel);

    /// <summary>Entries of the audit chain behind a number, at most <paramref name="max"/>, each with the account that it is about, where it is about one.</summary>
    Task<IReadOnlyList<PublicEntry>> ReadEntriesAsync(long after, int max, CancellationToken cancel);

    /// <summary>A channel's receipts behind a number, at most <paramref name="max"/>, without their documents.</summary>
    Task<IReadOnlyList<PublicReceipt>> ReadReceiptHeadsAsync(string channel, long after, int max, CancellationToken cancel);
}

/// <summary>An entry of the audit chain. Account is empty where it is about none, or about several.</summary>
public sealed record PublicEntry(long No, DateTimeOffset At, string Actor, string Action, string Subject, string Detail, string Account);

/// <summary>A receipt and the lines of its order as they stand; Answer is null while a line has none, and for an order that moved into the archive.</summary>
public sealed record PublicReceipt(string Channel, long Sequence, OrderKey Order, OrderKind OrderKind, ReceiptKind Kind, DateTimeOffset CreatedAt, IReadOnlyList<PublicLine> Lines);

public sealed record PublicLine(string LineNo, string Account, Measure Measure, LineAnswer? Answer);
