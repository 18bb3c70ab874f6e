using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Register;

// Where a deduction may go (13, C13b, I5): only the ordering court's own registered execution-fund account, in the right currency, under its registered name.
public static partial class FreezeRegister
{
    /// <summary>What conversions pay out in (C23): a core quotes buying rates into yuan.</summary>
    private const string ConversionCurrency = "CNY";

    /// <summary>The currency that the payee gets: the account's, or yuan where the court has a foreign sum converted (SFJH).</summary>
    private static string PayeeCurrency(LineCase line) => line.Line.Convert ? ConversionCurrency : LiveOf(line).Currency;

    /// <summary>
    /// An unknown account that the sealed notice names waits for people under <see cref="UnknownPayee.Review"/>, behind all other checks; with their approval it is entered.
    /// The court's account in another currency is as good as none: foreign currency goes into the foreign-currency one (13).
    /// </summary>
    private static Refusal? RefusePayee(LineCase line)
    {
        var payee = line.Line.Payee;
        var funds = line.Court?.Funds.Where(f => payee is not null && f.Covers(payee.Account) && f.Currency == PayeeCurrency(line) && IsAtItsBank(f, payee)).ToList() ?? [];
        if (funds.Count == 0) return IsUnknownButNamed(line) && line.Rules.UnknownPayee == UnknownPayee.Review ? null : Reason.PayeeNotRegistered;
        return funds.Any(f => f.Name == payee!.Name) ? null : Reason.PayeeNameMismatch;
    }

    /// <summary>The same number at another bank is another account (I5). Where one of the two names no bank, the number decides.</summary>
    private static bool IsAtItsBank(ExecutionFundAccount fund, Payee payee) => fund.BankNo.Length == 0 || payee.BankNo.Length == 0 || fund.BankNo == payee.BankNo;

    /// <summary>Whom the core pays: as ordered, with the registered account's bank where the order names none.</summary>
    private static Payee PaidInto(LineCase line)
    {
        var payee = line.Line.Payee!;
        var fund = payee.BankNo.Length > 0 ? null : line.Court?.Funds.FirstOrDefault(f => f.BankNo.Length > 0 && f.Covers(payee.Account) && f.Currency == PayeeCurrency(line));
        return fund is null ? payee : payee with { BankName = fund.BankName, BankNo = fund.BankNo };
    }

    /// <summary>C13b: no court's account, and the sealed notice names it with the court's name as holder.</summary>
    private static bool IsUnknownButNamed(LineCase line) =>
        line.Court is not null && line.Line.Payee is { } payee
        && line.Notes.Any(n => n.Kind == OrderNoteKind.PayeeNamed && n.LineNo == line.Line.LineNo)
        && !line.AllCourts.Courts.Any(c => c.Funds.Any(f => f.Covers(payee.Account)));
}
