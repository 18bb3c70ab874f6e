namespace Gateway.Register.Tests.Stories;

/// <summary>Every plan that is a little simpler than a given one: fewer steps first, then plainer ones on a plainer account.</summary>
internal static class PlanShrinker
{
    private static readonly Func<Account, Account>[] PlainerAccounts =
    [
        a => a with { Shares = [] },
        a => a with { Shares = [.. a.Shares.Take(1)] },
        a => a with { AnyClaimBlocks = false },
        a => a with { ClaimsAhead = false },
        a => a with { RequireFreeze = false },
        a => a with { CapAtPrincipal = false },
        a => a with { ReviewsKinds = false },
        a => a with { ReviewsPayees = false },
        a => a with { SubAccount = false },
        a => a with { HasProduct = false },
        a => a with { Nature = "GENERAL" },
        a => a with { Currency = "CNY" },
        a => a with { Multiplier = 1 },
        a => a with { FirstDay = Story.Start },
        a => a with { Balance = 0 },
        a => a with { Balance = a.Balance / 2 },
        a => a with { Balance = Math.Max(0, a.Balance - 1) },
    ];

    private static readonly Func<Step, Step>[] PlainerSteps =
    [
        s => new Step(s.Deed) { Amount = s.Amount, Which = s.Which, Court = s.Court, Days = s.Days },
        s => s with { Fault = Fault.None },
        s => s with { Meanwhile = Meanwhile.Nothing },
        s => s with { MeanwhileAmount = 1 },
        s => s with { LagSeconds = 0 },
        s => s with { Start = null },
        s => s with { Term = Term.InDays },
        s => s with { PayTo = PayTo.Registered },
        s => s with { Convert = false },
        s => s with { Naming = Naming.ByOrder },
        s => s with { JE = JE.Given },
        s => s with { Whole = false },
        s => s with { OtherAsset = false },
        s => s with { OtherCase = false },
        s => s with { NamesCurrency = false },
        s => s with { NewOfficer = false },
        s => s with { PayeeNamed = false },
        s => s with { Rejects = false },
        s => s with { ByHand = false },
        s => s with { ExpiryRuns = false },
        s => s with { AfterMidnight = false },
        s => s with { Court = null },
        s => s.Court is null ? s : s with { Court = 0 },
        s => s with { Which = 0 },
        s => s with { Days = 0 },
        s => s with { Days = s.Days / 2 },
        s => s with { Amount = Math.Min(1, s.Amount) },
        s => s with { Amount = s.Amount / 2 },
        s => s with { Amount = Math.Max(0, s.Amount - 1) },
    ];

    public static IEnumerable<Plan> Shrink(Plan plan)
    {
        // Long stretches before single steps, and the last before the first: what fails often needs how it began.
        for (var length = plan.Steps.Count / 2; length >= 1; length /= 2)
        {
            for (var at = plan.Steps.Count - length; at >= 0; at -= length) yield return plan with { Steps = [.. plan.Steps.Take(at), .. plan.Steps.Skip(at + length)] };
        }

        foreach (var plainer in PlainerAccounts.Select(make => make(plan.Account)).Where(a => !Same(a, plan.Account))) yield return plan with { Account = plainer };
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            foreach (var plainer in PlainerSteps.Select(make => make(plan.Steps[i])).Where(s => s != plan.Steps[i]))
                yield return plan with { Steps = [.. plan.Steps.Take(i), plainer, .. plan.Steps.Skip(i + 1)] };
        }
    }

    // Records compare lists by reference.
    private static bool Same(Account a, Account b) => a.Shares.SequenceEqual(b.Shares) && a with { Shares = [] } == b with { Shares = [] };
}
