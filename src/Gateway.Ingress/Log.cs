using Gateway.Ingress.Quotas;
using Gateway.Register.Orders;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress;

/// <summary>What the ingress logs: event ids from 1000. No customer data.</summary>
static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Order {Order} accepted; document finding: {Finding}")]
    public static partial void OrderAccepted(this ILogger log, OrderKey order, string finding);

    [LoggerMessage(1001, LogLevel.Information, "Order {Order} came again; nothing done")]
    public static partial void OrderRepeated(this ILogger log, OrderKey order);

    [LoggerMessage(1002, LogLevel.Warning, "Message {OrderNo} of {Sender} turned away, {Code}, {Faults} fault(s)")]
    public static partial void OrderTurnedAway(this ILogger log, string sender, string orderNo, string code, int faults);

    [LoggerMessage(1003, LogLevel.Warning, "Call with client certificate {Fingerprint} refused: {Reason}")]
    public static partial void ChannelUnknown(this ILogger log, string fingerprint, string reason);

    [LoggerMessage(1004, LogLevel.Error, "Call {Method} of {Peer}: the store did not answer")]
    public static partial void StoreFailed(this ILogger log, Exception fault, string method, string peer);

    [LoggerMessage(1005, LogLevel.Error, "Call {Method} of {Peer} failed, reference {Reference}")]
    public static partial void CallFailed(this ILogger log, Exception fault, string method, string peer, string reference);

    [LoggerMessage(1007, LogLevel.Warning, "Seal {SealId} of certificate {Certificate} was entered for court {Court} on its first use")]
    public static partial void SealEntered(this ILogger log, string court, string certificate, string sealId);

    [LoggerMessage(1006, LogLevel.Warning, "Channel {Channel}: a message of kind {Kind} was turned away, bound {Bound}")]
    public static partial void Overloaded(this ILogger log, string channel, OrderKind kind, Bound bound);

    [LoggerMessage(1008, LogLevel.Warning, "What the channels wait for could not be counted; the last count stands")]
    public static partial void BacklogUnknown(this ILogger log, Exception fault);

    [LoggerMessage(1009, LogLevel.Warning, "When channels were last heard of could not be written; it is tried again")]
    public static partial void ContactsNotWritten(this ILogger log, Exception fault);
}
