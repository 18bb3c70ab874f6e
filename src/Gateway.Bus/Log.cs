using Microsoft.Extensions.Logging;

namespace Gateway.Bus;

/// <summary>Event ids 4000–4999. Keys are account and ID numbers: they are not logged.</summary>
internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Error, "A handler of {Topic} failed for the {Failures}. time in a row; the message comes again in {WaitMilliseconds} ms")]
    public static partial void HandlerFailed(ILogger log, Exception problem, WorkTopic topic, int failures, long waitMilliseconds);

    [LoggerMessage(4002, LogLevel.Warning, "A message of {Topic} whose work rests could not be sent anew; the old one stays")]
    public static partial void NotRenewed(ILogger log, Exception problem, WorkTopic topic);

    [LoggerMessage(4010, LogLevel.Warning, "The bus is not ready, it is tried again: {Problem}")]
    public static partial void NotReady(ILogger log, string problem);

    [LoggerMessage(4011, LogLevel.Information, "The bus is ready: the topics are there on {Bootstrap}")]
    public static partial void Ready(ILogger log, string bootstrap);

    [LoggerMessage(4012, LogLevel.Warning, "The {Client} reports {Code}: {Reason}")]
    public static partial void ClientError(ILogger log, string client, string code, string reason);

    [LoggerMessage(4013, LogLevel.Debug, "{Facility}: {Text}")]
    public static partial void ClientSaid(ILogger log, string facility, string text);

    [LoggerMessage(4020, LogLevel.Information, "{Partitions} partitions of {Topic} have come; this worker has {Total}")]
    public static partial void Assigned(ILogger log, WorkTopic topic, int partitions, int total);

    [LoggerMessage(4021, LogLevel.Information, "{Partitions} partitions of {Topic} have gone to others; this worker has {Total}")]
    public static partial void Revoked(ILogger log, WorkTopic topic, int partitions, int total);

    [LoggerMessage(4022, LogLevel.Warning, "{Partitions} partitions of {Topic} are lost: the brokers took this worker for dead; what was in hand is done again elsewhere")]
    public static partial void Lost(ILogger log, WorkTopic topic, int partitions);

    [LoggerMessage(4023, LogLevel.Warning, "Work of {Topic} was not at its end {Seconds} s after its partition was called for; it is done again elsewhere")]
    public static partial void NotDrained(ILogger log, WorkTopic topic, int seconds);

    [LoggerMessage(4024, LogLevel.Warning, "The consumer of {Topic} could not take its leave of the brokers in time; finished messages may come again")]
    public static partial void NotClosed(ILogger log, WorkTopic topic);

    [LoggerMessage(4025, LogLevel.Error, "Another worker has joined {Topic} under the name {Instance}: each process needs a name of its own (Bus:Kafka:Instance). This one tries again in {Seconds} s")]
    public static partial void Fenced(ILogger log, WorkTopic topic, string instance, int seconds);

    [LoggerMessage(4030, LogLevel.Warning, "Passed over a message of {Topic} that is not the gateway's: partition {Partition}, offset {Offset}")]
    public static partial void ForeignMessage(ILogger log, WorkTopic topic, int partition, long offset);
}
