using System.Diagnostics;
using System.Globalization;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Auditing;
using Gateway.Store.Desk;
using Gateway.Store.Outcomes;
using Gateway.Store.Sqlite;
using Gateway.Store.Views;

namespace Gateway.Bench;

/// <summary>What the console's pages ask of a store with many orders, and what the indexes that serve them cost an order.</summary>
internal static class PagesSection
{
    const int Rounds = 7, PageLength = 50, WrittenOrders = 1_500, QuickWrittenOrders = 300, InFlight = 64, WriteRounds = 3;

    /// <summary>Indexes that only people's searches use.</summary>
    static readonly (string Name, string Sql)[] SearchIndexes =
    [
        ("ix_orders_number", "orders (order_no)"), ("ix_orders_arrived", "orders (arrived_at)"), ("ix_lines_account", "lines (account, order_id) WHERE order_id IS NOT NULL"), ("ix_orders_case", "orders (case_no)"),
        ("ix_orders_party", "orders (party_key)"), ("ix_orders_court", "orders (court_code)"), ("ix_orders_answered", "orders (order_id) WHERE state = 2"), ("ix_outcomes_reason", "outcomes (reason, order_id) WHERE reason <> ''"),
    ];

    const long Orders = 1_000_000, QuickOrders = 50_000;

    public static async Task<object> RunAsync(BenchArguments arguments, TextWriter output)
    {
        var orders = arguments.Quick ? QuickOrders : Orders;
        var now = TimeProvider.System.GetUtcNow();
        var begun = Stopwatch.GetTimestamp();
        using var folder = new StoreFolder();
        await using var grown = await GrownStore.CreateAsync(folder, orders, underWay: true, now);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{orders} orders written in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s, {folder.FileMebibytes} MiB"));
        var rows = new List<PageTime>();
        await output.WriteLineAsync($"{"page",-12} {"query",-44} {"rows",6} {"first ms",9} {"median ms",9} {"worst ms",9}");
        foreach (var (page, query, ask) in Queries(orders, now))
        {
            var row = await MeasureAsync(grown.Store, page, query, ask, orders);
            rows.Add(row);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{row.Page,-12} {row.Query,-44} {row.Rows,6} {row.First,9:F1} {row.Median,9:F1} {row.Worst,9:F1}"));
        }

        var cost = await WriteCostAsync(grown, arguments.Quick ? QuickWrittenOrders : WrittenOrders, output);
        return new { orders, folder.FileMebibytes, pages = rows, cost };
    }

    static IEnumerable<(string Page, string Query, Func<SqliteStore, long, Task<int>> Ask)> Queries(long orders, DateTimeOffset now)
    {
        var courts = OutcomeQueryOf(now, 366, OutcomeKey.Court, OutcomeKey.Reason);
        yield return ("Overview", "numbers of what is under way", async (s, _) => (await s.ReadStatisticsAsync(default)).SchemaVersion > 0 ? 1 : 0);
        yield return ("Overview", "times of the latest 1000", async (s, _) => (await s.ReadPaceAsync(1000, default)).Waits.Count);
        yield return ("Overview", "backlog by channel", async (s, _) => (await s.ReadBacklogsAsync(default)).Count);
        yield return ("Overview", "today's sums", async (s, _) => (await s.CountAsync(OutcomeQueryOf(now, 1), default)).Count);
        yield return ("Orders", "newest", Find(_ => new OrderFilter()));
        yield return ("Orders", "a page from anywhere", async (s, i) => (await s.ReadOrdersAsync(new OrderFilter(), 1_000_000 + i, PageLength, default)).Count);
        yield return ("Orders", "order number", Find(i => new OrderFilter { OrderNo = OrderCopies.OrderNo(i) }));
        yield return ("Orders", "case number", Find(i => new OrderFilter { CaseNo = OrderCopies.CaseNo(i) }));
        yield return ("Orders", "account", Find(i => new OrderFilter { Account = OrderCopies.Account(i) }));
        yield return ("Orders", "party", Find(i => new OrderFilter { Party = new PartyNumbers("10100", OrderCopies.IdNumber(i)) }));
        yield return ("Orders", "court", Find(i => new OrderFilter { Court = OrderCopies.Court(i) }));
        yield return ("Orders", "open", Find(_ => new OrderFilter { Open = true }));
        yield return ("Orders", "in review", Find(_ => new OrderFilter { InReview = true }));
        yield return ("Orders", "answered, not acknowledged", Find(_ => new OrderFilter { State = OrderState.Answered }));
        yield return ("Orders", "acknowledged", Find(_ => new OrderFilter { State = OrderState.Acknowledged }));
        yield return ("Orders", "not answered, by state", Find(_ => new OrderFilter { State = OrderState.Accepted }));
        yield return ("Orders", "a day of long ago", Find(i => new OrderFilter { From = now.AddDays(-300), Before = now.AddDays(-299) }));
        yield return ("Orders", "reason", Find(_ => new OrderFilter { Reason = Reason.HolderMismatch }));
        yield return ("Orders", "reason that never was", Find(_ => new OrderFilter { Reason = Reason.CoreRefused }));
        yield return ("Orders", "reason and court that never meet", Find(i => new OrderFilter { Reason = Reason.HolderMismatch, Court = "F001" }));
        yield return ("Orders", "court and open", Find(i => new OrderFilter { Court = OrderCopies.Court(i), Open = true }));
        yield return ("Orders", "court, reason, a month of long ago", Find(i => new OrderFilter { Court = OrderCopies.Court(i), Reason = Reason.HolderMismatch, From = now.AddDays(-300), Before = now.AddDays(-270) }));
        yield return ("Orders", "court that never was, acknowledged", Find(_ => new OrderFilter { Court = "X", State = OrderState.Acknowledged }));
        yield return ("Orders", "not answered, of long ago (none)", Find(_ => new OrderFilter { State = OrderState.Accepted, Before = now.AddDays(-30) }));
        yield return ("Order", "its way", async (s, i) => (await s.ReadTrailAsync(new OrderKey("zdz", OrderCopies.OrderNo(i), 1), default))?.Receipts.Count ?? 0);
        yield return ("Account", "freeze queue", async (s, i) => (await s.ReadBookAsync(new RegisterKey(OrderCopies.Account(i), ""), default)).Freezes.Count);
        yield return ("Review", "open tasks", async (s, _) => (await s.ReadTasksAsync(new DeskFilter(null, ClosedToo: false), 200, default)).Count);
        yield return ("Parked", "parked accounts", async (s, _) => (await s.ReadParkedAsync("", 101, default)).Count);
        yield return ("Audit", "newest entries", Entries(_ => new AuditFilter()));
        yield return ("Audit", "an order's, as far as one call looks", Entries(i => new AuditFilter { Subject = $"zdz:{OrderCopies.OrderNo(i)}" }));
        yield return ("Audit", "an action on a day of long ago", Entries(_ => new AuditFilter { Action = "receipt", From = now.AddDays(-300), Until = now.AddDays(-299) }));
        yield return ("Statistics", "today by measure", async (s, _) => (await s.CountAsync(OutcomeQueryOf(now, 1, OutcomeKey.Measure), default)).Count);
        yield return ("Statistics", "a month by court", async (s, _) => (await s.CountAsync(OutcomeQueryOf(now, 30, OutcomeKey.Court), default)).Count);
        yield return ("Statistics", "a year by court and reason", async (s, _) => (await s.CountAsync(courts, default)).Count);
    }

