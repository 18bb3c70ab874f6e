using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Register;

// The checks that measures share, in DOMAIN's order: documents and seals → officer IDs → account → holder → currency → protected kind → amount → the order's own dates.
public static partial class FreezeRegister
{
    /// <summary>Who asks, and whose account: nothing about an account is told to anyone who fails here.</summary>
    private static Refusal? RefuseIdentity(LineCase line) =>
        RefuseDocuments(line) ?? RefuseAccount(line) ?? RefuseHolder(line);

    /// <summary>Documents, seals and officer IDs were reviewed before (9); their finding arrives with the line.</summary>
    private static Refusal? RefuseDocuments(LineCase line) =>
        line.DocumentRefusal is { } reason ? new Refusal(reason, line.DocumentRefusalDetail) : null;

    /// <summary>A dormant account is controlled like any other. A linked funds account that is not here, or not any more, leaves nothing to freeze an other asset through (C20).</summary>
    private static Refusal? RefuseAccount(LineCase line) =>
        line.Live?.Find(line.Line.SubAccount) is null ? IsRouted(line) ? NoLinkedAccount(line) : Reason.AccountNotFound
        : line.Live.Status == AccountStatus.Closed ? IsRouted(line) ? NoLinkedAccount(line) : Reason.AccountClosed
        : null;

    /// <summary>Rule 5: name, ID kind and ID number match exactly, in whichever writing; a party that matches in part may wait for people.</summary>
    private static Refusal? RefuseHolder(LineCase line) => IsHolder(line) || IsHalfMatch(line) ? null : Reason.HolderMismatch;

    /// <summary>Under a name or ID that was entered besides, too. What was frozen before a merger or a split goes on under either party.</summary>
    private static bool IsHolder(LineCase line)
    {
        var (holder, party) = (line.Live!.Holder, line.Header!.Party);
        return line.Rules.Amendments.IsSame(holder, party) || (ActsOn(line) is not null && line.Rules.Amendments.IsSameOrSucceeds(holder, party));
    }

    /// <summary>C23. An order that names no currency means the account's.</summary>
    private static Refusal? RefuseCurrency(LineCase line) =>
        line.Line.Currency.Length == 0 || line.Line.Currency == LiveOf(line).Currency ? null : Reason.CurrencyMismatch;

    /// <summary>DOMAIN 5: what may not be frozen may not be deducted from either. Under <see cref="ProtectedAccountRule.Review"/> people decide, behind all other checks.</summary>
    private static Refusal? RefuseProtected(LineCase line, bool deducts)
    {
        if (line.Rules.ProtectedAccount == ProtectedAccountRule.Review) return null;
        var nature = line.Rules.ProtectedKinds.Of(line.Live!.Nature);
        return Spared(nature, freezes: true, deducts) ? new Refusal(Reason.AccountProtected, nature.Basis) : null;
    }

    private static bool Spared(AccountNature nature, bool freezes, bool deducts) => (freezes && !nature.MayFreeze) || (deducts && !nature.MayDeduct);

    /// <summary>C20, 11: an other asset is frozen through the funds account that its proceeds land in, and this is that account.</summary>
    private static Refusal? RefuseProduct(LineCase line) =>
        line.Line.AssetKind == AssetKind.Deposit || IsRouted(line) || LinkedAccountOf(line) == line.Line.Account ? null : NoLinkedAccount(line);

    /// <summary>Rule 9: an explicit amount, positive and no more precise than the currency.</summary>
    private static Refusal? RefuseAmount(LineCase line) =>
        line.Line.Amount is null ? Reason.AmountMissing
        : AmountOf(line) is > 0 ? null
        : Reason.AmountInvalid;

    /// <summary>The term of a first freeze: from today or earlier, not past, at most a year (courts, deposits) or three (other assets), that day included. The law's limit is counted from the start.</summary>
    private static Refusal? RefuseTerm(LineCase line) =>
        RefuseTerm(line, AuthorityKind.Court, line.Line.AssetKind, line.Line.From ?? ServiceDate(line), line.Line.To);

    private static Refusal? RefuseTerm(LineCase line, AuthorityKind authority, AssetKind kind, DateOnly from, DateOnly? end)
    {
        var today = ServiceDate(line);
        return end is not { } to || to < today ? Reason.TermInvalid
            : from > today ? Reason.TermInvalid
            : to > from.AddMonths(line.Rules.Terms.Of(authority).MonthsFor(kind)) ? Reason.TermInvalid
            : null;
    }

    /// <summary>The register that the line names; only behind the account check.</summary>
    private static LiveRegister LiveOf(LineCase line) => line.Live!.Find(line.Line.SubAccount)!;

    /// <summary>JE in minor units of the account's currency; null where it is missing or more precise than the currency.</summary>
    private static long? AmountOf(LineCase line) => line.Line.Amount is { } amount ? Currencies.ToMinor(amount, LiveOf(line).Currency) : null;
}
