using System.Globalization;
using Gateway.Contracts.V1;
using Gateway.Ops.Acts;
using Gateway.Ops.Registers;
using Gateway.Ops.TakeOver;
using Gateway.Register;
using Gateway.Store.Desk;
using Google.Protobuf;
using Grpc.Core;
using FrozenKind = Gateway.Register.Orders.AssetKind;

namespace Gateway.Ops.Rpc;

// What people raise themselves: acts on freezes, parked accounts, taking over.
internal sealed partial class OperationsService
{
    private const int ParkedPage = 200;

    public override async Task<ProposalReply> OpenAct(OpenActRequest request, ServerCallContext context)
    {
        var proposal = ProposalOf(gate.Require(context, OperatorRoles.Operator), request.Ground);
        var cancel = context.CancellationToken;
        var (task, fault) = request.ActCase switch
        {
            OpenActRequest.ActOneofCase.HandOver => await acts.HandOverAsync(request.HandOver.FirstOrder, request.HandOver.SecondOrder, request.HandOver.Account, proposal.Note, cancel).ConfigureAwait(false),
            OpenActRequest.ActOneofCase.Transfer => await acts.TransferAsync(request.Transfer.Order, request.Transfer.Court, request.Transfer.Account, proposal.Note, cancel).ConfigureAwait(false),
            OpenActRequest.ActOneofCase.OtherFreeze => (ActPlan.Enter(FormOf(request.OtherFreeze)), null),
            OpenActRequest.ActOneofCase.EndOtherFreeze => (End(request.EndOtherFreeze), null),
            _ => throw OperationsFaults.Invalid("act", "is required"),
        };
        if (fault is not null) throw OperationsFaults.Invalid($"act.{fault.Field.Replace('-', '_')}", fault.Reason);
        var (taskId, refused) = await desk.OpenTaskAsync(task!, proposal, cancel).ConfigureAwait(false);
        OperationsFaults.Require(refused);
        return new ProposalReply { TaskId = taskId };
    }

    public override async Task<ListParkedReply> ListParked(ListParkedRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Viewer);
        var sight = await looks.AtAsync(person, "parked accounts", WhyOf(request.Why), context.CancellationToken).ConfigureAwait(false);
        var reply = new ListParkedReply();
        reply.Accounts.AddRange((await ParkedAsync(context.CancellationToken).ConfigureAwait(false)).Select(p => new ParkedAccount
        {
            Account = sight.Number(p.Account), Cause = p.Cause, SinceTime = OperationsMessages.Moment(p.Since), WaitingLines = p.WaitingLines,
        }));
        return reply;
    }

    public override async Task<RetryParkedReply> RetryParked(RetryParkedRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Operator);
        if (request.All == (request.Account.Length > 0)) throw OperationsFaults.Invalid("account", "one account, or all");
        var accounts = request.All ? (await ParkedAsync(context.CancellationToken).ConfigureAwait(false)).Select(p => p.Account) : [request.Account];
        var reply = new RetryParkedReply();
        foreach (var account in accounts) reply.Accounts += await desk.RedriveAsync(account, person, context.CancellationToken).ConfigureAwait(false) ? 1 : 0;
        return reply.Accounts == 0 && !request.All ? throw new RpcException(new Status(StatusCode.NotFound, "the account is not parked")) : reply;
    }

    public override async Task<ProposalReply> SettleParked(SettleParkedRequest request, ServerCallContext context)
    {
        var proposal = ProposalOf(gate.Require(context, OperatorRoles.Operator), request.Ground);
        var stated = request.Instructions.Select(i => new Parking.StatedInstruction(i.Stage, i.Step, i.Done, i.PayeeAmount, i.Rate)).ToList();
        var settled = await settlements.ProposeAsync(request.Account, stated, proposal, context.CancellationToken).ConfigureAwait(false);
        if (settled.Fault is { } fault) throw OperationsFaults.Of(fault, settled.Stated is { } wrong ? stated.IndexOf(wrong) : 0);
        OperationsFaults.Require(settled.DeskFault);
        return new ProposalReply { TaskId = settled.TaskId };
    }

    public override async Task<TakeOverReply> TakeOver(TakeOverRequest request, ServerCallContext context)
    {
        var person = gate.Require(context, OperatorRoles.Operator);
        static ReadOnlyMemory<byte>? Optional(bool given, ByteString file) => given ? file.Memory : (ReadOnlyMemory<byte>?)null;
        var files = new TakeOverFiles(request.Freezes.Memory, Optional(request.HasClaims, request.Claims), Optional(request.HasPayees, request.Payees), Optional(request.HasOfficers, request.Officers));
        var proposal = ProposalOf(person, new Ground { Note = request.Note, Evidence = request.Freezes });
        var taken = request.CheckOnly
            ? new TakeOverProposal(await takeOver.CheckAsync(person, files, context.CancellationToken).ConfigureAwait(false), 0, null)
            : await takeOver.ProposeAsync(proposal.EvidenceKey, files, proposal, context.CancellationToken).ConfigureAwait(false);
        if (taken.Report.Faults.Count > 0) throw OperationsFaults.Of([.. taken.Report.Faults.Select(f => new ProposalFault(0, f.ToString()[..^(f.Reason.Length + 2)], f.Reason))]);
        OperationsFaults.Require(taken.Fault);
        return new TakeOverReply { Summary = TakeOverDesk.Summary(taken.Report), TaskId = taken.TaskId };
    }

    private async Task<IReadOnlyList<Store.ParkedAccount>> ParkedAsync(CancellationToken cancel)
    {
        var all = new List<Store.ParkedAccount>();
        while (await store.ReadParkedAsync(all.Count == 0 ? "" : all[^1].Account, ParkedPage, cancel).ConfigureAwait(false) is { Count: > 0 } page) all.AddRange(page);
        return all;
    }

    private static OtherFreezeForm FormOf(OtherFreeze freeze) => new(
        Given(freeze.Account, "account"), freeze.SubAccount, Given(freeze.Authority, "authority"), Given(freeze.DocumentNo, "document_no"),
        freeze.AuthorityKind switch
        {
            AuthorityOfFreeze.Court => AuthorityKind.Court,
            AuthorityOfFreeze.Police => AuthorityKind.Police,
            AuthorityOfFreeze.Procuratorate => AuthorityKind.Procuratorate,
            AuthorityOfFreeze.StateSecurity => AuthorityKind.StateSecurity,
            AuthorityOfFreeze.Supervision => AuthorityKind.Supervision,
            _ => AuthorityKind.Other,
        },
        freeze.AssetKind == AssetKind.OtherAsset ? FrozenKind.OtherAsset : FrozenKind.Deposit,
        freeze.WholeAccount ? null : Amount(freeze.Limit), freeze.From.Length == 0 ? null : Day(freeze.From, "from"), Day(freeze.To, "to"));

    private static NewDeskTask End(EndOtherFreeze freeze) =>
        ActPlan.End(Given(freeze.Account, "account"), freeze.SubAccount, Given(freeze.Authority, "authority"), Given(freeze.DocumentNo, "document_no"));

    private static string Given(string text, string field) => text.Length > 0 ? text : throw OperationsFaults.Invalid($"act.{field}", "is required");

    private static decimal Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0 ? amount : throw OperationsFaults.Invalid("act.limit", "must be an amount, or the whole account");

    private static DateOnly Day(string text, string field) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw OperationsFaults.Invalid($"act.{field}", "must be a day, yyyy-MM-dd");
}
