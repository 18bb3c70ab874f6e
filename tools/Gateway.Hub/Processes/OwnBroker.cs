namespace Gateway.Hub.Processes;

/// <summary>A Kafka for one run of a command, in a folder that goes with it.</summary>
internal sealed class OwnBroker : IAsyncDisposable
{
    readonly string folder;
    readonly KafkaBroker broker;

    OwnBroker(string folder, KafkaBroker broker)
    {
        this.folder = folder;
        this.broker = broker;
    }

    /// <summary>What clients are told.</summary>
    public string Bootstrap => broker.Bootstrap;

    /// <summary>Its process.</summary>
    public int Process => broker.ProcessOf(1);

    /// <exception cref="InvalidDataException">There is no Kafka here; the message says what to install.</exception>
    /// <exception cref="ServiceStartException">It did not come up.</exception>
    public static async Task<OwnBroker> StartAsync(CancellationToken cancel)
    {
        if (await KafkaBroker.MissingAsync(cancel) is { } missing) throw new InvalidDataException(missing);
        Console.WriteLine("starting Kafka …");
        var folder = Directory.CreateTempSubdirectory("gateway-kafka-").FullName;
        var broker = await KafkaBroker.StartAsync(folder, nodes: 1, extra: null, cancel);
        Console.WriteLine($"Kafka is up: {broker.Bootstrap}");
        return new OwnBroker(folder, broker);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await broker.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
