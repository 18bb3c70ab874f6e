using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Gateway.Bus.Kafka;

/// <summary>What the clients report on their own. A broker that is away is reported again and again: logged once in a while.</summary>
internal sealed class ClientEvents(TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string, ErrorCode), long> _logged = [];

    public void Failed(string client, Error error)
    {
        lock (_lock)
        {
            if (_logged.TryGetValue((client, error.Code), out var last) && time.GetElapsedTime(last) < Quiet) return;
            _logged[(client, error.Code)] = time.GetTimestamp();
        }

        Log.ClientError(log, client, error.Code.ToString(), error.Reason);
    }

    /// <summary>Only for whoever looks for a fault: what matters comes as an error too.</summary>
    public void Said(LogMessage message) => Log.ClientSaid(log, message.Facility, message.Message);
}
