using Gateway.Register.Decisions;
using Gateway.Register.Freezes;

namespace Gateway.Register;

// Which freeze a renewal, release or deduction means (C14d): found → of the ordering court → live.
public static partial class FreezeRegister
{
    /// <summary>The freeze that a line means, or why there is none.</summary>
    /// <param name="Named">Whether the line named one, by order or by case; without a name its own case was looked up.</param>
    private sealed record Original(Freeze? Freeze, Refusal? Refusal, bool Named);

    /// <summary>
    /// By the order YDJDH, on this register, whatever its channel or case (a preservation freeze becomes an execution one); else by the case YDJAH; else by the line's own case.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="onlyOne">
    /// A case may have several live freezes. A renewal or release must then name the order, for the wrong choice would cost the court a rank;
    /// a deduction takes from the first in rank.
    /// </param>
    private static Original FindOriginal(LineCase line, bool onlyOne)
    {
        var order = line.Line.OriginalOrderNo;
        var caseNo = line.Line.OriginalCaseNo.Length > 0 ? line.Line.OriginalCaseNo : line.Header!.CaseNo;
        var named = order.Length > 0 || line.Line.OriginalCaseNo.Length > 0;
        Original None(Refusal refusal) => new(null, refusal, named);

        var found = line.Book.Freezes.Where(f => order.Length > 0 ? f.Order.OrderNo == order : f.CaseNo == caseNo).ToList();
        if (found.Count == 0) return None(Reason.OriginalFreezeNotFound);

        // Two channels may use the same order number: the ordering court's own freeze is meant, the same channel's first.
        var own = found.Where(f => f.PresentCourtCode == line.Header!.CourtCode).OrderBy(f => order.Length > 0 && f.Order.ChannelId != line.Order.ChannelId)
            .ThenBy(f => f.PresentRankTime).ThenBy(f => f.PresentSequence).ToList();
        if (own.Count == 0) return None(Reason.OriginalFreezeOfOtherCourt);

        var live = own.Where(f => f.LiveOn(ServiceDate(line))).ToList();
        if (live.Count == 0) return None(own[^1].State is FreezeState.Live or FreezeState.Expired ? Reason.OriginalFreezeExpired : Reason.OriginalFreezeReleased);
        if (onlyOne && order.Length == 0 && live.Count > 1) return None(new Refusal(Reason.OriginalFreezeNotFound, "本案有多项冻结，请写明原冻结请求单号"));
        return new Original(live[0], null, named);
    }
}
