using Gateway.Contracts.V1;

namespace Gateway.Hub.Documents;

/// <summary>The targets of an order's lines, whatever its measure.</summary>
internal static class OrderTargets
{
    /// <summary>One for each line; none for an inquiry.</summary>
    public static IEnumerable<Target> Of(Order order) => order.MeasureCase switch
    {
        Order.MeasureOneofCase.Freeze => order.Freeze.Lines.Select(l => l.Target),
        Order.MeasureOneofCase.Renewal => order.Renewal.Lines.Select(l => l.Target),
        Order.MeasureOneofCase.Release => order.Release.Lines.Select(l => l.Target),
        Order.MeasureOneofCase.Deduction => order.Deduction.Lines.Select(l => l.Target),
        Order.MeasureOneofCase.Mixed => order.Mixed.Lines.Select(l => l.Target),
        Order.MeasureOneofCase.FreezeAndDeduct => order.FreezeAndDeduct.Lines.Select(l => l.Target),
        Order.MeasureOneofCase.CollectIncome => order.CollectIncome.Lines.Select(l => l.Target),
        _ => [],
    };
}
