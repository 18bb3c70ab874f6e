using Gateway.Register;
using Gateway.Register.Decisions;
using static Gateway.CoreBanking.Http.Parse;

namespace Gateway.CoreBanking.Http;

/// <summary>Core instructions to requests, and the core's word on them back, held against what was asked.</summary>
internal static class InstructionMapping
{
    public static CoreCall ToCall(CoreInstruction instruction, string key)
    {
        var (account, subAccount) = instruction.Register;
        return instruction switch
        {
            PutHold put => new("put hold", account, HttpMethod.Put, HoldPath(account, put.HoldId), Terms(subAccount, put.Currency, put.LimitMinor, put.To) with { ProductNo = put.ProductNo }, key),
            ChangeHold change => new("change hold", account, HttpMethod.Patch, HoldPath(account, change.HoldId), Terms(subAccount, change.Currency, change.LimitMinor, change.To), key),
            RemoveHold remove => new("remove hold", account, HttpMethod.Delete,
                $"{HoldPath(account, remove.HoldId)}?subAccount={Uri.EscapeDataString(subAccount)}", null, key),
            Debit debit => new("debit", account, HttpMethod.Post, $"v1/accounts/{account}/debits", ToBody(subAccount, debit), key),
            _ => throw new ArgumentOutOfRangeException(nameof(instruction), instruction.GetType().Name, "no request for this instruction"),
        };
    }

    /// <summary>What the core confirmed, if it is what was asked.</summary>
    /// <exception cref="MalformedAnswerException">The core speaks of something else, or of other amounts.</exception>
    public static CoreConfirmation Confirmed(CoreInstruction instruction, string key, OperationBody body)
    {
        var confirmed = new CoreConfirmation(key, Time(body.At, "at"), null);
        switch (instruction)
        {
            case PutHold put:
                RequireHold(body.Hold, put.HoldId, put.Currency, put.LimitMinor, put.To);
                return confirmed;
            case ChangeHold change:
                RequireHold(body.Hold, change.HoldId, change.Currency, change.LimitMinor, change.To);
                return confirmed;
            case Debit debit:
                return confirmed with { Debit = Confirmed(debit, body.Debit ?? throw new MalformedAnswerException("debit is missing"), confirmed.At) };
            default:
                return confirmed;
        }
    }

    /// <summary>Whether an operation is the one that was asked for under its key.</summary>
    public static void RequireSame(CoreInstruction instruction, string key, OperationBody body)
    {
        Require(body.Key == key, "key", "is another's");
        Require(body.Kind == Kind(instruction), "kind", "is another's");
        Require(body.Account == instruction.Register.Account && body.SubAccount == instruction.Register.SubAccount, "account", "is another");
    }

    /// <summary>One change of the core's list.</summary>
    /// <exception cref="MalformedAnswerException">It contradicts the contract.</exception>
    public static CoreOperation ToOperation(OperationBody body)
    {
        Require(body.Kind is "HOLD_PUT" or "HOLD_CHANGE" or "HOLD_REMOVE" or CoreOperation.DebitKind, "kind", "is not known");
        Require(body.Outcome == "DONE", "outcome", "is no change");
        var (register, at) = (new Register.Accounts.RegisterKey(body.Account, body.SubAccount), Time(body.At, "at"));
        if (body.Kind != CoreOperation.DebitKind)
            return new CoreOperation(body.Key, body.Kind, register, at, body.Hold?.HoldId ?? "", body.Currency, body.Kind == "HOLD_REMOVE" ? null : Limit(body.Hold?.Limit, body.Currency, "hold.limit"), null);
        var debit = body.Debit ?? throw new MalformedAnswerException("debit is missing");
        var amount = Amount(debit.Amount, debit.Currency, "debit.amount");
        return new CoreOperation(body.Key, body.Kind, register, at, "", debit.Currency, amount, new DebitConfirmation(amount, Amount(debit.PayeeAmount, debit.PayeeCurrency, "debit.payeeAmount"), debit.PayeeCurrency, debit.Rate, at)
        {
            InterestMinor = debit.Interest is { } interest ? Amount(interest, debit.Currency, "debit.interest") : null,
            Payment = debit.Payment is { } payment ? new PaymentStatus(State(payment.State), payment.Reference, payment.Cause) : null,
        });
    }

    static string Kind(CoreInstruction instruction) => instruction switch
    {
        PutHold => "HOLD_PUT",
        ChangeHold => "HOLD_CHANGE",
        RemoveHold => "HOLD_REMOVE",
        _ => "DEBIT",
    };

    static DebitConfirmation Confirmed(Debit debit, DebitAnswerBody body, DateTimeOffset at)
    {
        Require(body.Currency == debit.Currency && Amount(body.Amount, debit.Currency, "debit.amount") == debit.AmountMinor, "debit.amount", "is not what was asked");
        Require(body.PayeeCurrency == debit.PayeeCurrency, "debit.payeeCurrency", "is not what was asked");
        var paid = Amount(body.PayeeAmount, body.PayeeCurrency, "debit.payeeAmount");
        var converted = body.PayeeCurrency != debit.Currency;
        Require(converted ? IsRate(body.Rate) : body.Rate.Length == 0 && paid == debit.AmountMinor, "debit.payeeAmount", "contradicts the currencies");
        return new DebitConfirmation(debit.AmountMinor, paid, body.PayeeCurrency, body.Rate, at)
        {
            InterestMinor = body.Interest is { } interest ? Amount(interest, debit.Currency, "debit.interest") : null,
            Payment = body.Payment is { } payment ? new PaymentStatus(State(payment.State), payment.Reference, payment.Cause) : null,
        };
    }

    static PaymentState State(string state) => state switch
    {
        "PENDING" => PaymentState.Pending,
        "PAID" => PaymentState.Paid,
        "RETURNED" => PaymentState.Returned,
        _ => throw new MalformedAnswerException("debit.payment.state is not known"),
    };

    static void RequireHold(HoldBody? hold, string holdId, string currency, long? limitMinor, DateOnly to) =>
        Require(hold?.HoldId == holdId && Limit(hold.Limit, currency, "hold.limit") == limitMinor && hold.To == to, "hold", "is not what was asked");

    static string HoldPath(string account, string holdId) => $"v1/accounts/{account}/holds/{Uri.EscapeDataString(holdId)}";

    static HoldTermsBody Terms(string subAccount, string currency, long? limitMinor, DateOnly to) =>
        new(subAccount, currency, limitMinor is { } limit ? Currencies.ToText(limit, currency) : null, to);

    static DebitBody ToBody(string subAccount, Debit debit) => new(
        subAccount, debit.Currency, Currencies.ToText(debit.AmountMinor, debit.Currency),
        [.. debit.Consumes.Select(use => new HoldUseBody(use.HoldId, Currencies.ToText(use.AmountMinor, debit.Currency)))],
        new PayeeBody(debit.Payee.Name, debit.Payee.BankName, debit.Payee.BankNo, debit.Payee.Account), debit.PayeeCurrency, debit.Convert,
        debit.ReturnHold is { } hold ? new ReturnHoldBody(hold.HoldId, hold.To) : null);
}
