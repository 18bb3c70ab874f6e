using System.Diagnostics;
using Gateway.CoreBanking.Http;

namespace Gateway.CoreBanking;

/// <summary>The spans of core calls, under whatever order they are made for. They name the call and what came of it, never the account: an address would.</summary>
internal static class CoreTrace
{
    static readonly ActivitySource Source = new("Gateway.CoreBanking");

    /// <summary>One attempt; null where nothing is traced at the moment.</summary>
    public static Activity? Attempt(CoreCall call) =>
        Activity.Current is not { Recorded: true } ? null
        : Source.StartActivity($"core {call.Name}", ActivityKind.Client)?.SetTag("gateway.core.call", call.Name).SetTag("gateway.core.topic", CoreMetrics.NameOf(call.Topic));

    /// <summary>What came of it.</summary>
    public static void Ended(this Activity? span, CoreReply reply)
    {
        if (span is null) return;
        if (reply.Status > 0) span.SetTag("http.response.status_code", reply.Status);
        if (reply.Fault is not { } fault) return;
        span.SetTag("gateway.core.fault", fault.ToString()).SetTag("gateway.core.code", reply.Code).SetStatus(ActivityStatusCode.Error);
    }
}
