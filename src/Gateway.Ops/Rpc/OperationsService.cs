using System.Globalization;
using Gateway.Contracts.V1;
using Gateway.Ops.Acts;
using Gateway.Ops.Emergency;
using Gateway.Ops.Parking;
using Gateway.Ops.Privacy;
using Gateway.Ops.Registers;
using Gateway.Ops.TakeOver;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Registers;
using Google.Protobuf;
using Grpc.Core;
using CutOver = Gateway.Ops.Registers.CutOver;
using DeskTask = Gateway.Contracts.V1.DeskTask;

namespace Gateway.Ops.Rpc;

/// <summary>The operators' calls (proto/gateway/v1/operations.proto): who may, then the same services that commands use.</summary>
internal sealed partial class OperationsService(
    OperatorGate gate, RegisterDesk registers, IDeskStore desk, IStore store, ActPlan acts, TakeOverDesk takeOver, SettlementDesk settlements, EmergencyDesk emergency, Looks looks) : Operations.OperationsBase
{
    private const int StandardPage = 100;
    private const int LongestPage = 1000;

    public override async Task<ListRegisterReply> ListRegister(ListRegisterRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Viewer);
        var reply = new ListRegisterReply();
        var sight = await registers.LookAsync(person, KindOf(request.Register), WhyOf(request.Why), context.CancellationToken).ConfigureAwait(false);
        reply.Entries.AddRange((await registers.ListAsync(KindOf(request.Register), request.After, Page(request.Max), context.CancellationToken).ConfigureAwait(false)).Select(e => OperationsMessages.Of(e, sight)));
        return reply;
    }

    public override async Task<EntryHistory> ShowEntry(ShowEntryRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Viewer);
        var sight = await registers.LookAsync(person, KindOf(request.Register), WhyOf(request.Why), context.CancellationToken).ConfigureAwait(false);
        var (entry, log) = await registers.ShowAsync(KindOf(request.Register), request.Key, context.CancellationToken).ConfigureAwait(false);
        if (entry is null && log.Count == 0) throw new RpcException(new Status(StatusCode.NotFound, "the register never had such an entry"));
        var reply = new EntryHistory();
        if (entry is not null) reply.Entry = OperationsMessages.Of(entry, sight);
        reply.Changes.AddRange(log.Select(c => OperationsMessages.Of(c, sight)));
        return reply;
    }

    public override async Task<RegisterFile> ExportRegister(ExportRegisterRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Viewer);
        var sight = await registers.LookAsync(person, KindOf(request.Register), WhyOf(request.Why), context.CancellationToken).ConfigureAwait(false);
        return new RegisterFile { Csv = UnsafeByteOperations.UnsafeWrap(await registers.ExportAsync(KindOf(request.Register), sight, context.CancellationToken).ConfigureAwait(false)) };
    }

    public override async Task<ProposalReply> SetEntry(SetEntryRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Operator);
        return ReplyOf(await registers.SetAsync(KindOf(request.Register), request.Texts.ToDictionary(), ProposalOf(person, request.Ground), context.CancellationToken).ConfigureAwait(false));
    }

    public override async Task<ProposalReply> EndEntry(EndEntryRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Operator);
        return ReplyOf(await registers.EndAsync(KindOf(request.Register), request.Key, ProposalOf(person, request.Ground), context.CancellationToken).ConfigureAwait(false));
    }

    public override async Task<ProposalReply> ImportRegister(ImportRegisterRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Operator);
        var options = new ImportOptions(request.Replace, request.CheckOnly);
        return ReplyOf(await registers.ImportAsync(KindOf(request.Register), request.Csv.Memory, options, ProposalOf(person, request.Ground, request.Csv), context.CancellationToken).ConfigureAwait(false));
    }

    public override async Task<ProposalReply> CutOver(CutOverRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Operator);
        if (!DateOnly.TryParseExact(request.From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) throw OperationsFaults.Invalid("from", "must be a day, yyyy-MM-dd");
        var wish = new CutOver([.. request.Courts], request.WithThoseBelow, day, request.Channel);
        return ReplyOf(await registers.CutOverAsync(wish, ProposalOf(person, request.Ground), context.CancellationToken).ConfigureAwait(false));
    }

    public override async Task<ListTasksReply> ListTasks(ListTasksRequest request, ServerCallContext context)
    {
        gate.Require(context, OperatorRoles.Viewer);
        var reply = new ListTasksReply();
        reply.Tasks.AddRange((await desk.ReadTasksAsync(new DeskFilter(null, request.ClosedToo), Page(request.Max), context.CancellationToken).ConfigureAwait(false)).Select(OperationsMessages.HeadOf));
        return reply;
    }

    public override async Task<DeskTask> ShowTask(ShowTaskRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Viewer);
        var sight = await looks.AtAsync(person, string.Create(CultureInfo.InvariantCulture, $"desk:{request.TaskId}"), WhyOf(request.Why), context.CancellationToken).ConfigureAwait(false);
        return await TaskAsync(request.TaskId, sight, context).ConfigureAwait(false);
    }

    public override async Task<DeskTask> ProposeDecision(ProposeDecisionRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Operator);
        var decision = request.Decision switch
        {
            "approve" => DeskDecision.Approve,
            "reject" => DeskDecision.Reject,
            "return" => DeskDecision.Return,
            _ => throw OperationsFaults.Invalid("decision", "must be approve, reject or return"),
        };
        var proposal = ProposalOf(person, request.Ground) with { Decision = decision, Contact = request.Contact, Phone = request.Phone };
        OperationsFaults.Require(await desk.ProposeAsync(request.TaskId, proposal, context.CancellationToken).ConfigureAwait(false));
        return await TaskAsync(request.TaskId, Sight.OfMasked, context).ConfigureAwait(false);
    }

    public override async Task<DeskTask> ConfirmTask(ConfirmTaskRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Checker);
        OperationsFaults.Require(await desk.ConfirmAsync(request.TaskId, person, context.CancellationToken).ConfigureAwait(false));
        return await TaskAsync(request.TaskId, Sight.OfMasked, context).ConfigureAwait(false);
    }

    public override async Task<DeskTask> RefuseTask(RefuseTaskRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Checker);
        if (request.Note.Length == 0) throw OperationsFaults.Invalid("note", "is required");
        OperationsFaults.Require(await desk.RefuseAsync(request.TaskId, person, request.Note, context.CancellationToken).ConfigureAwait(false));
        return await TaskAsync(request.TaskId, Sight.OfMasked, context).ConfigureAwait(false);
    }

    private async Task<DeskTask> TaskAsync(long taskId, Sight sight, ServerCallContext context) =>
        OperationsMessages.Of(await desk.FindTaskAsync(taskId, context.CancellationToken).ConfigureAwait(false) ?? throw OperationsFaults.Of(DeskFault.NoSuchTask), sight);

    private static ProposalReply ReplyOf(RegisterProposal proposal)
    {
        if (proposal.Faults.Count > 0) throw OperationsFaults.Of(proposal.Faults);
        OperationsFaults.Require(proposal.Fault);
        var reply = new ProposalReply { TaskId = proposal.TaskId };
        reply.Changes.AddRange(proposal.Items.Select(i => OperationsMessages.Of(i, Sight.OfMasked)));
        return reply;
    }

    private static DeskProposal ProposalOf(string person, Ground? ground, ByteString? otherwise = null)
    {
        var evidence = (ground?.Evidence is { Length: > 0 } given ? given : otherwise ?? ByteString.Empty).ToByteArray();
        return new DeskProposal(person, DeskDecision.Approve, ground?.Note ?? "", evidence.Length == 0 ? "" : Sm3.HexHash(evidence), evidence);
    }

    private static RegisterKind KindOf(string word) => RegisterSchema.Find(word)?.Kind ?? throw OperationsFaults.Invalid("register", $"must be {string.Join(", ", RegisterSchema.All.Select(s => s.Word))}");

    private static string? WhyOf(string why) => string.IsNullOrWhiteSpace(why) ? null : why;

    private static int Page(int max) => max is 0 ? StandardPage : Math.Clamp(max, 1, LongestPage);
}
