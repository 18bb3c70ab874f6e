using Gateway.Contracts.Errors;
using Gateway.Contracts.V1;
using Gateway.Ops.Emergency;
using Gateway.Store.Emergency;
using Grpc.Core;

namespace Gateway.Ops.Rpc;

// Emergencies (22): one person lets something stand still at once, two let it go on.
internal sealed partial class OperationsService
{
    public override async Task<ListPausesReply> ListPauses(ListPausesRequest request, ServerCallContext context)
    {
        gate.Require(context, OperatorRoles.Viewer);
        var status = await emergency.StatusAsync(context.CancellationToken).ConfigureAwait(false);
        var reply = new ListPausesReply { OpenLines = status.Waiting.OpenLines, WaitingLines = status.Waiting.WaitingLines, OpenInquiries = status.Waiting.OpenInquiries };
        reply.Pauses.AddRange(status.Pauses.Select(p => new PauseEntry
        {
            PauseId = p.PauseId, Subject = EmergencyDesk.Named(p), Person = p.Person, Why = p.Why, SinceTime = OperationsMessages.Moment(p.PausedAt), Over = p.ResumedAt is not null,
            TaskId = status.Tasks.FirstOrDefault(t => EmergencyDesk.PauseOf(t) == p.PauseId)?.TaskId ?? 0,
        }));
        return reply;
    }

    public override async Task<PauseReply> Pause(PauseRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Operator);
        var (scope, target) = request.SubjectCase switch
        {
            PauseRequest.SubjectOneofCase.Measure => (PauseScope.Measure, request.Measure),
            PauseRequest.SubjectOneofCase.Channel => (PauseScope.Channel, request.Channel),
            PauseRequest.SubjectOneofCase.Everything when request.Everything => (PauseScope.Everything, ""),
            _ => throw OperationsFaults.Invalid("subject", "is required"),
        };
        var (pauseId, fault) = await emergency.PauseAsync(scope, target, person, request.Why, context.CancellationToken).ConfigureAwait(false);
        return fault is { } why ? throw Of(why) : new PauseReply { PauseId = pauseId };
    }

    public override async Task<ProposalReply> Resume(ResumeRequest request, ServerCallContext context)
    {
        var proposal = ProposalOf(gate.Require(context, OperatorRoles.Operator), request.Ground);
        var (taskId, fault, refused) = await emergency.ResumeAsync(request.PauseId, proposal, context.CancellationToken).ConfigureAwait(false);
        OperationsFaults.Require(refused);
        return fault is { } why ? throw Of(why) : new ProposalReply { TaskId = taskId };
    }

    private static RpcException Of(EmergencyFault fault) => fault switch
    {
        EmergencyFault.NoSuchMeasure => OperationsFaults.Invalid("measure", "must be 01 to 08 or inquiry"),
        EmergencyFault.NoSuchChannel => OperationsFaults.Invalid("channel", "is not in the directory"),
        EmergencyFault.ReasonMissing => OperationsFaults.Invalid("why", "is required"),
        EmergencyFault.NoSuchPause => RichStatus.Of(StatusCode.NotFound, "no such pause holds").ToException(),
        _ => RichStatus.WithReason(StatusCode.FailedPrecondition, fault == EmergencyFault.Paused ? "PAUSED" : "PROPOSED", "it stands still already, or that it goes on is proposed already").ToException(),
    };
}
