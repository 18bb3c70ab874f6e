using System.CommandLine;
using System.Globalization;
using Gateway.Bench.Load;

namespace Gateway.Bench;

/// <summary>What is measured, and how thoroughly.</summary>
/// <param name="Quick">Less of everything: a look, not a result.</param>
/// <param name="Json">Gets what was measured as JSON besides; null: nothing does.</param>
/// <param name="To">Most freezes of other accounts in growth.</param>
/// <param name="Waiting">Inquiries that wait in flood.</param>
/// <param name="Freezes">Freezes that are timed in flood.</param>
/// <param name="Minutes">How long soak takes.</param>
/// <param name="Kinds">Only these orders in load; none: all.</param>
/// <param name="InFlight">Only so many in flight in load; none: as its plan has it.</param>
/// <param name="Sections">Which sections, in this order; none: all, without --quick but soak.</param>
internal sealed record BenchArguments(
    bool Quick, string? Json, long To, int Waiting, int Freezes, double Minutes, IReadOnlyList<LoadKind> Kinds, IReadOnlyList<int> InFlight, IReadOnlyList<string> Sections)
{
    const double ShortestSoak = 0.1;

    /// <summary>The command line, which runs what it reads.</summary>
    /// <param name="sections">Names that may stand behind the options.</param>
    /// <param name="run">Runs it; its exit code.</param>
    public static RootCommand Command(IReadOnlyCollection<string> sections, Func<BenchArguments, Task<int>> run)
    {
        var quick = new Option<bool>("--quick") { Description = "Less of everything, under five minutes: a look, not a result." };
        var json = new Option<string?>("--json") { Description = "Writes what was measured to this file as JSON, too." };
        var to = new Option<long?>("--to") { Description = "growth: most freezes of other accounts (1000000; quick: 10000). Ten million take 15 GB in TMPDIR." };
        var waiting = new Option<int?>("--waiting") { Description = "flood: inquiries that wait (100000; quick: 5000)." };
        var freezes = new Option<int?>("--freezes") { Description = "flood: freezes that are timed (40; quick: 15)." };
        var minutes = new Option<double?>("--minutes") { Description = "soak: how long (30; quick: 0.5)." };
        var kinds = new Option<LoadKind[]>("--kind") { Description = "load, kafka, sql-server: only these orders (inquiry, freeze, mix; may be repeated)." };
        var inFlight = new Option<int[]>("--in-flight") { Description = "load, kafka, sql-server: only so many in flight (may be repeated)." };
        var names = new Argument<string[]>("section") { Description = $"Which: {string.Join(", ", sections)}. None: all, without --quick but soak." };
        names.AcceptOnlyFromAmong([.. sections]);
        foreach (var number in new[] { waiting, freezes })
            number.Validators.Add(result => { if (result.GetValueOrDefault<int?>() is < 1) result.AddError($"{number.Name} must be 1 or more"); });
        minutes.Validators.Add(result => { if (result.GetValueOrDefault<double?>() is not (null or >= ShortestSoak)) result.AddError($"--minutes must be {ShortestSoak.ToString(CultureInfo.InvariantCulture)} or more"); });
        inFlight.Validators.Add(result => { if (result.GetValueOrDefault<int[]>()?.Any(n => n < 1) == true) result.AddError("--in-flight must be 1 or more"); });
        to.Validators.Add(result => { if (result.GetValueOrDefault<long?>() is < 1000) result.AddError("--to must be 1000 or more"); });

        var command = new RootCommand("Measures on this machine, everything beside what it is compared with.") { quick, json, to, waiting, freezes, minutes, kinds, inFlight, names };
        command.SetAction((parsed, _) =>
        {
            var isQuick = parsed.GetValue(quick);
            return run(new BenchArguments(
                isQuick,
                parsed.GetValue(json),
                parsed.GetValue(to) ?? (isQuick ? 10_000 : 1_000_000),
                parsed.GetValue(waiting) ?? (isQuick ? 5_000 : 100_000),
                parsed.GetValue(freezes) ?? (isQuick ? 15 : 40),
                parsed.GetValue(minutes) ?? (isQuick ? 0.5 : 30),
                parsed.GetValue(kinds) ?? [],
                parsed.GetValue(inFlight) ?? [],
                parsed.GetValue(names) ?? []));
        });
        return command;
    }
}
