using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Register.Tests.Model;

namespace Gateway.Register.Tests.Stories;

/// <summary>A line that waits for people, or behind one that does.</summary>
/// <param name="Freeze">The freeze that it acts on, if there is one.</param>
/// <param name="Verdict">What people said before it had to wait behind another.</param>
internal sealed record Waiting(CourtLine Line, Step Step, string? Freeze, ReviewVerdict? Verdict);

/// <summary>The bank's desk around the register, as store and worker keep it: who waits, who is held back, which payees people have entered.</summary>
internal sealed class Desk(Story story)
{
    private readonly List<Waiting> _waiting = [];
    private readonly List<Waiting> _held = [];
    private readonly HashSet<string> _payeeAsked = [];
    private readonly List<(string CourtCode, ExecutionFundAccount Fund)> _funds = [];

    public IReadOnlyList<Waiting> InReview => _waiting;

    public void Waits(CourtLine line, Step step, Decision decision)
    {
        _waiting.Add(new Waiting(line, step, decision.NewFreeze?.FreezeId ?? decision.OriginalFreezeId, null));
        if (decision.Review!.Rules.Contains(ReviewRule.UnknownPayee)) _payeeAsked.Add(line.OrderNo);
    }

    public bool HoldsBack(Decision decision) => decision.OriginalFreezeId is { } freeze && _waiting.Exists(w => w.Freeze == freeze);

    public void Hold(Waiting held) => _held.Add(held);

    public Waiting Take(int which)
    {
        var taken = _waiting[which % _waiting.Count];
        _waiting.Remove(taken);
        return taken;
    }

    public IReadOnlyList<Waiting> LetGo(string? freeze)
    {
        var free = _held.FindAll(h => h.Freeze == freeze);
        _held.RemoveAll(free.Contains);
        return free;
    }

    /// <summary>C13b: an approval enters the payee that people were asked about, unless it was entered for another court meanwhile.</summary>
    public void Approved(CourtLine line)
    {
        if (_payeeAsked.Contains(line.OrderNo) && !_funds.Exists(f => f.CourtCode != line.Court && f.Fund.Covers(line.PayeeAccount))) _funds.Add((line.Court, new ExecutionFundAccount(line.PayeeAccount, line.PayeeName, line.Convert ? "CNY" : story.Currency)));
    }

    public LineCase WithNotes(LineCase sent, CourtLine line)
    {
        var notes = new List<OrderNote>();
        if (line.NewOfficer) notes.Add(new OrderNote(OrderNoteKind.OfficerNew, "", ""));
        if (line.PayeeNamed) notes.Add(new OrderNote(OrderNoteKind.PayeeNamed, sent.Line.LineNo, ""));
        return sent with { Notes = notes, AllCourts = Known, Court = Known.FindCourt(line.Court) };
    }

    public void HandOver(string first, string second) => story.Act(Measure.HandOver, new DeskAct { TaskId = 1, FreezeId = Id(first), OtherFreezeId = Id(second) });

    public void Transfer(string freeze, Court court) => story.Act(Measure.Transfer, new DeskAct { TaskId = 1, FreezeId = Id(freeze), CourtCode = court.Code, CourtName = court.Name });

    public void EnterOther(int number, string documentNo, decimal? limit, DateOnly to) =>
        story.Act(Measure.EnterOtherFreeze, new DeskAct { TaskId = number, Authority = "某公安局", DocumentNo = documentNo, Limit = limit, To = to });

    /// <summary>False: it did not come to the counter.</summary>
    public bool EndOther(int number, string documentNo)
    {
        if (!story.Book.OtherFreezes.Any(f => f.DocumentNo == documentNo)) return false;
        story.Act(Measure.EndOtherFreeze, new DeskAct { TaskId = number, Authority = "某公安局", DocumentNo = documentNo });
        return true;
    }

    private CourtDirectory Known => Story.Directory.WithFunds(_funds);

    private string Id(string order) => story.Book.Freezes.Single(f => f.Order.OrderNo == order).FreezeId;
}
