using Gateway.Contracts.HubForms;
using Gateway.Ingress.HubFiles;
using Gateway.Ingress.Quotas;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Hub;
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

    [LoggerMessage(1024, LogLevel.Information, "How often orders came again could not be written; it is tried again")]
    public static partial void RepeatsNotWritten(this ILogger log, Exception fault);

    [LoggerMessage(1009, LogLevel.Warning, "When channels were last heard of could not be written; it is tried again")]
    public static partial void ContactsNotWritten(this ILogger log, Exception fault);

    // Hubs that are polled or take files. Order numbers, no names; the hub's own words may hold some, and stand in the audit chain and at "gateway hub list".
    [LoggerMessage(1010, LogLevel.Warning, "Hub of channel {Channel}: the list of {List} orders did not come ({Trouble}); asked again in {Seconds} s")]
    public static partial void HubListFailed(this ILogger log, string channel, OrderKind list, string trouble, int seconds);

    [LoggerMessage(1011, LogLevel.Information, "Hub of channel {Channel}: the list of {List} orders comes again")]
    public static partial void HubListBack(this ILogger log, string channel, OrderKind list);

    [LoggerMessage(1012, LogLevel.Warning, "Hub of channel {Channel}: {OrderNo} is no order that can be taken and goes back, {Faults} fault(s)")]
    public static partial void HubReturned(this ILogger log, string channel, string orderNo, int faults);

    [LoggerMessage(1013, LogLevel.Error, "Hub of channel {Channel}: {OrderNo} came with other content than before; nothing is done with it")]
    public static partial void HubConflict(this ILogger log, string channel, string orderNo);

    [LoggerMessage(1014, LogLevel.Error, "Hub of channel {Channel}: an entry of its list has no order number that can be read, {Faults} fault(s); nothing can go back")]
    public static partial void HubNameless(this ILogger log, string channel, int faults);

    [LoggerMessage(1015, LogLevel.Error, "Hub of channel {Channel} refuses the answer to {OrderNo}, receipt {Sequence}; why: gateway hub list")]
    public static partial void HubFeedRefused(this ILogger log, string channel, string orderNo, long sequence);

    [LoggerMessage(1016, LogLevel.Warning, "Hub of channel {Channel}: the answer to {OrderNo}, receipt {Sequence}, was not confirmed ({Verdict}), attempt {Attempt}")]
    public static partial void HubFeedUnsaid(this ILogger log, string channel, string orderNo, long sequence, HubVerdict verdict, int attempt);

    [LoggerMessage(1017, LogLevel.Information, "Hub of channel {Channel} has the answer to {OrderNo}, receipt {Sequence}")]
    public static partial void HubFeedTaken(this ILogger log, string channel, string orderNo, long sequence);

    [LoggerMessage(1018, LogLevel.Information, "Hub of channel {Channel}: receipt {Sequence} of kind {Kind} has no form there and is put away")]
    public static partial void HubHasNoForm(this ILogger log, string channel, long sequence, ReceiptKind kind);

    [LoggerMessage(1019, LogLevel.Warning, "Hub of channel {Channel}: the objection, receipt {Sequence}, must go by paper; then: gateway hub by-hand")]
    public static partial void HubByPaper(this ILogger log, string channel, long sequence);

    [LoggerMessage(1020, LogLevel.Error, "Hub of channel {Channel}: {Loop} failed and begins again")]
    public static partial void HubLoopFailed(this ILogger log, Exception problem, string channel, string loop);

    [LoggerMessage(1021, LogLevel.Warning, "Hub of channel {Channel}: documents of {Orders} order(s) did not come whole and are asked for again")]
    public static partial void HubDocumentsMissing(this ILogger log, string channel, int orders);

    [LoggerMessage(1022, LogLevel.Warning, "Hub of channel {Channel} is not served: the register has no such channel with the door {Door}")]
    public static partial void HubNotServed(this ILogger log, string channel, string door);

    [LoggerMessage(1023, LogLevel.Information, "Hub of channel {Channel}: the list decides about the answer to {OrderNo}, receipt {Sequence}: taken {Taken}")]
    public static partial void HubFeedDecided(this ILogger log, string channel, string orderNo, long sequence, bool taken);

    // Hubs that send files. Names of packets hold bank, batch and order numbers, nothing of people.

    [LoggerMessage(1030, LogLevel.Information, "Hub of channel {Channel}: packet {Packet} taken, {Orders} order(s)")]
    public static partial void PacketTaken(this ILogger log, string channel, string packet, int orders);

    [LoggerMessage(1031, LogLevel.Information, "Hub of channel {Channel}: packet {Packet} was dealt with before; nothing done")]
    public static partial void PacketAgain(this ILogger log, string channel, string packet);

    [LoggerMessage(1032, LogLevel.Error, "Hub of channel {Channel}: packet {Packet} refused, {Reason}: {Why}; it lies in refused/ as {Kept}")]
    public static partial void PacketRefused(this ILogger log, string channel, string packet, PacketRefusal reason, string why, string kept);

    [LoggerMessage(1033, LogLevel.Warning, "Hub of channel {Channel}: {Papers} document(s) or card(s) in packet {Packet} are of none of its orders")]
    public static partial void PacketUnclaimed(this ILogger log, string channel, string packet, int papers);

    [LoggerMessage(1034, LogLevel.Warning, "Hub of channel {Channel}: {Papers} document(s) or card(s) of order {OrderNo} are damaged; it was taken without them")]
    public static partial void PacketDocumentsDamaged(this ILogger log, string channel, string orderNo, int papers);

    [LoggerMessage(1035, LogLevel.Warning, "Hub of channel {Channel} complains about the answer to {OrderNo}, receipt {Sequence}, now {State}; its words: gateway hub list")]
    public static partial void ComplaintTaken(this ILogger log, string channel, string orderNo, long sequence, HubFeedState state);

    [LoggerMessage(1036, LogLevel.Error, "Hub of channel {Channel} complains again about the answer to {OrderNo}, receipt {Sequence}: it is not sent a third time; its words: gateway hub list")]
    public static partial void ComplaintRepeated(this ILogger log, string channel, string orderNo, long sequence);

    [LoggerMessage(1037, LogLevel.Warning, "Hub of channel {Channel} complains about {Subject}, to which nothing was sent")]
    public static partial void ComplaintUnknown(this ILogger log, string channel, string subject);

    [LoggerMessage(1038, LogLevel.Information, "Hub of channel {Channel}: answer packet {Packet} written, {Answers} answer(s)")]
    public static partial void AnswerWritten(this ILogger log, string channel, string packet, int answers);

    [LoggerMessage(1039, LogLevel.Error, "Hub of channel {Channel}: the answer to {OrderNo}, receipt {Sequence}, has no batch to go into")]
    public static partial void AnswerWithoutBatch(this ILogger log, string channel, string orderNo, long sequence);

    [LoggerMessage(1040, LogLevel.Error, "Hub of channel {Channel}: packet {Packet} could not be dealt with and is tried again; it stays where it is")]
    public static partial void PacketFailed(this ILogger log, Exception problem, string channel, string packet);

    [LoggerMessage(1041, LogLevel.Error, "Hub of channel {Channel}: answer packet {Packet} could not be written and is tried again")]
    public static partial void AnswerFailed(this ILogger log, Exception problem, string channel, string packet);

    [LoggerMessage(1050, LogLevel.Critical, "Channel {Channel} names receipt {Sequence}, and the store gave out {Last} at most: either the channel errs, or an older copy of the store was put in place")]
    public static partial void CourtAhead(this ILogger log, string channel, long sequence, long last);
}
