using Gateway.Contracts.Orders;
using Gateway.Register.Orders;

namespace Gateway.Contracts.HubForms;

/// <summary>An entry of the hub's lists as an order.</summary>
/// <param name="Order">Without documents: they are fetched apart (<see cref="HubDocuments"/>).</param>
/// <param name="Faults">What cannot be an order's, with the courts' short names in the path; besides them, the order's own validation judges.</param>
public sealed record HubOrder(V1.Order Order, IReadOnlyList<FieldFault> Faults);

/// <summary>
/// cxqq and kzqq as orders. Values are taken as they stand: what they are worth, the validation and the register say, as for any door. Only what has another form at the hub is
/// brought into ours: codes, dates, the measure of each line.
/// </summary>
public static class HubOrders
{
    /// <summary>What is said of an attribute that came damaged.</summary>
    public const string Damaged = "is damaged Base64, or no GBK text";

    /// <summary>cxqq: an inquiry.</summary>
    public static HubOrder Inquiry(HubElement cxqq)
    {
        var faults = Unreadable(cxqq, "cxqq");
        var order = Header(cxqq);
        order.Inquiry = new V1.Inquiry { DocumentNo = cxqq["WSBH"], TransactionsFrom = HubDates.Day(cxqq["CKKSSJ"]), TransactionsTo = HubDates.Day(cxqq["CKJSSJ"]) };
        return new HubOrder(order, faults);
    }

    /// <summary>kzqq: a control with its lines (kzzhlist/kzzh).</summary>
    public static HubOrder Control(HubElement kzqq)
    {
        var faults = Unreadable(kzqq, "kzqq");
        var order = Header(kzqq);
        var lines = kzqq.All("kzzh").Select((kzzh, index) => new HubLine(kzzh, $"kzqq.kzzh[{index}]")).ToList();
        foreach (var line in lines) faults.AddRange(line.Faults());
        Fill(order, lines);
        return new HubOrder(order, faults);
    }

    static V1.Order Header(HubElement request) => new()
    {
        OrderNo = request["BDHM"],
        CourtCode = request["FYDM"],
        CourtName = request["FYMC"],
        CaseNo = request["AH"],
        Officer = new V1.Officer { Name = request["CBR"], Phone = request["YHDH"], Address = request["LXFS"], WorkCardNo = request["GZZBH"], DutyCardNo = request["GWZBH"] },
        Party = new V1.Party { Name = request["XM"], IdKind = request["ZJLX"], IdNumber = request["DSRZJHM"] },
        DocumentName = request["CKH"],
        Remark = request["BEIZ"],
    };

    // One measure has its typed form, as on gRPC; several share the form that says the measure of each line.
    static void Fill(V1.Order order, List<HubLine> lines)
    {
        switch (lines.Select(line => line.Form).Distinct().ToList())
        {
            case [Measure.Freeze]:
                order.Freeze = new V1.Freeze { Lines = { lines.Select(line => line.Freeze()) } };
                break;
            case [Measure.Renew]:
                order.Renewal = new V1.Renewal { Lines = { lines.Select(line => line.Renewal()) } };
                break;
            case [Measure.Release]:
                order.Release = new V1.Release { Lines = { lines.Select(line => line.Release()) } };
                break;
            case [Measure.Deduct]:
                order.Deduction = new V1.Deduction { Lines = { lines.Select(line => line.Deduction()) } };
                break;
            case [Measure.FreezeAndDeduct]:
                order.FreezeAndDeduct = new V1.FreezeAndDeduction { Lines = { lines.Select(line => line.FreezeAndDeduction()) } };
                break;
            case [Measure.CollectIncome]:
                order.CollectIncome = new V1.IncomeCollection { Lines = { lines.Select(line => line.IncomeCollection()) } };
                break;
            default:
                order.Mixed = new V1.Mixed { Lines = { lines.Select(line => line.Mixed()) } };
                break;
        }
    }

    internal static List<FieldFault> Unreadable(HubElement element, string path) =>
        [.. element.Unreadable.Select(attribute => new FieldFault($"{path}.{attribute}", Damaged))];
}
