using System.Diagnostics;
using System.Text;
using Confluent.Kafka;

namespace Gateway.Bus.Kafka;

/// <summary>The header that carries a message's trace: <c>traceparent</c> as W3C Trace Context has it, in ASCII.</summary>
internal static class TraceHeader
{
    private const string Name = "traceparent";

    // Version, trace, span and flags with hyphens between.
    private const int Length = 55;

    public static Headers Of(string traceParent) => new() { { Name, Encoding.ASCII.GetBytes(traceParent) } };

    /// <summary>Null where there is none, or none that can be read: a message is handled all the same.</summary>
    public static string? Read(Headers? headers)
    {
        if (headers is null || !headers.TryGetLastBytes(Name, out var bytes) || bytes is not { Length: Length }) return null;
        var text = Encoding.ASCII.GetString(bytes);
        return ActivityContext.TryParse(text, null, out _) ? text : null;
    }
}
