using Gateway.CoreBanking;
using Gateway.Ops.Privacy;
using Gateway.Register;
using Gateway.Register.Decisions;
using Microsoft.Extensions.Localization;

namespace Gateway.Ops.Web.Wording;

/// <summary>What the core is asked for and what it says, as people read it.</summary>
internal static class CallWords
{
    public static string Of(CoreInstruction instruction, Sight sight, IStringLocalizer<Words> words) => instruction switch
    {
        PutHold put => words["CallPutHold", Limit(put.LimitMinor, put.Currency, words), Readable.Day(put.To)],
        ChangeHold change => words["CallChangeHold", Limit(change.LimitMinor, change.Currency, words), Readable.Day(change.To)],
        RemoveHold => words["CallRemoveHold"],
        Debit debit => words["CallDebit", $"{Readable.Amount(debit.AmountMinor, debit.Currency)} {debit.Currency}", $"{sight.Name(debit.Payee.Name)} {sight.Number(debit.Payee.Account)}"],
        _ => instruction.GetType().Name,
    };

    /// <summary>The hold that an instruction is about; empty: none.</summary>
    public static string HoldOf(CoreInstruction instruction) => instruction switch
    {
        PutHold put => put.HoldId,
        ChangeHold change => change.HoldId,
        RemoveHold remove => remove.HoldId,
        _ => "",
    };

    public static string Of(CoreResult<CoreConfirmation> answer, Rules rules, IStringLocalizer<Words> words) => answer switch
    {
        { Code: CoreCodes.NeverSeen } => words["CallNeverSeen"],
        { Fault: { } fault } => $"{words["Fault" + fault]} {answer.Code}".TrimEnd(),
        { Value: { Debit: { } debit } value } => words["CallDebited", Times.Second(value.At, rules), $"{Readable.Amount(debit.PayeeAmountMinor, debit.PayeeCurrency)} {debit.PayeeCurrency}"],
        { Value: { } value } => words["CallDone", Times.Second(value.At, rules)],
        _ => "",
    };

    private static string Limit(long? minor, string currency, IStringLocalizer<Words> words) => minor is { } limit ? $"{Readable.Amount(limit, currency)} {currency}" : words["WholeAccount"];
}
