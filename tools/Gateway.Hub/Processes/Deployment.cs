namespace Gateway.Hub.Processes;

/// <summary>Which processes a gateway consists of, and what they are set to beside what a scenario says.</summary>
/// <param name="Ingress">How many with the role ingress alone.</param>
/// <param name="Workers">How many with the role worker alone.</param>
/// <param name="Ops">How many with the role ops alone.</param>
/// <param name="Settings">Configuration keys of all of them.</param>
internal sealed record Deployment(int Ingress, int Workers, int Ops, IReadOnlyList<KeyValuePair<string, string>> Settings)
{
    /// <summary>One process that does everything, on the embedded default.</summary>
    public static readonly Deployment Embedded = new(0, 0, 0, []);

    /// <summary>Processes of their own for each role, one store, and Kafka between them.</summary>
    /// <param name="bootstrap">The brokers.</param>
    /// <param name="copies">Copies of each partition.</param>
    /// <param name="ingress">How many of each role.</param>
    /// <param name="workers">…</param>
    /// <param name="ops">…</param>
    public static Deployment OverKafka(string bootstrap, int copies = 1, int ingress = 1, int workers = 2, int ops = 1) => new(ingress, workers, ops,
    [
        new("Bus:Kind", "kafka"),
        new("Bus:Kafka:Bootstrap", bootstrap),
        // Several at a time share a broker.
        new("Bus:Kafka:Prefix", $"chakong-{Guid.NewGuid():N}"),
        new("Bus:Kafka:Group", $"gateway-{Guid.NewGuid():N}"),
        new("Bus:Kafka:Partitions", "6"),
        new("Bus:Kafka:Replication", copies.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("Bus:Kafka:SessionSeconds", "6"),
    ]);

    /// <summary>The topics' common first part; empty: no Kafka.</summary>
    public string Prefix => Settings.FirstOrDefault(s => s.Key == "Bus:Kafka:Prefix").Value ?? "";
}
