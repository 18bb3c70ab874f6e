using Gateway.Store.Views;

namespace Gateway.Store.Relational;

/// <summary>
/// Finds orders for people. One of the conditions drives the search: its index is walked from the newest order backwards, and what is read there is held against the others until a page is full.
/// Which one is settled here and not left to the products' planners, which would have to know how often each value occurs.
/// </summary>
internal static class OrderSearch
{
    const string Orders = "orders o";

    /// <summary>A condition as what drives a search (table, order's number, rows), and as what is held against an order that was found otherwise. COALESCE keeps its index out of that.</summary>
    sealed record Condition(Func<OrderFilter, bool> IsAsked, string From, string Key, string Drives, string Holds);

    /// <summary>Those first that few orders meet.</summary>
    static readonly Condition[] Conditions =
    [
        new(f => f.OrderNo is not null, Orders, "o.order_id", "o.order_no = @OrderNo", "COALESCE(o.order_no, '') = @OrderNo"),
        new(f => f.CaseNo is not null, Orders, "o.order_id", "o.case_no = @CaseNo", "COALESCE(o.case_no, '') = @CaseNo"),
        new(f => f.Party is not null, Orders, "o.order_id", "o.party_key = @PartyKey", "COALESCE(o.party_key, '') = @PartyKey"),
        // An order with several lines on the account is found by the first of them.
        new(f => f.Account is not null, "lines d JOIN orders o ON o.order_id = d.order_id", "d.order_id",
            "d.account = @Account AND d.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM lines e WHERE e.account = d.account AND e.order_id = d.order_id AND e.line_id < d.line_id)",
            "EXISTS (SELECT 1 FROM lines e WHERE e.order_id = o.order_id AND e.account = @Account)"),
        new(f => f.InReview, "lines d JOIN orders o ON o.order_id = d.order_id", "d.order_id",
            "d.state = 4 AND NOT EXISTS (SELECT 1 FROM lines e WHERE e.state = 4 AND e.order_id = d.order_id AND e.line_id < d.line_id)",
            "(o.in_review = 1 OR EXISTS (SELECT 1 FROM lines e WHERE e.order_id = o.order_id AND e.state = 4))"),
        new(f => f.State == OrderState.Answered, Orders, "o.order_id", "o.state = 2", "COALESCE(o.state, 0) = 2"),
        new(f => f.Reason is not null, "outcomes d JOIN orders o ON o.order_id = d.order_id", "d.order_id",
            "d.reason = @Reason AND d.reason <> '' AND NOT EXISTS (SELECT 1 FROM outcomes e WHERE e.order_id = d.order_id AND e.reason = d.reason AND e.line_id < d.line_id)",
            "EXISTS (SELECT 1 FROM outcomes e WHERE e.order_id = o.order_id AND e.reason = @Reason)"),
        new(f => f.Court is not null, Orders, "o.order_id", "o.court_code = @Court", "COALESCE(o.court_code, '') = @Court"),
        // Nearly all are: from the newest on, a page is full soon.
        new(f => f.State == OrderState.Acknowledged, Orders, "o.order_id", "COALESCE(o.state, 0) = 3", "COALESCE(o.state, 0) = 3"),
    ];

    public static async Task<IReadOnlyList<OrderRow>> FindAsync(ReadSession session, OrderFilter filter, long before, int max)
    {
        // The same in other words.
        if (filter.State == OrderState.Accepted) filter = filter with { Open = true };
        if (filter.Before is { } until) before = Math.Min(before, await BehindAsync(session, until.UtcTicks).ConfigureAwait(false));
        var from = filter.From is { } since ? await BehindAsync(session, since.UtcTicks).ConfigureAwait(false) : 0;
        var asked = Conditions.Where(c => c.IsAsked(filter)).ToList();
        var parameters = new
        {
            before, from, max, filter.OrderNo, filter.CaseNo, filter.Account, filter.Court, Reason = filter.Reason?.ToString(),
            PartyKey = filter.Party is { } party ? session.Cipher.PartyKeyOf(new("", party.IdKind, party.IdNumber)) : null,
        };
        var found = new List<long>();
        foreach (var driver in Drivers(filter, asked))
        {
            var holds = string.Concat(asked.Where(c => c != driver && c.Drives != driver.Drives).Select(c => $" AND {c.Holds}")) + (filter.Open && driver.From != OpenOnes ? " AND o.state = 1" : "");
            found.AddRange(await session.PageAsync<long>(
                $"SELECT {driver.Key} FROM {driver.From.Replace(OpenOnes, Orders, StringComparison.Ordinal)} WHERE {driver.Drives}{holds} AND {driver.Key} < @before AND {driver.Key} >= @from ORDER BY {driver.Key} DESC", parameters).ConfigureAwait(false));
        }

        var page = found.Distinct().OrderDescending().Take(max).ToList();
        return page.Count == 0 ? [] : await session.ListAsync<OrderRow>($"SELECT {OrderRow.Columns} FROM orders WHERE order_id IN @page ORDER BY order_id DESC", new { page }).ConfigureAwait(false);
    }

    const string OpenOnes = "open orders";

    /// <summary>Open orders, and inquiries in review, have an index for each kind and state, so that they are looked for one by one.</summary>
    static IEnumerable<Condition> Drivers(OrderFilter filter, List<Condition> asked)
    {
        var first = asked.Count == 0 ? null : asked[0];
        if (filter.InReview && first!.Drives.StartsWith("d.state = 4", StringComparison.Ordinal)) return [first, Open("o.kind = 1 AND o.complete = 0 AND o.in_review = 1")];
        if (filter.Open && (first is null || Array.IndexOf(Conditions, first) > 4))
            return from kind in (int[])[1, 2] from state in (string[])["o.complete = 0", "o.state = 1 AND o.complete = 1"] select Open($"o.kind = {kind} AND {state}");
        return [first ?? new Condition(_ => true, Orders, "o.order_id", "o.order_id > 0", "")];

        static Condition Open(string drives) => new(_ => true, OpenOnes, "o.order_id", drives, "");
    }

    /// <summary>The number behind that of the last order that arrived before a moment.</summary>
    static async Task<long> BehindAsync(ReadSession session, long ticks)
    {
        var last = await session.PageAsync<long>("SELECT order_id FROM orders WHERE arrived_at < @ticks ORDER BY arrived_at DESC", new { ticks, max = 1 }).ConfigureAwait(false);
        return last.Count == 0 ? 0 : last[0] + 1;
    }
}
