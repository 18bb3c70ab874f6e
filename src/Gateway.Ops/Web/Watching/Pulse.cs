using Gateway.Store;
using Gateway.Store.Outcomes;

namespace Gateway.Ops.Web.Watching;

/// <summary>How the service does at one moment.</summary>
/// <param name="At">When it was looked.</param>
/// <param name="Numbers">The store's; null: it does not answer.</param>
/// <param name="PerMinute">Orders accepted in the last minute.</param>
/// <param name="Median">Half of the latest orders had their receipt after so long; null: none has one.</param>
/// <param name="Slowest">All but one in a hundred had.</param>
/// <param name="Parts">What must work, and what is wrong with it; null: nothing.</param>
/// <param name="Backlogs">Orders that each channel waits for.</param>
/// <param name="Contacts">When each channel was last heard of.</param>
/// <param name="Partitions">What waits in each partition of the bus that this process has.</param>
/// <param name="Today">What was served today and has its outcome, by currency.</param>
internal sealed record Pulse(
    DateTimeOffset At, StoreStatistics? Numbers, long PerMinute, TimeSpan? Median, TimeSpan? Slowest,
    IReadOnlyList<(string Name, string? Problem)> Parts, IReadOnlyList<ChannelBacklog> Backlogs,
    IReadOnlyDictionary<string, DateTimeOffset> Contacts, IReadOnlyList<PartitionBacklog> Partitions, IReadOnlyList<OutcomeCount> Today);

/// <summary>One moment of the charts.</summary>
internal sealed record PulsePoint(DateTimeOffset At, long Orders, TimeSpan? Median, TimeSpan? Slowest);

/// <summary>Messages of a partition that are not finished.</summary>
internal sealed record PartitionBacklog(string Topic, int Partition, long Messages);
