using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.CoreBanking.Http;

/// <summary>JSON as the contract has it: a missing or null member that must be there is an error; unknown members are new ones.</summary>
internal static class CoreJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}

// The messages of proto/corebanking/v1/openapi.yaml, before they are believed. Amounts, rates and times are text here.
internal sealed record PartyQueryBody(string Name, string IdKind, string IdNumber)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PartyQueryBody>? Alternatives { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OrganisationCode { get; init; }
}

internal sealed record PartyAccountsBody(string AsOf, IReadOnlyList<AccountBody> Accounts);

internal sealed record AccountBody(
    string Account, string AsOf, HolderBody Holder, string Status, string Nature, string AccountKind, string AccountClass, BranchBody Branch,
    string? OpenedAt, string? ClosedAt, string LinkedFundsAccount, IReadOnlyList<CoOwnerBody> CoOwners, IReadOnlyList<RegisterBody> Registers,
    IReadOnlyList<AssetBody>? Assets = null);

internal sealed record AssetBody(
    string ProductNo, string Name, string Units, string Value, string Currency, string HeldBy, string LinkedAccount, string Kind = "", string Manager = "", string UnitOfMeasure = "",
    string SalesKind = "", string Region = "", bool? Tradable = null, string Restriction = "", DateOnly? RestrictedUntil = null, string Pledgee = "", string Custodian = "", string CustodyAccount = "",
    string Beneficiary = "", string Clr = "", string Shr = "", string UnitPrice = "", string AvailableUnits = "");

internal sealed record HolderBody(string Name, string IdKind, string IdNumber, string Address, string Postcode, string Phone);
internal sealed record BranchBody(string Name, string Code);
internal sealed record CoOwnerBody(string Name, string? Share);

internal sealed record RegisterBody(
    string SubAccount, string Currency, string CashKind, string Balance, IReadOnlyList<ClaimPartBody> Claims,
    IReadOnlyList<OtherFreezeBody> OtherFreezes, IReadOnlyList<HoldBody> Holds, string InternalHolds, string Kind = "");

internal sealed record ClaimPartBody(
    string ClaimId, string Kind, string Holder, string Address, string Contact, string Amount, string RegisteredAt, string ProductNo = "", string Remark = "");
internal sealed record OtherFreezeBody(
    string Authority, string DocumentNo, string? Limit, DateOnly From, DateOnly To, string RegisteredAt, string ProductNo = "", string Remark = "");
internal sealed record HoldBody(string HoldId, string? Limit, DateOnly To, bool UnitsFrozen = false);

internal sealed record HoldTermsBody(string SubAccount, string Currency, string? Limit, DateOnly To, string ProductNo = "");
internal sealed record DebitBody(
    string SubAccount, string Currency, string Amount, IReadOnlyList<HoldUseBody> Consumes, PayeeBody Payee, string PayeeCurrency, bool Convert,
    ReturnHoldBody? ReturnHold);
internal sealed record ReturnHoldBody(string HoldId, DateOnly To);
internal sealed record HoldUseBody(string HoldId, string Amount);
internal sealed record PayeeBody(string Name, string BankName, string BankNo, string Account);

internal sealed record OperationBody(
    string Key, string Kind, string Account, string SubAccount, string At, string Outcome,
    ErrorBody? Refusal = null, HoldBody? Hold = null, DebitAnswerBody? Debit = null, string Currency = "");
internal sealed record OperationsBody(IReadOnlyList<OperationBody> Operations, string NextCursor);
internal sealed record DebitAnswerBody(string Amount, string Currency, string PayeeAmount, string PayeeCurrency, string Rate, string? Interest = null,
    PaymentBody? Payment = null);
internal sealed record PaymentBody(string State, string Reference, string Cause = "");
internal sealed record ErrorBody(string Code, string Message);

internal sealed record TransactionsBody(IReadOnlyList<TransactionBody> Transactions, string NextCursor);
internal sealed record TransactionBody(
    string SerialNo, string Kind, string Direction, string Currency, string Amount, string At, CounterpartyBody Counterparty);
internal sealed record FeedBody(IReadOnlyList<FeedEventBody> Events, string NextCursor);
internal sealed record FeedEventBody(string Kind, string Account, string SubAccount, string Reference = "");
internal sealed record CounterpartyBody(
    string Name, string Account, string Bank, string BankNo = "", string IdKind = "", string IdNumber = "", string Address = "", string Postcode = "", string Phone = "");
