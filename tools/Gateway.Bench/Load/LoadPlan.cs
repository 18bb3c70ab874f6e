namespace Gateway.Bench.Load;

/// <summary>How much of a load is sent.</summary>
/// <param name="Kinds">Which orders.</param>
/// <param name="Loops">So many in flight, and of how many orders; of the least so many, that a hundredth of them means something.</param>
/// <param name="OpenSeconds">How long orders come at a fixed rate.</param>
/// <param name="WarmUps">Orders before anything is measured: the program is compiled anew while it runs.</param>
/// <param name="Synced">Orders whose syncs are counted at saturation.</param>
/// <param name="SyncedAlone">The same, one in flight.</param>
internal sealed record LoadPlan(IReadOnlyList<LoadKind> Kinds, IReadOnlyList<(int InFlight, int Orders)> Loops, int OpenSeconds, int WarmUps, int Synced, int SyncedAlone)
{
    /// <summary>So many in flight are as many as the service can use.</summary>
    public const int Saturating = 256;

    /// <param name="arguments">What was asked for.</param>
    /// <param name="main">The deployment that most is asked of; others are looked at more shortly.</param>
    public static LoadPlan For(BenchArguments arguments, bool main)
    {
        LoadPlan plan = (arguments.Quick, main) switch
        {
            (false, true) => new(Enum.GetValues<LoadKind>(), [(1, 200), (16, 800), (64, 1200), (Saturating, 2000)], 20, 2500, 3000, 60),
            (false, false) => new(Enum.GetValues<LoadKind>(), [(1, 200), (64, 1000), (Saturating, 1500)], 15, 2000, 800, 60),
            (true, true) => new(Enum.GetValues<LoadKind>(), [(1, 30), (Saturating, 300)], 3, 200, 200, 15),
            (true, false) => new([LoadKind.Mix], [(1, 20), (Saturating, 300)], 3, 200, 200, 10),
        };
        return plan with
        {
            Kinds = arguments.Kinds.Count > 0 ? arguments.Kinds : plan.Kinds,
            // As many orders as the plan has for as many in flight, or for the next more.
            Loops = arguments.InFlight.Count > 0 ? [.. arguments.InFlight.Select(n => (n, plan.Loops.FirstOrDefault(l => l.InFlight >= n, plan.Loops[^1]).Orders))] : plan.Loops,
        };
    }
}
