using Gateway.Register.Courts;
using Gateway.Register.Decisions;

namespace Gateway.Register;

// Where a deduction may go (13, C13b, I5): only the ordering court's own registered execution-fund account, in the right currency, under its registered name.
public static partial class FreezeRegister
{
    /// <summary>What conversions pay out in (C23): a core quotes buying rates into yuan.</summary>
    private const string ConversionCurrency = "CNY";

    /// <summary>The currency that the payee gets: the account's, or yuan where the court has a foreign sum converted (SFJH).</summary>
    private static string PayeeCurrency(LineCase line) => line.Line.Convert ? ConversionCurrency : LiveOf(line).Currency;

    /// <summary>
    /// An unknown account under <see cref="UnknownPayee.Review"/> is refused too until there is a review desk.
    /// The court's account in another currency is as good as none: foreign currency goes into the foreign-currency one (13).
    /// </summary>
    private static Refusal? RefusePayee(LineCase line)
    {
        var payee = line.Line.Payee;
        var funds = line.Court?.Funds.Where(f => payee is not null && Covers(f, payee.Account) && f.Currency == PayeeCurrency(line)).ToList() ?? [];
        if (funds.Count == 0) return Reason.PayeeNotRegistered;
        return funds.Any(f => f.Name == payee!.Name) ? null : Reason.PayeeNameMismatch;
    }

    /// <summary>一案一账号: an entry is an account, or the prefix of one a case.</summary>
    private static bool Covers(ExecutionFundAccount fund, string account) =>
        fund.Account.EndsWith('*')
            ? account.Length >= fund.Account.Length && account.StartsWith(fund.Account[..^1], StringComparison.Ordinal)
            : fund.Account == account;
}
