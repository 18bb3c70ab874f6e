using Microsoft.Extensions.Logging;

namespace Gateway.Bus;

/// <summary>Event ids 4000–4999. Keys are account and ID numbers: they are not logged.</summary>
internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Error, "A handler of {Topic} failed for the {Failures}. time in a row; the message comes again in {WaitMilliseconds} ms")]
    public static partial void HandlerFailed(ILogger log, Exception problem, WorkTopic topic, int failures, long waitMilliseconds);
}
