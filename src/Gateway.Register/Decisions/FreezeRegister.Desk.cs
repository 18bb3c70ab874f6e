using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register;

// What two people decided with evidence (C16, C27). An act that the register no longer bears out does nothing: the decision is empty, with the reason.
public static partial class FreezeRegister
{
    /// <summary>C16: two freezes of one register change places, and nothing else changes.</summary>
    private static Decision DecideHandOver(LineCase line, DeskAct act)
    {
        var (first, second) = (line.Book.Find(act.FreezeId), line.Book.Find(act.OtherFreezeId));
        if (first is null || second is null || first == second) return Refuse(Reason.OriginalFreezeNotFound);
        if (!first.LiveOn(ServiceDate(line)) || !second.LiveOn(ServiceDate(line))) return Refuse(Reason.OriginalFreezeReleased);
        FreezeChange To(Freeze freeze, Freeze place) =>
            Change(line, freeze.FreezeId, FreezeChangeKind.RankMoved) with { RankTime = place.PresentRankTime, Sequence = place.PresentSequence };
        return new Decision { Changes = [To(first, second), To(second, first)] };
    }

    /// <summary>C16: 提级执行, 交叉执行. Rank, limit and dates stay.</summary>
    private static Decision DecideTransfer(LineCase line, DeskAct act)
    {
        if (line.Book.Find(act.FreezeId) is not { } freeze) return Refuse(Reason.OriginalFreezeNotFound);
        if (!freeze.LiveOn(ServiceDate(line))) return Refuse(Reason.OriginalFreezeReleased);
        return new Decision { Changes = [Change(line, freeze.FreezeId, FreezeChangeKind.Transferred) with { CourtCode = act.CourtCode, CourtName = act.CourtName }] };
    }

    /// <summary>C27: the freeze of another authority that came to the counter.</summary>
    private static Decision DecideEntry(LineCase line, DeskAct act)
    {
        if (RefuseAccount(line) is { } refusal) return Refuse(refusal);
        var limit = act.Limit is { } units ? Currencies.ToMinor(units, LiveOf(line).Currency) : null;
        if (act.Limit is not null && limit is not > 0) return Refuse(Reason.AmountInvalid);
        var from = act.From ?? ServiceDate(line);
        if (RefuseTerm(line, act.AuthorityKind, act.AssetKind, from, act.To) is { } term) return Refuse(term);
        var entered = new EnteredFreeze($"{EnteredFreeze.HoldPrefix}{act.TaskId}", line.Book.Key, act.Authority, act.DocumentNo, limit, from, act.To!.Value, line.RankTime, line.Sequence);
        return new Decision
        {
            EnteredFreeze = entered,
            Instructions = [new PutHold(line.Book.Key, entered.HoldId, LiveOf(line).Currency, limit, entered.To)],
        };
    }

    /// <summary>C27: it is lifted by the same authority and document.</summary>
    private static Decision DecideLifting(LineCase line, DeskAct act)
    {
        if (line.Book.OtherFreezes.FirstOrDefault(f => f.Authority == act.Authority && f.DocumentNo == act.DocumentNo) is not { } entered) return Refuse(Reason.OriginalFreezeNotFound);
        return new Decision { EndedOtherFreeze = entered.HoldId, Instructions = [new RemoveHold(line.Book.Key, entered.HoldId)] };
    }
}
