using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register;

// 01 冻结 and 03 轮候冻结 (10; C1–C4, C17, C21, C22, C24, C26, C27), and the freeze that 08 begins with.
public static partial class FreezeRegister
{
    // C22: a whole account needs no amount.
    private static Decision DecideFreeze(LineCase line) =>
        Confirm(line) ?? (RefuseFreeze(line, needsAmount: !line.Line.WholeAccount) is { } refusal ? Refuse(refusal) : Grant(line));

    private static Refusal? RefuseFreeze(LineCase line, bool needsAmount) =>
        RefuseIdentity(line)
        ?? RefuseCurrency(line)
        ?? RefuseProtected(line, deducts: false)
        ?? RefuseProduct(line)
        ?? (needsAmount ? RefuseAmount(line) : null)
        ?? RefuseTerm(line);

    /// <summary>A short balance, even none at all, is no refusal: the limit waits for money (C2, C4).</summary>
    private static Decision Grant(LineCase line)
    {
        var freeze = NewFreeze(line);
        return new Decision
        {
            NewFreeze = freeze,
            AskedMinor = line.Line.WholeAccount ? null : AmountOf(line),
            Instructions = [new PutHold(line.Book.Key, freeze.FreezeId, LiveOf(line).Currency, freeze.LimitMinor, freeze.To) { ProductNo = freeze.ProductNo }],
        };
    }

    private static Freeze NewFreeze(LineCase line) => new()
    {
        FreezeId = line.FreezeId,
        Order = line.Order,
        LineNo = line.Line.LineNo,
        Register = line.Book.Key,
        CourtCode = line.Header!.CourtCode,
        CourtName = line.Court?.Name ?? line.Header.CourtName,
        CaseNo = line.Header.CaseNo,
        RulingNo = line.Line.RulingNo,
        AssetKind = line.Line.AssetKind,
        ProductNo = line.Line.AssetKind == AssetKind.OtherAsset ? line.Line.ProductNo : "",
        RankTime = line.RankTime,
        Sequence = line.Sequence,
        ServiceTime = line.ServiceTime,
        GrantedMinor = line.Line.WholeAccount ? null : GrantedLimit(line),
        From = line.Line.From ?? ServiceDate(line),
        GrantedTo = line.Line.To!.Value,
    };

    /// <summary>JE; of a time deposit at most the principal where the bank has set it so (C24).</summary>
    private static long GrantedLimit(LineCase line)
    {
        var ordered = AmountOf(line)!.Value;
        var principal = LiveOf(line).BalanceMinor;
        var capped = line.Live!.Nature == ProtectedKinds.TimeDeposit && line.Rules.LimitAbovePrincipal == LimitAbovePrincipal.Cap && principal > 0;
        return capped ? Math.Min(ordered, principal) : ordered;
    }
}
