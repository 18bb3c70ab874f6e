namespace Gateway.Bus;

/// <summary>What a message is about. Each topic has consumers and quotas of its own, so that inquiries never delay a freeze.</summary>
public enum WorkTopic { Control, Inquiry }

/// <summary>"There is work for this key": an account (control) or a party (inquiry). The store stays the truth; a message may come twice, but may not be lost.</summary>
public sealed record WorkMessage(WorkTopic Topic, string Key)
{
    /// <summary>The trace that the work belongs to (W3C traceparent); null: none. Where several messages of a key became one, that of the first.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>What the bank's own consumers are told; each has a topic of its own.</summary>
public enum BulletinTopic { Receipts, Events }

/// <summary>One message of it: JSON in UTF-8, in order with the others under its key.</summary>
public sealed record Bulletin(string Key, byte[] Value);

/// <summary>Does the work of a key.</summary>
/// <param name="message">What there is work for.</param>
/// <param name="cancel">Nothing further is to be begun: the consumer ends, or the key goes to another one.</param>
/// <returns>null: done, and the store has it. Otherwise the work rests: the message stays unfinished and comes again after so long, or when a further one for its key comes: that may be why it can go on.</returns>
/// <exception cref="OperationCanceledException">Not done: the message goes to whoever consumes next.</exception>
public delegate Task<TimeSpan?> WorkHandler(WorkMessage message, CancellationToken cancel);

/// <summary>Carries work from the outbox to the workers. Messages of one key are handled one at a time, by one consumer of the group.</summary>
public interface IWorkBus : IAsyncDisposable
{
    /// <summary>Returns when the bus has all of them safely, or throws and the caller sends them again.</summary>
    Task PublishAsync(IReadOnlyList<WorkMessage> messages, CancellationToken cancel);

    /// <summary>Runs <paramref name="handle"/> for every message of a topic until cancelled; a message whose handler threw is delivered again.</summary>
    Task ConsumeAsync(WorkTopic topic, WorkHandler handle, CancellationToken cancel);

    /// <summary>Whether messages survive the end of this process; if not, the caller refills the bus from the store at start.</summary>
    bool Durable { get; }

    /// <summary>Whether the bank's own consumers listen on this bus; if not, nothing is announced and no cursor is kept.</summary>
    bool Announces => false;

    /// <summary>Returns when the bus has all of them safely, in their order under each key, or throws and the caller sends them again.</summary>
    Task AnnounceAsync(BulletinTopic topic, IReadOnlyList<Bulletin> bulletins, CancellationToken cancel) => throw new NotSupportedException("nobody listens on this bus");

    /// <summary>What keeps the bus from working at present; null: nothing.</summary>
    Task<string?> ProblemAsync(CancellationToken cancel);
}
