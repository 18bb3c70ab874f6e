using System.Globalization;
using Gateway.Contracts.V1;

namespace Gateway.Hub.Orders;

/// <summary>Turns a filled-in form into the message that goes over the wire, still without documents.</summary>
internal static class OrderMessages
{
    /// <summary>The officer who signs for every order that this tool makes.</summary>
    static readonly Officer Officer = new() { Name = "王法官", Phone = "010-12345678", WorkCardNo = "GZ20260001", DutyCardNo = "GW20260001" };

    /// <summary>The message.</summary>
    /// <param name="form">A form without open fields.</param>
    /// <param name="courtName">Name of the court that orders.</param>
    /// <param name="sentTime">When the hub sends it into the network.</param>
    public static Order Make(OrderForm form, string courtName, DateTimeOffset sentTime)
    {
        var order = new Order
        {
            OrderNo = form.Order,
            CourtCode = form.Court,
            CourtName = courtName,
            CaseNo = form.CaseNo,
            CaseKind = CaseKind.Execution,
            Officer = Officer.Clone(),
            Party = new Party { Name = form.Party!.Name, IdKind = form.Party.IdKind, IdNumber = form.Party.IdNumber },
            DocumentName = "协助执行通知书",
            Remark = form.Remark ?? "",
            SentTime = Time(sentTime),
        };
        SetMeasure(order, form);
        return order;
    }

    /// <summary>A time as RFC 3339.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);

    static void SetMeasure(Order order, OrderForm form)
    {
        switch (form.Verb)
        {
            case OrderVerb.Inquire:
                order.Inquiry = new Inquiry { DocumentNo = DocumentNo(form), TransactionsFrom = form.TransactionsFrom ?? "", TransactionsTo = form.TransactionsTo ?? "" };
                break;
            case OrderVerb.Freeze:
                order.Freeze = new Freeze { Lines = { form.Lines.Select((l, i) => FreezeLine(form, l, i)) } };
                break;
            case OrderVerb.Renew:
                order.Renewal = new Renewal { Lines = { form.Lines.Select((l, i) => RenewalLine(form, l, i)) } };
                break;
            case OrderVerb.Release:
                order.Release = new Release { Lines = { form.Lines.Select((l, i) => ReleaseLine(form, l, i)) } };
                break;
            case OrderVerb.Deduct:
                order.Deduction = new Deduction { Lines = { form.Lines.Select((l, i) => DeductionLine(form, l, i)) } };
                break;
            case OrderVerb.CollectIncome:
                order.CollectIncome = new IncomeCollection { Lines = { form.Lines.Select((l, i) => IncomeLine(form, l, i)) } };
                break;
            case OrderVerb.FreezeAndDeduct:
                order.FreezeAndDeduct = new FreezeAndDeduction { Lines = { form.Lines.Select((l, i) => FreezeAndDeductLine(form, l, i)) } };
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(form), form.Verb, "no such measure");
        }
    }

    static FreezeLine FreezeLine(OrderForm form, LineForm line, int index) => new()
    {
        Target = Target(form, line, index),
        Queued = line.Queued ?? false,
        WholeAccount = line.Whole ?? false,
        Amount = line.Amount ?? "",
        From = line.From ?? "",
        To = line.To ?? "",
    };

    static RenewalLine RenewalLine(OrderForm form, LineForm line, int index) => new()
    {
        Target = Target(form, line, index),
        Original = Original(line),
        From = line.From ?? "",
        To = line.To ?? "",
    };

    static ReleaseLine ReleaseLine(OrderForm form, LineForm line, int index) => new()
    {
        Target = Target(form, line, index),
        Original = Original(line),
        Queued = line.Queued ?? false,
        Amount = line.Amount ?? "",
    };

    static DeductionLine DeductionLine(OrderForm form, LineForm line, int index) => new()
    {
        Target = Target(form, line, index),
        Original = Original(line),
        Amount = line.Amount ?? "",
        Convert = line.Convert ?? false,
        Payee = Payee(line),
    };

    static FreezeAndDeductionLine FreezeAndDeductLine(OrderForm form, LineForm line, int index) => new()
    {
        Target = Target(form, line, index),
        WholeAccount = line.Whole ?? false,
        Amount = line.Amount ?? "",
        From = line.From ?? "",
        To = line.To ?? "",
        Convert = line.Convert ?? false,
        Payee = Payee(line),
    };

    static IncomeCollectionLine IncomeLine(OrderForm form, LineForm line, int index) => new()
    {
        Target = Target(form, line, index),
        Amount = line.Amount ?? "",
        Payee = Payee(line),
    };

    static Target Target(OrderForm form, LineForm line, int index) => new()
    {
        LineNo = (index + 1).ToString(CultureInfo.InvariantCulture),
        AssetKind = line.ProductNo is null ? AssetKind.Deposit : AssetKind.OtherAsset,
        Account = line.Account ?? "",
        SubAccount = line.SubAccount ?? "",
        Currency = line.Currency ?? "",
        ProductNo = line.ProductNo ?? "",
        RulingNo = DocumentNo(form),
    };

    static Original? Original(LineForm line) => line.Original is null && line.OriginalCase is null
        ? null
        : new Original { OrderNo = line.Original ?? "", CaseNo = line.OriginalCase ?? "" };

    static Payee? Payee(LineForm line) => line.Payee is null
        ? null
        : new Payee { Name = line.PayeeName ?? "", BankName = line.PayeeBank?.Name ?? "示例银行", BankNo = line.PayeeBank?.No ?? "BK001", Account = line.Payee };

    // Every paper of a case has the same number in this tool. Other courts get to see it (DJWH), so it holds no order number.
    static string DocumentNo(OrderForm form) => form.CaseNo + "之一";
}
