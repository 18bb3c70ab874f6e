using System.Collections.Concurrent;
using System.Globalization;
using Gateway.Contracts.V1;
using Gateway.Hub.Processes;

namespace Gateway.Hub.Chaos;

/// <summary>What a run came to, once everything was quiet again.</summary>
/// <param name="Acknowledged">Orders that were acknowledged.</param>
/// <param name="Receipts">FINAL receipts.</param>
/// <param name="Lost">Acknowledged orders without one.</param>
/// <param name="Doubled">What was answered, numbered or done in the core more than once.</param>
/// <param name="Differences">Everything else that does not agree.</param>
internal sealed record ChaosVerdict(int Acknowledged, int Receipts, IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled, IReadOnlyList<string> Differences)
{
    const int AtOnce = 8;

    /// <summary>Whether all is well.</summary>
    public bool Good => Lost.Count + Doubled.Count + Differences.Count == 0;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"acknowledged {Acknowledged}, receipts {Receipts}, lost {Lost.Count}, doubled {Doubled.Count}, differences {Differences.Count}");

    /// <summary>Compares what was acknowledged, what was answered, what the register says and what the core did.</summary>
    /// <param name="service">At rest.</param>
    /// <param name="orders">Acknowledged orders by number.</param>
    /// <param name="receipts">All receipts of the channel, in their order.</param>
    /// <param name="balances">Each account's balance at the start.</param>
    /// <param name="check">What is wrong with a receipt; null: nothing.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<ChaosVerdict> OfAsync(
        DevelopmentService service, IReadOnlyDictionary<string, Order> orders, IReadOnlyList<Receipt> receipts, IReadOnlyDictionary<string, decimal> balances,
        Func<Receipt, string?> check, CancellationToken cancel)
    {
        var finals = receipts.Where(r => r.Kind == ReceiptKind.Final).ToList();
        var answered = finals.Select(r => r.OrderNo).ToHashSet();
        var differences = new List<string>();
        differences.AddRange(finals.Where(r => !orders.ContainsKey(r.OrderNo)).Select(r => $"receipt {r.Sequence}: order {r.OrderNo} was not acknowledged"));
        differences.AddRange(receipts.Select(r => r.Sequence).Distinct().Order().Where((sequence, i) => sequence != i + 1).Take(1).Select(s => $"receipt numbers: a gap before {s}"));
        differences.AddRange(receipts.Select(r => (r.Sequence, Fault: check(r))).Where(r => r.Fault is not null).Select(r => $"receipt {r.Sequence}: {r.Fault}"));

        var journal = await service.Core.JournalAsync(0, cancel);
        List<string> doubled =
        [
            .. finals.CountBy(r => (r.OrderNo, r.OrderVersion)).Where(n => n.Value > 1).Select(n => $"{n.Value} FINAL receipts of order {n.Key.OrderNo}"),
            .. receipts.CountBy(r => r.Sequence).Where(n => n.Value > 1).Select(n => $"{n.Value} receipts with the number {n.Key}"),
            .. journal.Where(e => e.Key is { Length: > 0 }).CountBy(e => e.Key!).Where(n => n.Value > 1).Select(n => $"{n.Value} effects under the key {n.Key}"),
        ];

        var limits = LimitsOf(orders, finals);
        var deducted = finals.SelectMany(r => r.Body.Controls).GroupBy(c => c.Account).ToDictionary(g => g.Key, g => g.Sum(c => Amount(c.Deducted)));
        var found = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(balances, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (account, c) =>
        {
            var expected = account.Value - deducted.GetValueOrDefault(account.Key);
            var own = limits.Where(l => l.Key.Account == account.Key).ToDictionary(l => l.Key.Order, l => l.Value);
            foreach (var difference in await CompareAsync(service, account.Key, expected, own, c)) found.Add(difference);
        });
        differences.AddRange(found.Order(StringComparer.Ordinal));
        if (!(await service.Ops.VerifyAuditAsync(cancel)).GetProperty("valid").GetBoolean()) differences.Add("the audit chain does not verify");
        return new ChaosVerdict(orders.Count, finals.Count, [.. orders.Keys.Where(o => !answered.Contains(o))], doubled, differences);
    }

    /// <summary>What receipts say is left of each freeze, by its order and account: limits only fall here, nothing is renewed.</summary>
    static Dictionary<(string Order, string Account), decimal> LimitsOf(IReadOnlyDictionary<string, Order> orders, IEnumerable<Receipt> finals)
    {
        var limits = new Dictionary<(string Order, string Account), decimal>();
        void Lower(string order, string account, decimal limit) =>
            limits[(order, account)] = limits.TryGetValue((order, account), out var known) ? Math.Min(known, limit) : limit;
        foreach (var receipt in finals.Where(r => orders.ContainsKey(r.OrderNo)))
        {
            var order = orders[receipt.OrderNo];
            foreach (var line in receipt.Body.Controls.Where(c => c.Controlled))
            {
                var original = order.Deduction?.Lines[0].Original?.OrderNo ?? order.Release?.Lines[0].Original?.OrderNo;
                // Of 08 the limit is told as it was before its debit.
                if (original is null) Lower(order.OrderNo, line.Account, Amount(line.Requested) - Amount(line.Deducted));
                else if (line.Requested.Length > 0) Lower(original, line.Account, Amount(line.Requested));
            }
        }

        return limits;
    }

    // I10 and I6: register, core and receipts say the same of an account.
    static async Task<IReadOnlyList<string>> CompareAsync(DevelopmentService service, string account, decimal balance, Dictionary<string, decimal> limits, CancellationToken cancel)
    {
        var position = await service.Ops.PositionAsync(account, null, cancel);
        var core = (await service.Core.AccountAsync(account, cancel)).GetProperty("state").GetProperty("registers")[0];
        var holds = core.GetProperty("holds").EnumerateArray()
            .Select(h => $"{h.GetProperty("holdId").GetString()} {h.GetProperty("limit").GetString()} {h.GetProperty("to").GetString()}").Order(StringComparer.Ordinal);
        var freezes = position.Freezes.Select(f => $"{f.FreezeId} {f.Requested} {f.To}").Order(StringComparer.Ordinal);
        var told = limits.Where(l => l.Value > 0).Select(l => $"{l.Key} {Text(l.Value)}").Order(StringComparer.Ordinal);
        var kept = position.Freezes.Select(f => $"{f.OrderNo} {f.Requested}").Order(StringComparer.Ordinal);
        var differences = new List<string>();
        void Expect(string what, string one, string other)
        {
            if (one != other) differences.Add($"{account}, {what}: {one} against {other}");
        }

        Expect("register's freezes and core's holds", string.Join(", ", freezes), string.Join(", ", holds));
        Expect("register's freezes and what receipts say is left", string.Join(", ", kept), string.Join(", ", told));
        Expect("balance and what receipts say was deducted", position.Balance, Text(balance));
        return differences;
    }

    static decimal Amount(string text) => text.Length == 0 ? 0 : decimal.Parse(text, CultureInfo.InvariantCulture);

    static string Text(decimal amount) => amount.ToString("F2", CultureInfo.InvariantCulture);
}
