using System.Globalization;
using Gateway.Ops.Csv;
using Gateway.Ops.Privacy;
using Gateway.Register;
using Gateway.Store.Views;

namespace Gateway.Ops.Orders;

/// <summary>Lists of orders for people. Who searches by a customer's number leaves an entry in the audit chain; a list itself says nothing of customers.</summary>
public sealed class OrderList(IViewStore views, Looks looks, Rules rules)
{
    /// <summary>So many rows a file has at most.</summary>
    public const int MostExported = 50_000;

    private const int Page = 1000;

    /// <summary>Orders that fit, newest first, before the one with this number, at most <paramref name="max"/>.</summary>
    public async Task<IReadOnlyList<OrderSummary>> ReadAsync(OrderSearch search, string person, long before, int max, CancellationToken cancel)
    {
        if (search.NamesCustomer) await looks.AtAsync(person, $"orders of {Masked.Of(search.Account.Length > 0 ? search.Account.Trim() : search.IdNumber.Trim())}", null, cancel).ConfigureAwait(false);
        return await views.ReadOrdersAsync(search.ToFilter(rules), before, max, cancel).ConfigureAwait(false);
    }

    /// <summary>The same as CSV in UTF-8 with a heading, at most <see cref="MostExported"/> rows.</summary>
    public async Task<byte[]> ExportAsync(OrderSearch search, string person, CancellationToken cancel)
    {
        await looks.AtAsync(person, "orders exported", null, cancel).ConfigureAwait(false);
        var filter = search.ToFilter(rules);
        var lines = new List<string> { CsvWriter.Line(["OrderNo", "Version", "Channel", "Kind", "Court", "CaseNo", "ArrivedAt", "ServedAt", "State", "OpenLines", "DocumentFinding"]) };
        var before = long.MaxValue;
        while (lines.Count <= MostExported && await views.ReadOrdersAsync(filter, before, Page, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            lines.AddRange(page.Select(o => CsvWriter.Line(Row(o).Select(CsvText.Harmless))));
            before = page[^1].OrderId;
        }

        return CsvText.Encode(string.Concat(lines.Take(MostExported + 1)));
    }

    private string[] Row(OrderSummary order) =>
    [
        order.Key.OrderNo, order.Key.Version.ToString(CultureInfo.InvariantCulture), order.Key.ChannelId, order.Kind.ToString(), order.CourtCode, order.CaseNo, Time(order.ArrivedAt), Time(order.ServiceTime),
        order.State.ToString(), order.OpenLines.ToString(CultureInfo.InvariantCulture), order.DocumentRefusal is { } refusal ? ReasonTable.Of(refusal).Code : "",
    ];

    private string Time(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, rules.TimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
