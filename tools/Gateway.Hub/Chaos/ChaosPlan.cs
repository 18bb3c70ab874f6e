namespace Gateway.Hub.Chaos;

/// <summary>What a run under disturbances consists of.</summary>
/// <param name="Length">How long things go wrong.</param>
/// <param name="Seed">Which orders, and what goes wrong when: the same seed gives the same.</param>
/// <param name="Accounts">Accounts that are ordered on.</param>
/// <param name="Senders">Senders of orders at the same time.</param>
/// <param name="Kafka">Processes of their own over Kafka; else one process on the embedded default.</param>
/// <param name="Older">An earlier release's Gateway.Host.dll: nothing else goes wrong, but its processes are replaced one by one. Null: no upgrade.</param>
internal sealed record ChaosPlan(TimeSpan Length, int Seed, int Accounts, int Senders, KafkaShape? Kafka, string? Older = null);

/// <summary>Brokers and processes of a run over Kafka.</summary>
internal sealed record KafkaShape(int Brokers, int Ingress, int Workers);
