using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>One account's story at one bank: courts order, money comes and goes, and every line takes its whole way (Decide, core, DecideDebit, core, Apply, Answer). Amounts are in units of the currency.</summary>
internal sealed class Story
{
    public const string AccountNo = "6222001";
    public static readonly PartyIdentity Holder = new("张三", "10100", "110101199001010011");
    public static readonly DateOnly Start = new(2026, 11, 21);

    public static readonly CourtDirectory Directory = new([],
    [
        new("F10", "甲市人民法院", [], [new("9001", "甲市人民法院执行款专户", "CNY"), new("88*", "甲市人民法院执行款专户", "CNY"), new("9001USD", "甲市人民法院执行款专户", "USD"), new("9001", "甲市人民法院执行款专户", "JPY")]),
        new("F11", "乙市人民法院", [], [new("9002", "乙市人民法院执行款专户", "CNY"), new("9002USD", "乙市人民法院执行款专户", "USD"), new("9002", "乙市人民法院执行款专户", "JPY")]),
        new("F12", "丙市人民法院", [], [new("9003", "丙市人民法院执行款专户", "CNY"), new("9003USD", "丙市人民法院执行款专户", "USD"), new("9003", "丙市人民法院执行款专户", "JPY")]),
    ]);

    private readonly List<ClaimPart> _claims = [];
    private readonly List<OtherFreeze> _others = [];
    private long _sequence;

    public Story(decimal balance, string currency = "CNY", Rules? rules = null, string subAccount = "")
    {
        Currency = currency;
        Book = RegisterBook.Empty(new RegisterKey(AccountNo, subAccount));
        Rules = rules ?? new Rules { ProtectedAccount = ProtectedAccountRule.Refuse };
        Core.BalanceMinor = Minor(balance);
    }

