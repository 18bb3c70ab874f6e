using Gateway.Contracts.Errors;
using Gateway.Contracts.Orders;
using Gateway.Ops.Parking;
using Gateway.Ops.Registers;
using Gateway.Store.Desk;
using Grpc.Core;

namespace Gateway.Ops.Rpc;

/// <summary>What was not done, as a status.</summary>
internal static class OperationsFaults
{
    /// <exception cref="RpcException">There is a fault.</exception>
    public static void Require(DeskFault? fault)
    {
        if (fault is { } why) throw Of(why);
    }

    public static RpcException Of(DeskFault fault) => fault switch
    {
        DeskFault.NoSuchTask => RichStatus.Of(StatusCode.NotFound, "there is no such task").ToException(),
        DeskFault.SamePerson => RichStatus.WithReason(StatusCode.PermissionDenied, NameOf(fault), "maker and checker are two people").ToException(),
        DeskFault.EvidenceMissing => Invalid("ground.evidence", "is required"),
        DeskFault.NoteMissing => Invalid("ground.note", "is required"),
        DeskFault.ContactMissing => Invalid("contact", "and phone are required"),
        DeskFault.NotReturnable => Invalid("decision", "only a review can be sent back"),
        _ => RichStatus.WithReason(StatusCode.FailedPrecondition, NameOf(fault), "the task or the register does not stand so that this can be done").ToException(),
    };

    /// <param name="index">Of the instruction that is wrong.</param>
    public static RpcException Of(SettlementFault fault, int index) => fault switch
    {
        SettlementFault.NoteMissing => Invalid("ground.note", "is required"),
        SettlementFault.NoSuchInstruction => Invalid(FormattableString.Invariant($"instructions[{index}]"), "the line has no such instruction"),
        SettlementFault.PayeeAmount => Invalid(FormattableString.Invariant($"instructions[{index}].payee_amount"), "must be what arrived"),
        SettlementFault.Rate => Invalid(FormattableString.Invariant($"instructions[{index}].rate"), "is required"),
        _ => RichStatus.WithReason(StatusCode.FailedPrecondition, NameOf(fault), "the account does not stand so that this can be stated").ToException(),
    };

    /// <summary>Every fault of a proposal; a file's by its lines.</summary>
    public static RpcException Of(IReadOnlyList<ProposalFault> faults) =>
        RichStatus.InvalidArgument([.. faults.Select(f => new FieldFault(f.Line == 0 ? f.Column : $"line {f.Line}{(f.Column.Length == 0 ? "" : $", {f.Column}")}", f.Reason))], "no proposal").ToException();

    public static RpcException Invalid(string field, string reason) => RichStatus.InvalidArgument([new FieldFault(field, reason)], "no proposal").ToException();

    private static string NameOf<T>(T fault)
        where T : struct, Enum =>
        string.Concat(fault.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? $"_{c}" : char.ToUpperInvariant(c).ToString()));
}
