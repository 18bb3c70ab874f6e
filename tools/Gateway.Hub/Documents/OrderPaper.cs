using Gateway.Contracts.V1;

namespace Gateway.Hub.Documents;

/// <summary>What the papers of an order say. Amounts stand as plain decimal text, so that a bank's review finds them.</summary>
internal static class OrderPaper
{
    /// <summary>The name of a document: 执行裁定书, 协助冻结存款通知书 …</summary>
    public static string Title(DocumentKind kind, Order order) => kind switch
    {
        DocumentKind.Ruling => "执行裁定书",
        DocumentKind.Notice => $"协助{Act(order)}通知书",
        DocumentKind.InquiryList => "查询清单",
        DocumentKind.WorkCard => "工作证",
        DocumentKind.DutyCard => "执行公务证",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such document is made"),
    };

    /// <summary>The text, line by line: court and title first.</summary>
    public static IReadOnlyList<string> Lines(DocumentKind kind, Order order, string bankName)
    {
        List<string> lines = [order.CourtName, Title(kind, order), order.CaseNo];
        if (kind != DocumentKind.Ruling) lines.Add($"{bankName}：");
        lines.Add($"被执行人：{order.Party.Name}，证件种类：{order.Party.IdKind}，证件号码：{order.Party.IdNumber}。");
        lines.Add(kind == DocumentKind.Ruling
            ? $"本院依照《中华人民共和国民事诉讼法》的规定，裁定{Act(order)}如下："
            : $"请协助{Act(order)}如下：");
        lines.AddRange(Particulars(order));
        if (kind != DocumentKind.Ruling) lines.Add($"执行人员：{order.Officer.Name}，联系电话：{order.Officer.Phone}。");
        lines.Add(order.CourtName);
        lines.Add(order.SentTime[..10]);
        return lines;
    }

    static string Act(Order order) => order.MeasureCase switch
    {
        Order.MeasureOneofCase.Inquiry => "查询",
        Order.MeasureOneofCase.Freeze => "冻结存款",
        Order.MeasureOneofCase.Renewal => "继续冻结存款",
        Order.MeasureOneofCase.Release => "解除冻结存款",
        Order.MeasureOneofCase.Deduction => "划拨存款",
        Order.MeasureOneofCase.CollectIncome => "提取收入",
        Order.MeasureOneofCase.FreezeAndDeduct => "冻结并划拨存款",
        Order.MeasureOneofCase.Mixed => "控制存款",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order.MeasureCase, "no such measure"),
    };

    static IEnumerable<string> Particulars(Order order) => order.MeasureCase switch
    {
        Order.MeasureOneofCase.Inquiry => [InquiryText(order.Inquiry)],
        Order.MeasureOneofCase.Freeze => order.Freeze.Lines.Select(l => Line(l.Target, Sum(l.WholeAccount, l.Amount), Term(l.From, l.To))),
        Order.MeasureOneofCase.Renewal => order.Renewal.Lines.Select(l => Line(l.Target, Origin(l.Original), $"续冻至{l.To}")),
        Order.MeasureOneofCase.Release => order.Release.Lines.Select(l => Line(l.Target, Origin(l.Original), l.Amount.Length == 0 ? "全部解除" : $"解除金额：{l.Amount}")),
        Order.MeasureOneofCase.Deduction => order.Deduction.Lines.Select(l => Line(l.Target, Sum(false, l.Amount), Origin(l.Original), Into(l.Payee))),
        Order.MeasureOneofCase.CollectIncome => order.CollectIncome.Lines.Select(l => Line(l.Target, Sum(false, l.Amount), Into(l.Payee))),
        Order.MeasureOneofCase.FreezeAndDeduct => order.FreezeAndDeduct.Lines.Select(l => Line(l.Target, Sum(l.WholeAccount, l.Amount), Term(l.From, l.To), Into(l.Payee))),
        Order.MeasureOneofCase.Mixed => order.Mixed.Lines.Select(l => Line(
            l.Target, Sum(l.WholeAccount, l.Amount), l.To.Length == 0 ? "" : Term(l.From, l.To), Origin(l.Original), Into(l.Payee))),
        _ => [],
    };

    static string InquiryText(Inquiry inquiry) => inquiry.TransactionsFrom.Length == 0
        ? "被执行人在贵行的账户、余额、冻结及优先受偿权情况。"
        : $"被执行人在贵行的账户、余额、冻结及优先受偿权情况，以及{inquiry.TransactionsFrom}至{inquiry.TransactionsTo}的交易明细。";

    static string Line(Target target, params ReadOnlySpan<string> particulars)
    {
        List<string> parts = [$"{target.LineNo}. 账号：{target.Account}"];
        if (target.SubAccount.Length > 0) parts.Add($"子账号：{target.SubAccount}");
        if (target.ProductNo.Length > 0) parts.Add($"产品编号：{target.ProductNo}");
        if (target.Currency.Length > 0) parts.Add($"币种：{target.Currency}");
        foreach (var particular in particulars)
            if (particular.Length > 0) parts.Add(particular);
        return string.Join("，", parts) + "。";
    }

    static string Sum(bool whole, string amount) => whole ? "全部存款" : amount.Length == 0 ? "" : $"金额：{amount}";

    static string Term(string from, string to) => $"期限：{from}至{to}";

    static string Origin(Original? original) => original is null ? ""
        : original.OrderNo.Length > 0 ? $"原冻结请求单号：{original.OrderNo}" : $"原冻结案号：{original.CaseNo}";

    static string Into(Payee? payee) => payee is null ? "" : $"汇入执行款专户：{payee.Account}，户名：{payee.Name}，开户行：{payee.BankName}";
}
