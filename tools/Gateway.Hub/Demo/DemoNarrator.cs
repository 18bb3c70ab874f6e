using System.Globalization;
using Gateway.Contracts.V1;
using Gateway.Hub.Processes;
using Gateway.Hub.Scenarios;
using Gateway.Hub.Tables;
using Spectre.Console;

namespace Gateway.Hub.Demo;

/// <summary>Tells on the console what happens in the demonstration.</summary>
internal sealed class DemoNarrator : IRunObserver
{
    /// <inheritdoc/>
    public void StepStarts(Step step)
    {
        Console.WriteLine();
        Console.WriteLine($"── step {step.Number}: {Words(step)} ──");
    }

    /// <inheritdoc/>
    public void Acknowledged(Order order, SubmitReply reply) =>
        Console.WriteLine($"{order.CourtName} sends order {order.OrderNo} with {order.Documents.Count} documents; acknowledged, time of service {reply.ServiceTime}");

    /// <inheritdoc/>
    public void Received(Receipt receipt)
    {
        Console.WriteLine($"receipt {receipt.Sequence} ({receipt.Ofd.Length} bytes OFD): the bank's seal is valid, page and attached answer are one");
        TableConsole.Write(ReceiptTables.Of(receipt.Body));
    }

    /// <inheritdoc/>
    public void Checked(AccountPosition position)
    {
        Console.WriteLine($"account {position.Account}: balance {position.Balance} {position.Currency}, held {position.Held}, available {position.Available}");
        var table = new Table().Border(TableBorder.Rounded).AddColumns("顺位 rank", "单号 order", "有权机关 authority", "申请 requested", "实际 actual", "至 to");
        foreach (var freeze in position.Freezes)
        {
            table.AddRow(
                freeze.Rank.ToString(CultureInfo.InvariantCulture), freeze.OrderNo, freeze.Authority, freeze.Requested.Length == 0 ? "全部" : freeze.Requested, freeze.Actual, freeze.To);
        }

        TableConsole.Write(table);
    }

    static string Words(Step step) => step.Do switch
    {
        "inquire" => "查询, inquiry: which accounts does the debtor have?",
        "freeze" when step.Number == 2 => "冻结, the first court freezes 6000.00",
        "freeze" => "轮候冻结, a second court freezes 8000.00 behind it",
        "renew" => "继续冻结, the first court renews its freeze for a year",
        "deduct" => "划拨, the first court deducts 2000.00 of its 6000.00",
        "release" => "解除冻结, the first court releases the rest: the second court's freeze moves up",
        "check" => "the freeze register at the end",
        _ => step.Do,
    };
}
