using System.Text.Json;
using Gateway.Contracts.Errors;
using Gateway.Contracts.Orders;
using Gateway.Register.Courts;
using Gateway.Sealing;
using Gateway.Store;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.Intake;

/// <summary>A message turned away is nowhere else: its audit entry holds digest, channel and faults, and no customer data (DOMAIN 6).</summary>
sealed class IntakeAudit(IStore store, ILogger<IntakeAudit> log)
{
    const int MaximumFaults = 50;

    /// <summary>A message of a channel that is no order, or not one that it may send now.</summary>
    public async Task TurnedAwayAsync(Channel channel, V1Order? message, IntakeResult result, CancellationToken cancel)
    {
        // Load or a pause is no finding about the message: it comes again.
        if (result is IntakeResult.Overloaded or IntakeResult.ChannelPaused) return;
        var faults = result is IntakeResult.NoOrder noOrder ? noOrder.Faults : [];
        await WriteAsync($"channel:{channel.Id}", channel.Id, message, Code(result), faults, cancel).ConfigureAwait(false);
    }

    /// <summary>A message of a caller that is no channel.</summary>
    public Task DeniedAsync(string fingerprint, V1Order? message, CancellationToken cancel) =>
        WriteAsync($"certificate:{fingerprint}", "", message, FaultReason.ChannelUnknown, [], cancel);

    async Task WriteAsync(string actor, string channelId, V1Order? message, string code, IReadOnlyList<FieldFault> faults, CancellationToken cancel)
    {
        var orderNo = message is not null && OrderReader.NumberFault(message.OrderNo) is null ? message.OrderNo : "";
        var detail = JsonSerializer.Serialize(new
        {
            code,
            digest = Sm3.HexHash(message?.ToByteArray()),
            faults = faults.Take(MaximumFaults).Select(fault => $"{fault.Field} {fault.Description}"),
            faultCount = faults.Count,
        });
        await store.AuditAsync(new AuditEntry(actor, "order.turned-away", $"{channelId}:{orderNo}", detail), cancel).ConfigureAwait(false);
        log.OrderTurnedAway(actor, orderNo, code, faults.Count);
    }

    static string Code(IntakeResult result) => result switch
    {
        IntakeResult.NoOrder => "INVALID_ARGUMENT",
        IntakeResult.Conflict => FaultReason.OrderConflict,
        IntakeResult.ChannelClosed => FaultReason.ChannelClosed,
        IntakeResult.CourtNotAllowed => FaultReason.CourtNotAllowed,
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
