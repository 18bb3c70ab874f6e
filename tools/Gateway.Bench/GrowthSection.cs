using System.Diagnostics;
using System.Globalization;
using Gateway.Hub.Processes;
using Gateway.Register.Orders;

namespace Gateway.Bench;

/// <summary>What a turn costs as freezes grow in number: on its own account, and on all others.</summary>
internal static class GrowthSection
{
    const int CompilingTurns = 100;
    const int WarmUpTurns = 10;
    const int MeasuredTurns = 30;
    const int OnlyOne = 1;

    static readonly int[] OnOneAccount = [1, 10, 100, 1000];
    static readonly long[] OnOthers = [1_000, 100_000, 1_000_000, 10_000_000];
    static readonly Measure[] Measures = [Measure.Freeze, Measure.Release, Measure.Deduct];

    const long Orders = 1_000_000, QuickOrders = 50_000;

    internal sealed record Result(IReadOnlyList<GrowthRow> Turns, IReadOnlyList<GrownService.Row> Services);

    public static async Task<Result> RunAsync(BenchArguments arguments, TextWriter output)
    {
        await CompileAsync();
        var rows = new List<GrowthRow>();
        foreach (var freezes in OnOneAccount)
        {
            using var folder = new StoreFolder();
            await using var register = await GrownRegister.CreateAsync(folder, freezes);
            await register.GrowAsync((WarmUpTurns + MeasuredTurns) * Measures.Length * freezes);
            rows.AddRange(await MeasureAsync("one account", freezes, register, folder));
        }

        var services = new List<GrownService.Row>();
        using (var folder = new StoreFolder())
        {
            await using var large = await GrownRegister.CreateAsync(folder, OnlyOne);
            foreach (var freezes in OnOthers.Where(n => n < arguments.To).Append(arguments.To))
            {
                await NoteAsync($"{freezes} freezes", () => large.GrowAsync(freezes));
                rows.AddRange(await MeasureAsync("other accounts", freezes, large, folder));
                if (arguments.Quick) continue; // the service is looked at on orders alone
                try
                {
                    services.Add(await GrownService.MeasureAsync("freezes", freezes, folder, services.Count * GrownService.Numbers, arguments.Quick));
                }
                catch (ServiceStartException late)
                {
                    await output.WriteLineAsync($"on {freezes} freezes {late.Message}");
                }
            }
        }

        using (var folder = new StoreFolder())
        {
            var orders = arguments.Quick ? QuickOrders : Orders;
            await NoteAsync($"{orders} orders", async () => await (await GrownStore.CreateAsync(folder, orders, underWay: false, TimeProvider.System.GetUtcNow())).DisposeAsync());
            services.Add(await GrownService.MeasureAsync("orders", orders, folder, 0, arguments.Quick));
        }

        foreach (var line in Table(rows).Append("").Concat(GrownService.Table(services))) await output.WriteLineAsync(line);
        return new Result(rows, services);

        async Task NoteAsync(string what, Func<Task> fill)
        {
            var begun = Stopwatch.GetTimestamp();
            await fill();
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what} written in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s"));
        }
    }

    /// <summary>So that the first row pays for no compilation.</summary>
    static async Task CompileAsync()
    {
        using var folder = new StoreFolder();
        await using var register = await GrownRegister.CreateAsync(folder, OnlyOne);
        await register.GrowAsync(CompilingTurns * Measures.Length);
        foreach (var measure in Measures)
            for (var i = 0; i < CompilingTurns; i++) await register.TurnAsync(measure);
    }

    static async Task<IEnumerable<GrowthRow>> MeasureAsync(string what, long freezes, GrownRegister register, StoreFolder folder)
    {
        var rows = new List<GrowthRow>();
        foreach (var measure in Measures)
        {
            for (var i = 0; i < WarmUpTurns; i++) await register.TurnAsync(measure);
            var turns = new List<TurnCost>();
            for (var i = 0; i < MeasuredTurns; i++) turns.Add(await register.TurnAsync(measure));
            rows.Add(new GrowthRow(what, freezes, measure.ToString(), TurnCost.Undisturbed(turns), folder.FileMebibytes));
        }

        return rows;
    }

    static IEnumerable<string> Table(List<GrowthRow> rows)
    {
        yield return $"{"freezes of",-15} {"number",10} {"measure",-8} {"open",8} {"rules",8} {"write",8} {"µs",8} {"KiB",8}   {"open",6} {"rules",6} {"KiB",6}   {"file",8}";
        foreach (var row in rows)
        {
            var (cost, first) = (row.Cost, rows.Find(r => r.FreezesOf == row.FreezesOf && r.Measure == row.Measure)!.Cost);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{row.FreezesOf,-15} {row.Number,10} {row.Measure,-8} {cost.OpenMicroseconds,8} {cost.RulesMicroseconds,8} {cost.WriteMicroseconds,8} {cost.Microseconds,8} {cost.AllocatedKibibytes,8}   {Ratio(cost.OpenMicroseconds, first.OpenMicroseconds)} {Ratio(cost.RulesMicroseconds, first.RulesMicroseconds)} {Ratio(cost.AllocatedKibibytes, first.AllocatedKibibytes)}   {row.FileMebibytes,4} MiB");
        }
    }

    static string Ratio(long value, long first) => ((decimal)value / Math.Max(1, first)).ToString("F1", CultureInfo.InvariantCulture).PadLeft(6);

    /// <summary>One line of the table.</summary>
    internal sealed record GrowthRow(string FreezesOf, long Number, string Measure, TurnCost Cost, long FileMebibytes);
}
