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
        var funds = FundsOf(line).ToList();
        if (funds.Count == 0) return IsUnknownButNamed(line) && line.Rules.UnknownPayee == UnknownPayee.Review ? null : Reason.PayeeNotRegistered;
        return funds.Any(f => f.Name == payee!.Name) ? null : Reason.PayeeNameMismatch;
    }

    /// <summary>The ordering court's entries that mean the payee.</summary>
    private static IEnumerable<ExecutionFundAccount> FundsOf(LineCase line) => line.Line.Payee is not { } payee ? []
        : line.Court?.Funds.Where(f => f.Covers(payee.Account) && f.Currency == PayeeCurrency(line) && IsAtItsBank(f, payee, line.Rules)) ?? [];

    /// <summary>The same number at another bank is another account (I5). An entry without a bank is one here; an order that names no bank means the entry's.</summary>
    private static bool IsAtItsBank(ExecutionFundAccount fund, Payee payee, Rules rules)
    {
        var here = fund.BankNo.Length == 0 || IsOwnBank(fund.BankNo, rules);
        return payee.BankNo.Length == 0 || payee.BankNo == fund.BankNo || (here && (rules.OwnBankNumbers.Count == 0 || IsOwnBank(payee.BankNo, rules)));
    }

    private static bool IsOwnBank(string bankNo, Rules rules) =>
        rules.OwnBankNumbers.Any(own => own.EndsWith('*') ? bankNo.StartsWith(own[..^1], StringComparison.Ordinal) : bankNo == own);

    /// <summary>Whom the core pays: the account at the bank where it is registered, whatever the order says of its bank (I5).</summary>
    private static Payee PaidInto(LineCase line)
    {
        var payee = line.Line.Payee!;
        return FundsOf(line).OrderBy(f => f.Name != payee.Name).FirstOrDefault() is { } fund ? payee with { BankName = fund.BankName, BankNo = fund.BankNo } : payee;
    }

    /// <summary>C13b: no court's account, and the sealed notice names it with the court's name as holder.</summary>
    private static bool IsUnknownButNamed(LineCase line) =>
        line.Court is not null && line.Line.Payee is { } payee
        && line.Notes.Any(n => n.Kind == OrderNoteKind.PayeeNamed && n.LineNo == line.Line.LineNo)
        && !line.AllCourts.Courts.Any(c => c.Funds.Any(f => f.Covers(payee.Account)));
}
