using FsCheck;
using FsCheck.Fluent;

namespace Gateway.Register.Tests;

internal enum Deed { Credit, Withdraw, Claim, EndClaim, OtherFreeze, EndOtherFreeze, Freeze, FreezeWhole, Renew, Release, Deduct, FreezeAndDeduct, NextDay }

/// <summary>One step: small whole numbers, whose meaning depends on the deed.</summary>
internal sealed record TaleStep(Deed Deed, int Amount, int Which)
{
    public override string ToString() => $"{Deed}({Amount},{Which})";
}

/// <summary>A random story of one account in a currency without decimals, so that every unit can be counted.</summary>
internal sealed record Tale(int Balance, Rules Rules, IReadOnlyList<decimal?> Shares, IReadOnlyList<TaleStep> Steps)
{
    public override string ToString() =>
        $"B {Balance}, {Rules.DeductWithoutFreeze}, {Rules.PriorityClaim}, late claims {Rules.LateClaim}, shares [{string.Join(" ", Shares.Select(s => s?.ToString() ?? "?"))}]: {string.Join(" ", Steps)}";
}

/// <summary>How tales are made, and made shorter when one fails.</summary>
public static class Tales
{
    internal static Arbitrary<Tale> Any() => Arb.From(Made(), Shorter);

    private static Gen<Tale> Made() =>
        from balance in Gen.Choose(0, 60)
        from rules in AnyRules()
        from shares in AnyShares()
        from steps in Gen.ListOf(Step(), 25)
        select new Tale(balance, rules, shares, [.. steps]);

    private static Gen<Rules> AnyRules() =>
        from deduct in Gen.Elements(DeductWithoutFreeze.Allow, DeductWithoutFreeze.RequireFreeze)
        from claim in Gen.Frequency((4, Gen.Constant(PriorityClaimRule.Value)), (1, Gen.Constant(PriorityClaimRule.AnyClaimBlocks)))
        from late in Gen.Frequency((4, Gen.Constant(LateClaimRule.Behind)), (1, Gen.Constant(LateClaimRule.Ahead)))
        select new Rules { DeductWithoutFreeze = deduct, PriorityClaim = claim, LateClaim = late };

    private static Gen<IReadOnlyList<decimal?>> AnyShares() =>
        Gen.Frequency(
            (3, Gen.Constant<IReadOnlyList<decimal?>>([])),
            (1, Gen.ListOf(Gen.Elements<decimal?>(0.25m, 0.5m, 0.1m, null), 2).Select(s => (IReadOnlyList<decimal?>)[.. s])));

    private static Gen<TaleStep> Step() =>
        from deed in Gen.Frequency([.. Enum.GetValues<Deed>().Select(d => (d is Deed.Freeze or Deed.Deduct or Deed.Credit ? 4 : d is Deed.FreezeWhole ? 1 : 2, Gen.Constant(d)))])
        from amount in Gen.Choose(1, 40)
        from which in Gen.Choose(0, 5)
        select new TaleStep(deed, amount, which);

    private static IEnumerable<Tale> Shorter(Tale tale)
    {
        for (var i = 0; i < tale.Steps.Count; i++) yield return tale with { Steps = [.. tale.Steps.Where((_, at) => at != i)] };
        if (tale.Shares.Count > 0) yield return tale with { Shares = [] };
    }
}
