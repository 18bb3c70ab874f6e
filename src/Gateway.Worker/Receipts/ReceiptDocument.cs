using Gateway.Contracts.Answers;
using Gateway.Register.Orders;
using Gateway.Sealing;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Worker.Receipts;

/// <summary>The pages of a receipt as a court reads them: who asks, what was done, for which moment it speaks, and the bank's name and date under its seal.</summary>
internal static class ReceiptDocument
{
    private const double Text = 4;
    private const double SealMm = 42;
    private const double ClosingMm = 64;

    /// <param name="madeFirst">When it was made, of one that is made anew because its file was damaged; null: it is made now.</param>
    public static (OfdDocument Document, SealPlacement Seal) Compose(V1.ReceiptBody body, Order order, BankIdentity bank, DateTimeOffset now, DateTimeOffset? madeFirst = null)
    {
        var title = body switch
        {
            { Kind: V1.ReceiptKind.Objection } => "协助执行异议书",
            { Kind: V1.ReceiptKind.Advance } => "冻结金额变动通知（回执）",
            { Kind: V1.ReceiptKind.Interim } => "协助执行办理情况告知（回执）",
            { Kind: V1.ReceiptKind.Correction } => "协助执行结果更正（回执）",
            { Inquiry: null } => "协助执行结果回执",
            _ => "协助查询结果回执",
        };
        var document = new OfdDocument { Title = $"{title} {body.OrderNo}", CreationDate = now };
        var flow = new OfdFlow(document);
        flow.Paragraph(title, 7, bold: true, OfdAlignment.Center);
        flow.Space(4);
        Opening(flow, body, order);
        if (body.Objection is { } objection) ObjectionPages.Write(flow, objection);
        else if (body.Inquiry is { } inquiry) InquiryPages.Write(flow, inquiry);
        else ControlPages.Write(flow, body.Controls);
        var seal = Closing(flow, body, bank, now, madeFirst);
        Footers(document, body);
        return (document, seal);
    }

    private static void Opening(OfdFlow flow, V1.ReceiptBody body, Order order)
    {
        // C16: after a transfer another court is told than the one that ordered, whose officer means nothing to it.
        var moved = body.CourtCode != order.CourtCode;
        flow.Paragraph($"{body.CourtName}：", Text, bold: true);
        flow.Space(1);
        flow.Paragraph(
            body.Kind switch
            {
                V1.ReceiptKind.Advance => $"　　{(moved ? $"{order.CourtName}移送" : "")}你院{body.CaseNo}一案在我行的冻结，因在先的冻结或优先受偿权解除、到期、扣划或减少，实际控制金额增加，现将最新情况告知如下：",
                V1.ReceiptKind.Objection => $"　　你院{body.CaseNo}一案的协助执行请求及所附法律文书收悉。我行认为{(body.Objection.LineNo.Length == 0 ? "该请求" : $"其中明细序号{body.Objection.LineNo}的事项")}违反相关法律、行政法规规定，现依据《最高人民法院关于网络查询、冻结被执行人存款的规定》（法释〔2013〕20号）第六条书面提出异议：",
                V1.ReceiptKind.Interim => $"　　你院{body.CaseNo}一案的协助执行请求及所附法律文书收悉，部分事项尚在办理，现将已有结果先行告知如下，其余办结后另行出具最终回执：",
                V1.ReceiptKind.Correction => $"　　你院{body.CaseNo}一案的协助执行请求，我行此前告知的下列事项因扣划款项被收款行退回而有变动，现更正如下，此前告知与此不一致的，以本回执为准：",
                _ => $"　　你院{body.CaseNo}一案的{(body.Inquiry is null ? "协助执行" : "协助查询")}请求及所附法律文书收悉，现将办理结果回复如下：",
            },
            Text);
        flow.Space(2);
        new FieldTable()
            .Add("请求单号 BDHM", body.OrderVersion > 1 ? $"{body.OrderNo}（第{body.OrderVersion}次提交）" : body.OrderNo)
            .Add("案号 AH", body.CaseNo)
            .Add("送达时间", ReceiptWords.Time(body.ServiceTime))
            .Add("截至时间 FKSJ", ReceiptWords.Time(body.AsOfTime))
            .Add("被查控人 XM", order.Party.Name)
            .Add(ReceiptWords.IdKind(order.Party.IdKind), order.Party.IdNumber)
            .Add("承办人 CBR", moved ? "" : order.Officer.Name)
            .Add("联系电话 YHDH", moved ? "" : order.Officer.Phone)
            .Add("文书名称 CKH", order.DocumentName)
            .Add("文书号 WSBH", order.DocumentNo)
            .Write(flow);
        flow.Space(4);
    }

    /// <summary>The last sentence, the bank's name and the date stay together on one page; the seal stands over name and date, and nothing else is near it.</summary>
    private static SealPlacement Closing(OfdFlow flow, V1.ReceiptBody body, BankIdentity bank, DateTimeOffset now, DateTimeOffset? madeFirst)
    {
        flow.Ensure(ClosingMm);
        flow.Space(2);
        if (madeFirst is { } first)
        {
            flow.Paragraph($"　　本回执于{Day(first, bank)}首次出具，原电子文件损毁，现按原内容重新制作，内容未作变更。", Text);
            flow.Space(1);
        }

        flow.Paragraph($"　　以上结果仅反映我行自身系统截至{ReceiptWords.Time(body.AsOfTime)}的情况，不涉及其他金融机构，其后的变动不在本回执之内。特此回复。", Text);
        flow.Space(6);
        var page = flow.Page;
        var top = flow.Y;
        var left = flow.Left + flow.Width - 90;
        page.Text(left, top + 10.5, 90, 4.5, bank.Name, bold: true, OfdAlignment.Center);
        page.Text(left, top + 28, 90, Text, Day(now, bank), false, OfdAlignment.Center);
        return new SealPlacement(flow.PageNumber, left + (90 - SealMm) / 2, top, SealMm, SealMm);
    }

    private static string Day(DateTimeOffset moment, BankIdentity bank)
    {
        var date = TimeZoneInfo.ConvertTime(moment, bank.TimeZone);
        return $"{date.Year}年{date.Month}月{date.Day}日";
    }

    private static void Footers(OfdDocument document, V1.ReceiptBody body)
    {
        for (var i = 0; i < document.Pages.Count; i++)
        {
            var page = document.Pages[i];
            page.Text(20, page.Height - 14, 100, 3, $"请求单号 {body.OrderNo}");
            page.Text(page.Width - 80, page.Height - 14, 60, 3, $"第{i + 1}页　共{document.Pages.Count}页", false, OfdAlignment.Right);
        }
    }
}
