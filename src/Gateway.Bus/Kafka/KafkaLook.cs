using Confluent.Kafka;

namespace Gateway.Bus.Kafka;

/// <summary>What a process that has not started yet can say of the brokers.</summary>
public static class KafkaLook
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Asks the brokers for the bus's topics. Makes and sends nothing.</summary>
    /// <returns>What is wrong (null: nothing), and the topics that a start would make.</returns>
    public static async Task<(string? Fault, IReadOnlyList<string> Missing)> LookAsync(KafkaOptions options)
    {
        using var admin = new AdminClientBuilder(new Dictionary<string, string>(ClientSettings.Common(options), StringComparer.Ordinal) { ["client.id"] = "look" }).SetLogHandler((_, _) => { }).Build();
        return await new KafkaTopics(options, options.Topics).LookAsync(admin, Patience).ConfigureAwait(false);
    }
}
