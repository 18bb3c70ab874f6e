namespace Gateway.Register.Tests.Stories;

/// <summary>Makes a plan out of one number: mostly what a court would sensibly order, some of it what it must not. Small amounts, so that limits and balances meet often.</summary>
internal sealed class PlanMaker(int seed)
{
    private const int MostSteps = 24;

    private static readonly DateOnly[] FirstDays = [Story.Start, new(2027, 2, 27), new(2028, 2, 28), new(2028, 2, 29), new(2026, 12, 30)];

    private static readonly (Deed Deed, int Weight)[] Deeds =
    [
        (Deed.Freeze, 18), (Deed.QueuedFreeze, 4), (Deed.FreezeAndDeduct, 8), (Deed.Renew, 8), (Deed.Release, 8), (Deed.ReleaseQueued, 2), (Deed.Deduct, 18), (Deed.CollectIncome, 1),
        (Deed.Credit, 9), (Deed.Withdraw, 4), (Deed.Reverse, 1), (Deed.SetClaim, 9), (Deed.OtherFreeze, 4), (Deed.EndOtherFreeze, 2), (Deed.NextDays, 7), (Deed.MarginEnds, 1), (Deed.Decide, 6), (Deed.HandOver, 3), (Deed.Transfer, 3),
    ];

    private readonly Random _random = new(seed);

    public Plan Make()
    {
        var account = MakeAccount();
        var steps = new Step[1 + _random.Next(MostSteps)];
        for (var i = 0; i < steps.Length; i++) steps[i] = MakeStep();
        return new Plan(account, steps);
    }

    private Account MakeAccount() => new()
    {
        Balance = OneIn(6) ? 0 : OneIn(25) ? -10 : _random.Next(120),
        Currency = OneOf("CNY", "CNY", "CNY", "USD", "JPY"),
        Nature = OneOf("GENERAL", "GENERAL", "GENERAL", "GENERAL", "TIME_DEPOSIT", "LC_MARGIN"),
        SubAccount = OneIn(5),
        HasProduct = OneIn(3),
        Shares = OneIn(4) ? [.. Enumerable.Range(0, 1 + _random.Next(2)).Select(_ => OneOf<int?>(50, 25, 33, 10, null, null))] : [],
        FirstDay = OneIn(2) ? Story.Start : OneOf(FirstDays),
        RequireFreeze = OneIn(3),
        AnyClaimBlocks = OneIn(5),
        ClaimsAhead = OneIn(5),
        CapAtPrincipal = OneIn(3),
        ReviewsKinds = OneIn(3),
        ReviewsPayees = OneIn(2),
        Multiplier = OneIn(10) ? 50_000_000_000 : OneIn(3) ? 100 : 1,
    };

    private Step MakeStep()
    {
        var step = new Step(Weighted()) { Amount = 1 + _random.Next(60), Which = _random.Next(6) };
        return step.Deed switch
        {
            Deed.NextDays => step with { Days = OneIn(8) ? 300 + _random.Next(80) : _random.Next(9), ExpiryRuns = OneIn(2), AfterMidnight = OneIn(3) },
            Deed.OtherFreeze => step with { Whole = OneIn(8), Days = _random.Next(12), ByHand = OneIn(2) },
            Deed.Decide => step with { Rejects = OneIn(3) },
            Deed.HandOver or Deed.Transfer => step with { Court = _random.Next(3) },
            Deed.SetClaim => step with { Amount = OneIn(4) ? 0 : step.Amount, Which = _random.Next(2) },
            Deed.Credit or Deed.Withdraw or Deed.Reverse or Deed.EndOtherFreeze or Deed.MarginEnds => step,
            _ => MakeLine(step),
        };
    }

    private Step MakeLine(Step step)
    {
        step = step with
        {
            Court = step.Deed is Deed.Freeze or Deed.QueuedFreeze or Deed.FreezeAndDeduct || OneIn(7) ? _random.Next(3) : null,
            OtherCase = OneIn(3),
            JE = MakeJE(step.Deed),
            NamesCurrency = OneIn(3),
            Fault = OneIn(12) ? (Fault)(1 << _random.Next(5)) | (OneIn(4) ? (Fault)(1 << _random.Next(5)) : Fault.None) : Fault.None,
            NewOfficer = OneIn(12),
            LagSeconds = OneIn(5) ? _random.Next(1, 590) : 0,
        };
        return step.Deed switch
        {
            Deed.Freeze or Deed.QueuedFreeze => MakeTerm(step with { Whole = OneIn(9), OtherAsset = OneIn(8) }),
            Deed.FreezeAndDeduct => MakePayment(MakeTerm(step with { Whole = OneIn(12), OtherAsset = OneIn(12) })),
            Deed.Renew => MakeOriginal(step with { Term = OneIn(3) ? (Term)_random.Next(5) : Term.InDays, Days = 1 + _random.Next(12) }),
            Deed.Deduct or Deed.CollectIncome => MakePayment(MakeOriginal(step)),
            _ => MakeOriginal(step),
        };
    }

    private JE MakeJE(Deed deed) => deed switch
    {
        Deed.Release or Deed.ReleaseQueued when OneIn(3) => JE.Missing,
        _ when OneIn(14) => (JE)_random.Next(5),
        _ when OneIn(4) => OneOf(JE.TheLimit, JE.TheActual),
        _ => JE.Given,
    };

    private Step MakeTerm(Step step) => step with
    {
        Term = OneIn(10) ? (Term)_random.Next(5) : Term.InDays,
        Days = _random.Next(14),
        Start = OneIn(5) ? OneOf(0, 1, -3, -200) : null,
    };

    private Step MakeOriginal(Step step) => step with { Naming = OneIn(2) ? Naming.ByOrder : (Naming)_random.Next(5) };

    private Step MakePayment(Step step) => step with
    {
        PayTo = OneIn(7) ? (PayTo)_random.Next(7) : PayTo.Registered,
        PayeeNamed = OneIn(2),
        Convert = OneIn(10),
        Meanwhile = OneIn(4) ? (Meanwhile)_random.Next(4) : Meanwhile.Nothing,
        MeanwhileAmount = 1 + _random.Next(60),
    };

    private bool OneIn(int many) => _random.Next(many) == 0;

    private T OneOf<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private Deed Weighted()
    {
        var left = _random.Next(Deeds.Sum(d => d.Weight));
        foreach (var (deed, weight) in Deeds)
        {
            left -= weight;
            if (left < 0) return deed;
        }

        return Deed.Freeze;
    }
}