    public string Currency { get; }
    public Rules Rules { get; init; }
    public StoryCore Core { get; } = new();
    public RegisterBook Book { get; private set; }
    public DateTimeOffset Now { get; private set; } = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));
    public DateOnly Today => Rules.DateOf(Now);
    public string Nature { get; set; } = "GENERAL";
    public AccountStatus Status { get; set; } = AccountStatus.Normal;
    public string LinkedFundsAccount { get; set; } = "";
    public long InternalHoldsMinor { get; set; }
    public IReadOnlyList<CoOwner> CoOwners { get; set; } = [];
    /// <summary>Happens between the holds of a deduction and its second look.</summary>
    public Action? BeforeSecondLook { get; set; }
    public Decision? LastDecision { get; private set; }

    public decimal Balance => Units(Core.BalanceMinor)!.Value;
    public RegisterPosition Position => PositionAt(Now, Book);
    public decimal Available => Units(Position.AvailableMinor)!.Value;
    public decimal?[] Actuals => [.. Position.Freezes.Select(f => Units(f.ActualMinor))];
    public decimal?[] Limits => [.. Position.Freezes.Select(f => Units(f.LimitMinor))];
    public decimal?[] ClaimTakes => [.. Position.Claims.Select(c => Units(c.TakeMinor))];

    public RegisterPosition PositionAt(DateTimeOffset at, RegisterBook book)
    {
        var live = Live();
        return FreezeRegister.Position(live, live.Find(book.Key.SubAccount)!, book, at, Rules);
    }

    public long Minor(decimal amount) => Currencies.ToMinor(amount, Currency)!.Value;
    public decimal? Units(long? minor) => minor is { } m ? m / (decimal)Minor(1) : null;

    public Story Credit(decimal amount) { Tick(); Core.BalanceMinor += Minor(amount); return this; }
    public Story Withdraw(decimal amount) { Tick(); Core.BalanceMinor -= Minor(amount); return this; }
    public Story Claim(string id, decimal amount, string holder = "某公司") { Tick(); _claims.Add(new ClaimPart(id, "MARGIN", holder, "某路1号", "010-1", Minor(amount), Now)); return this; }
    public decimal ClaimStands(string id) => Units(_claims.Where(c => c.ClaimId == id).Sum(c => c.AmountMinor))!.Value;
    /// <summary>A fall takes from the latest rise first.</summary>
    public Story ClaimFallsTo(string id, decimal amount)
    {
        Tick();
        var left = Minor(amount);
        for (var i = 0; i < _claims.Count; i++)
        {
            if (_claims[i].ClaimId != id) continue;
            var part = Math.Min(_claims[i].AmountMinor, left);
            left -= part;
            _claims[i] = _claims[i] with { AmountMinor = part };
        }

        return this;
    }

    public Story EndClaim(string id) { Tick(); _claims.RemoveAll(c => c.ClaimId == id); return this; }
    public Story OtherFreeze(decimal? limit, string authority = "某公安局", string documentNo = "X1", DateOnly? to = null)
    {
        Tick();
        _others.Add(new OtherFreeze(authority, documentNo, limit is { } l ? Minor(l) : null, Today, to ?? Today.AddYears(1), Now));
        return this;
    }

    public Story EndOtherFreeze(string documentNo) { Tick(); _others.RemoveAll(f => f.DocumentNo == documentNo); return this; }

    /// <summary>The bank's clock stands at 10:00 of that day, or at that time. Expiry lines do not run by themselves.</summary>
    public Story GoTo(DateOnly day, TimeOnly? time = null) { Now = new DateTimeOffset(day.ToDateTime(time ?? new TimeOnly(10, 0)), TimeSpan.FromHours(8)); return this; }

    public LineAnswer Freeze(string order, decimal? amount, string court = "F10", Func<ControlLine, ControlLine>? with = null, string? caseNo = null) =>
        Send(order, court, new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = AccountNo, Amount = amount, To = Today.AddYears(1).AddDays(-1), RulingNo = $"{order}号裁定" }, with, caseNo);

    public LineAnswer FreezeWhole(string order, string court = "F10") => Freeze(order, null, court, l => l with { WholeAccount = true });

    public LineAnswer Renew(string order, string original, DateOnly? to, string court = "F10", Func<ControlLine, ControlLine>? with = null) =>
        Send(order, court, new ControlLine { LineNo = "1", Measure = Measure.Renew, Account = AccountNo, OriginalOrderNo = original, To = to }, with);

    public LineAnswer Release(string order, string original, decimal? amount = null, string court = "F10", Func<ControlLine, ControlLine>? with = null) =>
        Send(order, court, new ControlLine { LineNo = "1", Measure = Measure.Release, Account = AccountNo, OriginalOrderNo = original, Amount = amount }, with);

    public LineAnswer Deduct(string order, string original, decimal? amount, string court = "F10", Func<ControlLine, ControlLine>? with = null, string? caseNo = null) =>
        Send(order, court, new ControlLine { LineNo = "1", Measure = Measure.Deduct, Account = AccountNo, OriginalOrderNo = original, Amount = amount, Payee = PayeeOf(court) }, with, caseNo);

    public LineAnswer FreezeAndDeduct(string order, decimal? amount, string court = "F10", Func<ControlLine, ControlLine>? with = null) =>
        Freeze(order, amount, court, l =>
        {
            var line = l with { Measure = Measure.FreezeAndDeduct, Payee = PayeeOf(court) };
            return with?.Invoke(line) ?? line;
        });

    /// <summary>The freeze was a system's before this one, which had put its hold under a number of its own.</summary>
    public void TakeOver(string order, string holdId)
    {
        var freeze = Book.Freezes.Single(f => f.Order.OrderNo == order);
        Core.Renumber(freeze.HoldId, holdId);
        Book = Book with { Freezes = [.. Book.Freezes.Select(f => f == freeze ? f with { AdoptedHoldId = holdId } : f)] };
    }

    /// <summary>The expiry line of a freeze, at the end of a day.</summary>
    public void Expire(string order, DateOnly endOf)
    {
        var end = new DateTimeOffset(endOf.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
        Now = end > Now ? end : Now;
        var id = Book.Freezes.Single(f => f.Order.OrderNo == order).FreezeId;
        var line = new ControlLine { LineNo = "expiry", Measure = Measure.Expire, Account = AccountNo, SubAccount = Book.Key.SubAccount, ExpiringFreezeId = id };
        Run(new LineCase(Key(order), line, null, null, null, Directory, Live(), Book, end, end, ++_sequence, Rules));
    }

    public static Payee PayeeOf(string court)
    {
        var fund = Directory.FindCourt(court)!.Funds[0];
        return new Payee(fund.Name, "某银行", "102", fund.Account);
    }

    public LineAnswer Send(string order, string court, ControlLine line, Func<ControlLine, ControlLine>? with = null, string? caseNo = null) =>
        Send(Case(order, court, with?.Invoke(line) ?? line, caseNo));

    public LineAnswer Send(LineCase line)
    {
        var (final, confirmed) = Run(line);
        return FreezeRegister.Answer(line, final, Book, line.Live is null ? null : Live(), confirmed);
    }

    /// <summary>Carries out what was decided for a line; null where people decide first, and its freeze, if there is one, acts meanwhile.</summary>
    public LineAnswer? Carry(LineCase line, Decision decided)
    {
        if (decided.Review is not null)
        {
            Execute(decided);
            Book = FreezeRegister.Apply(Book, decided);
            RequireHoldsEqualBook();
            return null;
        }

        var (final, confirmed) = Run(line, decided);
        return FreezeRegister.Answer(line, final, Book, line.Live is null ? null : Live(), confirmed);
    }

    /// <summary>An act that two people confirmed.</summary>
    public void Act(Measure measure, DeskAct act)
    {
        var line = Case("desk", "F10", new ControlLine { LineNo = $"desk:{act.TaskId}", Measure = measure, Account = AccountNo, SubAccount = Book.Key.SubAccount, Act = act }) with { Header = null };
        var (final, _) = Run(line);
        Assert.That(final.Refusal, Is.Null);
    }

    /// <summary>A deduction whose money is on its way to another bank.</summary>
    public OffUsPayment Remit(LineCase line)
    {
        var told = Send(line);
        var debit = LastDecision!.Instructions.OfType<Debit>().Single();
        return FreezeRegister.PaymentOf(line, LastDecision, debit, $"{line.FreezeId}:2.1", new PaymentStatus(PaymentState.Pending, ""), told);
    }

    /// <summary>The money comes back, and the bank's own line gives it its place.</summary>
    /// <param name="seenAfter">How the account looks to the answer; default: as it is.</param>
    public (Decision Final, LineAnswer Answer) SendBack(OffUsPayment payment, string cause = "户名不符", Func<LiveAccount, LiveAccount?>? seenAfter = null)
    {
        Core.SendBack(payment.Debit);
        var own = new ControlLine { LineNo = "back", Measure = Measure.Payment, Account = AccountNo, SubAccount = Book.Key.SubAccount };
        var line = Case("bank", "F10", own) with { Header = null, Live = OffUsPayment.WithoutReturned(Live()) };
        var (final, _) = Run(line, FreezeRegister.DecideReturn(line, payment, new PaymentStatus(PaymentState.Returned, "", cause)));
        return (final, FreezeRegister.CameBack(line, payment, final, Book, seenAfter is null ? Live() : seenAfter(Live())));
    }

    public LineCase Case(string order, string court, ControlLine line, string? caseNo = null)
    {
        Tick();
        var header = new Order
        {
            OrderNo = order,
            Kind = OrderKind.Control,
            CourtCode = court,
            CourtName = Directory.FindCourt(court)?.Name ?? court,
            CaseNo = caseNo ?? $"(2026)执{order}号",
            Officer = new Officer("李法官", "010", "G1", "W1"),
            Party = Holder,
            Lines = [line],
        };
        return new LineCase(Key(order), line, header, null, Directory.FindCourt(court), Directory, Live(), Book, Now, Now, ++_sequence, Rules);
    }

    public LiveAccount Live() => new()
    {
        Account = AccountNo,
        Holder = Holder,
        Status = Status,
        Nature = Nature,
        LinkedFundsAccount = LinkedFundsAccount,
        CoOwners = CoOwners,
        AsOf = Now,
        Registers =
        [
            .. Book.Key.SubAccount.Length == 0 ? [] : new[] { MainRegister },
            new LiveRegister
            {
                Key = Book.Key, Currency = Currency, BalanceMinor = Core.BalanceMinor, Claims = [.. _claims], OtherFreezes = [.. _others],
                Holds = Core.Holds, InternalHoldsMinor = InternalHoldsMinor,
            },
        ],
    };

    /// <summary>Beside a sub-account: its main account, with other money and other rights, none of which is the sub-account's.</summary>
    private LiveRegister MainRegister => new()
    {
        Key = new RegisterKey(AccountNo, ""), Currency = "EUR", BalanceMinor = 777, Claims = [new ClaimPart("other", "PLEDGE", "别人", "", "", 5, Now)],
        OtherFreezes = [new OtherFreeze("别的机关", "other", null, Today, Today, Now)],
    };

    private static OrderKey Key(string order) => new("zdz", order, 1);

    private (Decision Final, DebitConfirmation? Confirmed) Run(LineCase line) => Run(line, FreezeRegister.Decide(line));

    private (Decision Final, DebitConfirmation? Confirmed) Run(LineCase line, Decision final)
    {
        var confirmed = Execute(final);
        if (final.ThenDebit)
        {
            LastDecision = final;
            BeforeSecondLook?.Invoke();
            final = FreezeRegister.DecideDebit(line, final, Live());
            Assert.That(final.ThenDebit, Is.False, "no second debit follows the first");
            confirmed = Execute(final);
        }

        LastDecision = final;
        Book = FreezeRegister.Apply(Book, final);
        RequireHoldsEqualBook();
        return (final, confirmed);
    }

    private DebitConfirmation? Execute(Decision decision)
    {
        DebitConfirmation? confirmed = null;
        foreach (var instruction in decision.Instructions) confirmed = Core.Execute(instruction, Currency, Now) ?? confirmed;
        return confirmed;
    }

    // I10: after every line the core's holds are the live freezes of the book, with their limits and last days, and nothing else.
    private void RequireHoldsEqualBook()
    {
        var holds = Core.Holds;
        var live = Book.Freezes.Where(f => f.Live).Select(f => new LiveHold(f.HoldId, f.LimitMinor, f.To)).Concat(Book.OtherFreezes.Select(f => new LiveHold(f.HoldId, f.LimitMinor, f.To))).ToList();
        if (holds.Count != live.Count || !live.TrueForAll(holds.Contains)) Assert.That(holds, Is.EquivalentTo(live));
    }

    private void Tick() => Now = Now.AddSeconds(1);
}