    static Func<SqliteStore, long, Task<int>> Find(Func<long, OrderFilter> filter) => async (store, i) => (await store.ReadOrdersAsync(filter(i), long.MaxValue, PageLength, default)).Count;

    static Func<SqliteStore, long, Task<int>> Entries(Func<long, AuditFilter> filter) => async (store, i) => (await store.ReadAuditAsync(filter(i), long.MaxValue, PageLength, default)).Records.Count;

    static OutcomeQuery OutcomeQueryOf(DateTimeOffset now, int days, params OutcomeKey[] by) => new(now.AddDays(-days), now, by, TimeSpan.FromHours(8));

    /// <summary>Each round asks about another order from all over the store; the first one compiles and reads pages that nobody has read yet.</summary>
    static async Task<PageTime> MeasureAsync(SqliteStore store, string page, string query, Func<SqliteStore, long, Task<int>> ask, long orders)
    {
        var times = new List<double>();
        var rows = 0;
        for (var round = 0; round <= Rounds; round++)
        {
            // Controls have the numbers that five divides.
            var i = orders * (1 + (round * 618 % 1000)) / 1001 / 5 * 5;
            var begun = Stopwatch.GetTimestamp();
            rows = Math.Max(rows, await ask(store, i));
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        var later = times.Skip(1).Order().ToList();
        return new PageTime(page, query, rows, times[0], later[later.Count / 2], later[^1]);
    }

    /// <summary>Orders on new accounts from acceptance to acknowledgement, with and without the indexes of searches, in turns: processor time and time.</summary>
    static async Task<object> WriteCostAsync(GrownStore grown, int written, TextWriter output)
    {
        var drop = string.Join("; ", SearchIndexes.Select(i => $"DROP INDEX {i.Name}"));
        var make = string.Join("; ", SearchIndexes.Select(i => $"CREATE INDEX {i.Name} ON {i.Sql}"));
        var costs = new Dictionary<bool, (double Processor, double Time)>();
        for (var round = 0; round <= WriteRounds; round++)
        {
            foreach (var with in (bool[])[true, false])
            {
                await grown.ExecuteAsync(with && round > 0 ? make : with ? "SELECT 1" : drop);
                var cost = await WriteAsync(grown, round, with, written);
                // The first round compiles and warms.
                if (round > 0) costs[with] = costs.TryGetValue(with, out var before) ? (Math.Min(before.Processor, cost.Processor), Math.Min(before.Time, cost.Time)) : cost;
            }
        }

        foreach (var with in (bool[])[false, true])
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"an order written {(with ? "with" : "without"),-8} the {SearchIndexes.Length} indexes of searches: {costs[with].Processor,6:F0} µs of processor, {costs[with].Time,6:F0} µs, × {costs[with].Processor / costs[false].Processor:F2}, × {costs[with].Time / costs[false].Time:F2}"));
        return new { withProcessorMicroseconds = costs[true].Processor, withoutProcessorMicroseconds = costs[false].Processor, withMicroseconds = costs[true].Time, withoutMicroseconds = costs[false].Time };
    }

    static async Task<(double Processor, double Time)> WriteAsync(GrownStore grown, int round, bool with, int written)
    {
        var (processor, begun) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await Parallel.ForAsync(0, written, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (n, _) =>
            await grown.OrderAsync(string.Create(CultureInfo.InvariantCulture, $"W{round}{with}{n}"), string.Create(CultureInfo.InvariantCulture, $"99{round}{(with ? 1 : 0)}{n * 7919 % written:D8}"), answered: true));
        return ((Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / written, Stopwatch.GetElapsedTime(begun).TotalMicroseconds / written);
    }

    sealed record PageTime(string Page, string Query, int Rows, double First, double Median, double Worst);
}
