using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Register;

// KZLX 2 其他金融资产 (11; C20, C25): whatever is ordered about one is done on the funds account that its proceeds land in, which may be another than the one that holds it.
public static partial class FreezeRegister
{
    /// <summary>
    /// The linked funds account, where the line names the account that holds the asset; null where the line is for the account that it names.
    /// Who asks, whose account it is and whether its kind is spared are judged on the holding account first, everything on the linked one then.
    /// </summary>
    private static string? LinkedElsewhere(LineCase line)
    {
        if (line.Header is null || line.Line.AssetKind == AssetKind.Deposit || IsRouted(line) || RefuseIdentity(line) is not null) return null;
        var measure = line.Line.Measure;
        // An 08 freezes first, on the linked account, and its deduction fails there (C31).
        if (!Releases(measure) && RefuseProtected(line, Deducts(measure) && !Freezes(measure)) is not null) return null;
        return LinkedAccountOf(line) is { Length: > 0 } linked && linked != line.Line.Account ? linked : null;
    }

    /// <summary>The funds account of the product that the line names; where the core lists no such product, the account's own.</summary>
    private static string LinkedAccountOf(LineCase line) =>
        line.Live!.Assets.FirstOrDefault(a => a.ProductNo == line.Line.ProductNo)?.LinkedAccount ?? line.Live.LinkedFundsAccount;

    /// <summary>Whether the line was led here from the account that holds the asset.</summary>
    private static bool IsRouted(LineCase line) => line.Line.HoldingAccount.Length > 0;

    /// <summary>The kind of the account that holds the asset, where nothing may be deducted from it (C19): an 08 was led here to freeze all the same (C31). Null: it may be.</summary>
    private static AccountNature? HeldUndeductible(LineCase line) =>
        line.Holding is { } holding && line.Rules.ProtectedKinds.Of(holding.Nature) is { MayDeduct: false } nature ? nature : null;

    /// <summary>Under <see cref="ProtectedAccountRule.Review"/> people decide, on the linked account, where the freeze acts meanwhile.</summary>
    private static Refusal? RefuseHeldUndeductible(LineCase line) =>
        line.Rules.ProtectedAccount == ProtectedAccountRule.Refuse && HeldUndeductible(line) is { } nature ? new Refusal(Reason.AccountProtected, nature.Basis) : null;

    private static Refusal NoLinkedAccount(LineCase line) => new(Reason.ProductNotFreezable, line.Line.ProductNo);

    /// <summary>LCZH, SKSE and the remark of a line on an other asset.</summary>
    private static LineAnswer WithAsset(LineAnswer answer, LineCase line, LiveAccount? live, bool unitsFrozen)
    {
        if (line.Line.AssetKind == AssetKind.Deposit) return answer;
        answer = Remark(answer, AssetRemark(line, Freezes(line.Line.Measure), unitsFrozen));
        return live?.Assets.FirstOrDefault(a => a.ProductNo == line.Line.ProductNo) is { } asset
            ? answer with { WealthAccount = asset.HeldBy, Units = unitsFrozen ? asset.Units : "" }
            : answer;
    }

    /// <summary>C25: the court reads where its limit freeze lies; units that the core did not freeze besides are no failure, but told.</summary>
    private static string AssetRemark(LineCase line, bool freezes, bool unitsFrozen) =>
        !freezes ? $"关联资金账户 {line.Line.Account}"
        : unitsFrozen ? $"已限额冻结关联资金账户 {line.Line.Account}，产品份额一并冻结"
        : $"已限额冻结关联资金账户 {line.Line.Account}，产品份额未冻结";
}
