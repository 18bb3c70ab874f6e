using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Register.Tests.Model;

namespace Gateway.Register.Tests.Stories;

/// <summary>Tells a plan to both: to the register, with a worker's steps and a small core around it, and to the reference. After every step they must say the same.</summary>
internal sealed partial class Telling
{
    private static readonly TimeOnly AfterMidnight = new(0, 5);
    private static readonly TimeOnly InTheMorning = new(10, 0);

    private readonly Plan _plan;
    private readonly Story _story;
    private readonly ReferenceBank _bank;
    private readonly LineMaker _lines;
    private readonly Comparison _comparison;
    private readonly Desk _desk;
    private readonly List<object> _told = [];
    private readonly List<(string Measure, Outcome Outcome)> _answers = [];
    private DateTimeOffset _latestRank = DateTimeOffset.MinValue;
    private int _number;

    public Telling(Plan plan)
    {
        _plan = plan;
        var account = plan.Account;
        _lines = new LineMaker(account);
        var rules = new Rules
        {
            DeductWithoutFreeze = account.RequireFreeze ? DeductWithoutFreeze.RequireFreeze : DeductWithoutFreeze.Allow,
            PriorityClaim = account.AnyClaimBlocks ? PriorityClaimRule.AnyClaimBlocks : PriorityClaimRule.Value,
            LateClaim = account.ClaimsAhead ? LateClaimRule.Ahead : LateClaimRule.Behind,
            LimitAbovePrincipal = account.CapAtPrincipal ? LimitAbovePrincipal.Cap : LimitAbovePrincipal.AsOrdered,
            UnknownPayee = account.ReviewsPayees ? UnknownPayee.Review : UnknownPayee.Refuse,
            ProtectedAccount = account.ReviewsKinds ? ProtectedAccountRule.Review : ProtectedAccountRule.Refuse,
        };
        _story = new Story(_lines.Units(account.Balance), account.Currency, rules, account.SubAccount ? "01" : "")
        {
            Nature = account.Nature,
            LinkedFundsAccount = account.HasProduct ? Story.AccountNo : "",
            CoOwners = [.. account.Shares.Select((share, i) => new CoOwner($"共有人{i + 1}", share / 100m))],
        };
        _story.GoTo(account.FirstDay);
        _bank = new ReferenceBank(new ReferenceSettings
        {
            RequireFreeze = account.RequireFreeze, AnyClaimBlocks = account.AnyClaimBlocks, ClaimsAhead = account.ClaimsAhead,
            CapAtPrincipal = account.CapAtPrincipal, ReviewsKinds = account.ReviewsKinds, ReviewsPayees = account.ReviewsPayees, Currency = account.Currency, Shares = account.Shares, HasProduct = account.HasProduct,
        });
        _bank.Happens(new NatureSet(account.Nature));
        _bank.Happens(new MoneyMoved(_lines.Units(account.Balance)));
        _comparison = new Comparison(_story, _bank.Courts);
        _desk = new Desk(_story);
    }

    /// <summary>What the courts were told, line by line.</summary>
    public IReadOnlyList<(string Measure, Outcome Outcome)> Answers => _answers;

    /// <exception cref="Disagreement">Where they part, with all that was told until then.</exception>
    public void Tell()
    {
        try
        {
            foreach (var step in _plan.Steps)
            {
                _number++;
                Do(step);
                _comparison.Positions(_bank.On(_story.Today));
            }
        }
        catch (Exception e) when (e is Disagreement or InvariantBrokenException or AssertionException)
        {
            throw new Disagreement($"{e.Message}\nThe story so far:\n{string.Join("\n", _told)}\n{_plan}");
        }
    }

    private void Do(Step step)
    {
        var amount = _lines.Units(step.Amount);
        switch (step.Deed)
        {
            case Deed.Credit: _story.Credit(amount); Happens(new MoneyMoved(amount)); break;
            case Deed.Withdraw:
                amount = Math.Min(amount, _bank.On(_story.Today).Available);
                _story.Withdraw(amount);
                Happens(new MoneyMoved(-amount));
                break;
            case Deed.Reverse: _story.Withdraw(amount); Happens(new MoneyMoved(-amount)); break;
            case Deed.SetClaim: SetClaim($"P{step.Which + 1}", amount); break;
            case Deed.OtherFreeze:
                var to = _story.Today.AddDays(step.Days);
                if (step.ByHand) _desk.EnterOther(_number, $"X{_number}", step.Whole ? null : amount, to);
                else _story.OtherFreeze(step.Whole ? null : amount, "某公安局", $"X{_number}", to);
                Happens(new OtherFroze($"X{_number}", step.Whole ? null : amount, to, _story.Now));
                break;
            case Deed.EndOtherFreeze: EndOtherFreeze(step); break;
            case Deed.NextDays: PassDays(step); break;
            case Deed.Decide: Decide(step.Which, step.Rejects); break;
            case Deed.HandOver: HandOver(step); break;
            case Deed.Transfer: Transfer(step); break;
            case Deed.MarginEnds: _story.Nature = "GENERAL"; Happens(new NatureSet("GENERAL")); break;
            default: SendLine(step); break;
        }
    }

    private void Happens(Happening happening)
    {
        _told.Add(happening);
        _bank.Happens(happening);
    }

    // The core keeps each rise as a part of its own, and takes a fall from the latest.
    private void SetClaim(string claim, decimal amount)
    {
        var standing = _story.ClaimStands(claim);
        if (amount > standing) _story.Claim(claim, amount - standing, $"权利人{claim}");
        else _story.ClaimFallsTo(claim, amount);
        Happens(new ClaimSet(claim, $"权利人{claim}", amount, _story.Now));
    }

