using Gateway.Register.Orders;

namespace Gateway.Store.Hub;

/// <summary>Where an answer stands on its way to a hub.</summary>
public enum HubFeedState
{
    /// <summary>To be sent, at its time.</summary>
    Due = 1,

    /// <summary>A call began, or a file was written; what became of it is not known yet.</summary>
    Sent = 2,

    /// <summary>The hub has it.</summary>
    Taken = 3,

    /// <summary>The hub refuses it, or has no form for it: people must look.</summary>
    Refused = 4,

    /// <summary>People brought it to the court another way.</summary>
    ByHand = 5,
}

/// <summary>What is said about an answer on its way. May name a customer, and is sealed.</summary>
/// <param name="Message">What the hub said last, or why it was not sent; empty: nothing.</param>
/// <param name="Reason">Of a return: XCHTYY. Empty for an answer.</param>
/// <param name="Note">XCHTBZ.</param>
/// <param name="Contact">XCHTR.</param>
/// <param name="Phone">XCHTDH.</param>
/// <param name="Digest">Of a return: SM3 of the business fields of what goes back, so that the same entry is known again.</param>
public sealed record HubFeedWords(string Message = "", string Reason = "", string Note = "", string Contact = "", string Phone = "", string Digest = "");

/// <summary>One receipt, or one return of what was never taken in, on its way to a hub that is polled or takes files. Channel, order number and sequence name it.</summary>
/// <param name="FeedId">The store's number of it; 0: not stored yet.</param>
/// <param name="Version">The order's; 0: of a return of what was never taken in.</param>
/// <param name="Sequence">The receipt's; 0: of such a return.</param>
/// <param name="Kind">Whose list the order stands in.</param>
public sealed record HubFeed(long FeedId, string ChannelId, string OrderNo, int Version, long Sequence, OrderKind Kind)
{
    public HubFeedState State { get; init; } = HubFeedState.Due;

    /// <summary>How many of its messages the hub has: of a long answer the first, then each of the transactions apart.</summary>
    public int Parts { get; init; }

    /// <summary>Calls, or files, so far.</summary>
    public int Attempts { get; init; }

    /// <summary>Not to be sent before.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>When the last call began, or the file was written; null: never.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When that call ended, or the hub took or refused it; null: it runs, or its process died with it.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The file that it went in last; empty: none.</summary>
    public string Packet { get; init; } = "";

    public HubFeedWords Words { get; init; } = new();

    /// <summary>The order that is answered.</summary>
    public OrderKey Order => new(ChannelId, OrderNo, Version);
}

/// <summary>How many feeds of a channel stand in a state that is not over.</summary>
/// <param name="Oldest">When the oldest of their receipts was made; of returns, when they are due.</param>
public sealed record HubFeedCount(string ChannelId, OrderKind Kind, HubFeedState State, long Count, DateTimeOffset Oldest);
