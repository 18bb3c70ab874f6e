using Microsoft.Extensions.Logging;

namespace Gateway.Ops;

/// <summary>Event ids 7000–7999.</summary>
internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Warning, "The readiness check of {Part} broke")]
    public static partial void CheckFailed(ILogger log, Exception problem, string part);

    [LoggerMessage(7002, LogLevel.Warning, "The store's numbers could not be read for the metrics")]
    public static partial void StatisticsFailed(ILogger log, Exception problem);

    [LoggerMessage(7010, LogLevel.Warning, "The development clock stands at {Now:u}, {OffsetMilliseconds} ms from the machine's")]
    public static partial void ClockSet(ILogger log, DateTimeOffset now, long offsetMilliseconds);
}