    private void EndOtherFreeze(Step step)
    {
        var there = _bank.On(_story.Today).AllFreezes.FindAll(f => f is { Court: "", Released: false });
        if (there.Count == 0) return;
        var name = there[step.Which % there.Count].Name;
        if (!_desk.EndOther(_number, name)) _story.EndOtherFreeze(name);
        Happens(new OtherReleased(name));
    }

    /// <summary>The day's expiry lines run at 00:10, or late; the reference knows nothing of them.</summary>
    private void PassDays(Step step)
    {
        while (_desk.InReview.Count > 0) Decide(step.Which, step.Rejects); // people have decided before the day is over
        var day = _story.Today.AddDays(step.Days);
        var time = step.AfterMidnight ? AfterMidnight : InTheMorning;
        if (new DateTimeOffset(day.ToDateTime(time), _story.Now.Offset) <= _story.Now) return;
        if (step.ExpiryRuns && !step.AfterMidnight)
        {
            foreach (var freeze in _story.Book.Freezes.Where(f => f.Live && f.To < day).OrderBy(f => f.To).ToList()) _story.Expire(freeze.Order.OrderNo, freeze.To);
        }

        _story.GoTo(day, time);
        _told.Add($"it is {_story.Now:yyyy-MM-dd HH:mm}, expiry lines {(step.ExpiryRuns ? "ran" : "did not run")}");
    }

    private void SendLine(Step step)
    {
        var arrival = _story.Now.AddSeconds(1);
        // Half a second apart from everything else: at one moment with a claim or another authority's freeze DOMAIN says nothing.
        var service = step.LagSeconds == 0 ? arrival : arrival.AddSeconds(-step.LagSeconds).AddMilliseconds(-500);
        // 16: "earlier than that of a line already executed on the account ranks by arrival".
        var rank = service < _latestRank ? arrival : service;
        _latestRank = rank > _latestRank ? rank : _latestRank;
        var line = _lines.Make(step, _number, _bank.On(DateOnly.FromDateTime(service.DateTime)), service, rank);
        _told.Add(line);
        Carry(line, step, null);
    }

    private void Carry(CourtLine line, Step step, ReviewVerdict? verdict)
    {
        Happening? between = null;
        var withdrawable = _bank.On(_story.Today).Available;
        _comparison.BeforeLine(line);
        _story.BeforeSecondLook = () =>
        {
            between = Between(step, withdrawable);
            _comparison.BeforeSecondLook(line);
        };
        var sent = Case(line) with { Review = verdict is { } said ? new ReviewOutcome(said, "") : null };
        var decision = FreezeRegister.Decide(sent);
        if (verdict is not ReviewVerdict.Rejected && HeldBack(line, step, decision, verdict)) return;
        var answer = _story.Carry(sent, decision);
        void Meanwhile()
        {
            if (between is not null) _bank.Happens(between);
        }

        var outcome = verdict switch
        {
            null => _bank.Answer(line, Meanwhile),
            ReviewVerdict.Approved => _bank.Approve(line, Meanwhile),
            _ => _bank.Reject(line),
        };
        if ((answer is null) != (outcome is null)) throw new Disagreement(answer is null ? "the register asks people, the reference does not" : "the reference asks people, the register does not");
        if (answer is null) _desk.Waits(line, step, decision);
        else Told(line, answer, outcome!);
        _comparison.Invariants(line);
    }

    private void Told(CourtLine line, LineAnswer answer, Outcome outcome)
    {
        Comparison.Outcomes(answer, outcome);
        _answers.Add((line.Measure, outcome));
    }

    private Happening? Between(Step step, decimal withdrawable)
    {
        var amount = _lines.Units(step.MeanwhileAmount);
        switch (step.Meanwhile)
        {
            case Meanwhile.Withdraw:
                amount = Math.Min(amount, withdrawable);
                _story.Withdraw(amount);
                return new MoneyMoved(-amount);
            case Meanwhile.Credit:
                _story.Credit(amount);
                return new MoneyMoved(amount);
            case Meanwhile.Claim:
                _story.Claim("P9", amount, "权利人P9");
                return new ClaimSet("P9", "权利人P9", _story.ClaimStands("P9"), _story.Now);
            default:
                return null;
        }
    }

    private LineCase Case(CourtLine line)
    {
        var control = new ControlLine
        {
            LineNo = "1",
            Measure = (Measure)int.Parse(line.Measure, System.Globalization.CultureInfo.InvariantCulture),
            AssetKind = line.OtherAsset ? AssetKind.OtherAsset : AssetKind.Deposit,
            Account = Story.AccountNo,
            SubAccount = _story.Book.Key.SubAccount,
            WholeAccount = line.Whole,
            Currency = line.Currency,
            Amount = line.Amount,
            From = line.From,
            To = line.To,
            Convert = line.Convert,
            RulingNo = line.OrderNo,
            Payee = line.PayeeAccount.Length == 0 ? null : new Payee(line.PayeeName, "", "", line.PayeeAccount),
            OriginalOrderNo = line.OriginalOrder,
            OriginalCaseNo = line.OriginalCase,
        };
        var sent = _story.Case(line.OrderNo, line.Court, control, line.CaseNo) with { ServiceTime = line.Service, RankTime = line.RankTime };
        sent = _desk.WithNotes(sent, line);
        if (line.DocumentFault.Length > 0) sent = sent with { DocumentRefusal = Reason.SealInvalid };
        if (line.WrongHolder) sent = sent with { Header = sent.Header! with { Party = Story.Holder with { IdNumber = "1" } } };
        if (line.ClosedAccount) sent = sent with { Live = sent.Live! with { Status = AccountStatus.Closed } };
        return line.UnknownAccount ? sent with { Live = null } : sent;
    }
}
