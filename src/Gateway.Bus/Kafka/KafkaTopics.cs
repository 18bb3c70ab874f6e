using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Gateway.Bus.Kafka;

/// <summary>Makes the topics that are missing, and says in one sentence what is wrong with those that are there.</summary>
internal sealed class KafkaTopics(KafkaOptions options, IReadOnlyList<string> names)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>What is wrong; null: all of them are there as they must be.</returns>
    public async Task<string?> PrepareAsync(Handle handle, CancellationToken cancel)
    {
        using var admin = new DependentAdminClientBuilder(handle).Build();
        try
        {
            var there = await ReadAsync(admin, Patience).ConfigureAwait(false);
            var missing = names.Where(name => there.All(t => t.Topic != name)).ToList();
            if (missing.Count > 0)
            {
                await MakeAsync(admin, missing).ConfigureAwait(false);
                // A topic that was just made shows everywhere a little later.
                return $"topics are being made: {string.Join(", ", missing)}";
            }

            cancel.ThrowIfCancellationRequested();
            var faults = there.Where(t => names.Contains(t.Topic)).Select(Fault).OfType<string>().ToList();
            return faults.Count == 0 ? null : string.Join("; ", faults);
        }
        catch (CreateTopicsException refused)
        {
            return string.Join("; ", refused.Results.Where(r => IsFault(r.Error)).Select(r => $"topic {r.Topic} cannot be made: {r.Error.Reason}"));
        }
        catch (KafkaException away)
        {
            return $"no broker of {options.Bootstrap} answers: {away.Error.Reason}";
        }
    }

    /// <summary>Looks, and makes nothing.</summary>
    /// <returns>What is wrong, and which topics are missing.</returns>
    public async Task<(string? Fault, IReadOnlyList<string> Missing)> LookAsync(IAdminClient admin, TimeSpan patience)
    {
        try
        {
            var there = await ReadAsync(admin, patience).ConfigureAwait(false);
            var faults = there.Where(t => names.Contains(t.Topic)).Select(Fault).OfType<string>().ToList();
            return (faults.Count == 0 ? null : string.Join("; ", faults), [.. names.Where(name => there.All(t => t.Topic != name))]);
        }
        catch (KafkaException away)
        {
            return ($"no broker of {options.Bootstrap} answers: {away.Error.Reason}", []);
        }
    }

    // All topics: asked for by its name, a topic might be made with whatever the broker holds to be right.
    private static async Task<List<TopicMetadata>> ReadAsync(IAdminClient admin, TimeSpan patience) =>
        (await Task.Run(() => admin.GetMetadata(patience)).ConfigureAwait(false)).Topics.Where(t => !t.Error.IsError).ToList();

    private async Task MakeAsync(IAdminClient admin, IEnumerable<string> missing)
    {
        try
        {
            await admin.CreateTopicsAsync(
                missing.Select(name => new TopicSpecification
                {
                    Name = name,
                    NumPartitions = options.Partitions,
                    ReplicationFactor = (short)options.Replication,
                    // One copy may be away without any message being at risk, or refused.
                    Configs = new() { ["min.insync.replicas"] = Math.Max(1, options.Replication - 1).ToString(CultureInfo.InvariantCulture) },
                }),
                new CreateTopicsOptions { RequestTimeout = Patience, OperationTimeout = Patience }).ConfigureAwait(false);
        }
        catch (CreateTopicsException refused) when (!refused.Results.Any(r => IsFault(r.Error)))
        {
            // Another process was faster.
        }
    }

    private string? Fault(TopicMetadata topic)
    {
        if (topic.Partitions.Count != options.Partitions)
            return $"topic {topic.Topic} has {topic.Partitions.Count} partitions, {KafkaOptions.Section}:{nameof(options.Partitions)} says {options.Partitions}";
        var copies = topic.Partitions.Min(p => p.Replicas.Length);
        return copies < options.Replication ? $"topic {topic.Topic} has {copies} copies, {KafkaOptions.Section}:{nameof(options.Replication)} says {options.Replication}" : null;
    }

    private static bool IsFault(Error error) => error.IsError && error.Code != ErrorCode.TopicAlreadyExists;
}
