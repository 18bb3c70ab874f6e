using Gateway.Register.Decisions;
using Gateway.Register.Tests.Model;

namespace Gateway.Register.Tests.Stories;

// What two people decide in a story: lines in review, hand-over of rank, transfer between courts.
internal sealed partial class Telling
{
    /// <summary>Both must hold the same lines back; an approved one too, whose original is another's freeze in review by now.</summary>
    private bool HeldBack(CourtLine line, Step step, Decision decision, ReviewVerdict? verdict)
    {
        var held = _desk.HoldsBack(decision);
        if (held != _bank.HoldsBack(line)) throw new Disagreement(held ? "the register holds the line back, the reference does not" : "the reference holds the line back, the register does not");
        if (held) _desk.Hold(new Waiting(line, step, decision.OriginalFreezeId, verdict));
        return held;
    }

    /// <summary>The line goes on with what was decided, and behind it those that it held back.</summary>
    private void Decide(int which, bool rejects)
    {
        if (_desk.InReview.Count == 0) return;
        var (line, step, freeze, _) = _desk.Take(which);
        _told.Add($"two people {(rejects ? "reject" : "approve")} {line.OrderNo}");
        if (!rejects) _desk.Approved(line);
        _bank.Decided(line, !rejects);
        Carry(line, step, rejects ? ReviewVerdict.Rejected : ReviewVerdict.Approved);
        _comparison.Positions(_bank.On(_story.Today));
        foreach (var held in _desk.LetGo(freeze)) Carry(held.Line, held.Step, held.Verdict);
    }

    private void HandOver(Step step)
    {
        var live = _bank.On(_story.Today).Freezes.FindAll(f => f.Court.Length > 0);
        if (live.Count < 2) return;
        var first = live[step.Which % live.Count];
        var second = live[(step.Which + 1 + step.Court!.Value) % live.Count];
        if (first == second) return;
        _desk.HandOver(first.Name, second.Name);
        Happens(new PlacesChanged(first.Name, second.Name));
    }

    private void Transfer(Step step)
    {
        var live = _bank.On(_story.Today).Freezes.FindAll(f => f.Court.Length > 0);
        if (live.Count == 0) return;
        var freeze = live[step.Which % live.Count].Name;
        var court = Story.Directory.Courts[step.Court!.Value];
        _desk.Transfer(freeze, court);
        Happens(new CourtChanged(freeze, court.Code));
    }
}
