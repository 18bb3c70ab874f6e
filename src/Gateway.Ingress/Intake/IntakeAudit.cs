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

    public async Task TurnedAwayAsync(Channel channel, V1Order? message, IntakeResult result, CancellationToken cancel)
    {
        // Load is no finding about the message: it comes again.
        if (result is IntakeResult.Overloaded) return;
        var orderNo = message is not null && OrderReader.NumberFault(message.OrderNo) is null ? message.OrderNo : "";
        var code = Code(result);
        var faults = result is IntakeResult.NoOrder noOrder ? noOrder.Faults : [];
        var detail = JsonSerializer.Serialize(new
        {
            code,
            digest = Sm3.HexHash(message?.ToByteArray()),
            faults = faults.Take(MaximumFaults).Select(fault => $"{fault.Field} {fault.Description}"),
            faultCount = faults.Count,
        });
        await store.AuditAsync(new AuditEntry($"channel:{channel.Id}", "order.turned-away", $"{channel.Id}:{orderNo}", detail), cancel).ConfigureAwait(false);
        log.OrderTurnedAway(channel.Id, orderNo, code, faults.Count);
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
