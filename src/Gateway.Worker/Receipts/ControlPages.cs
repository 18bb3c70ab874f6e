using Gateway.Sealing;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Worker.Receipts;

/// <summary>The answer to every line of a control (10, 12, 15): what was asked, what was done, what stands before and behind it, and why not, where not.</summary>
internal static class ControlPages
{
    /// <summary>Enough for a heading with the first rows below it: a heading never ends a page.</summary>
    private const double HeadingMm = 40;

    public static void Write(OfdFlow flow, IReadOnlyList<V1.ControlAnswer> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            flow.Ensure(HeadingMm);
            flow.Paragraph($"{i + 1}. {ReceiptWords.Measure(line.Measure)}　账号 {line.Account}　{ReceiptWords.Outcome(line)}", 4, bold: true);
            flow.Space(1);
            Fields(line).Write(flow);
            RecordTables.Freezes(flow, "在先冻结（含其他有权机关）", line.Prior);
            RecordTables.Freezes(flow, "在后轮候冻结", line.Later);
            RecordTables.Claims(flow, line.Claims);
            flow.Space(4);
        }
    }

    private static FieldTable Fields(V1.ControlAnswer line)
    {
        var money = (string amount) => amount.Length == 0 ? "" : $"{amount} {line.Currency}";
        var fields = new FieldTable()
            .Add("明细序号 CCXH", line.LineNo)
            .Add("控制措施 KZCS", $"{line.Measure} {ReceiptWords.Measure(line.Measure)}")
            .Add("账号 KHZH", line.Account)
            .Add("子账户 GLZHHM", line.SubAccount)
            .Add("产品编号 JRCPBH", line.ProductNo)
            .Add("理财账号 LCZH", line.WealthAccount)
            .Add("实际数额 SKSE", line.Units)
            .Add("币种 BZ", line.Currency)
            .Add("余额 YE", money(line.Balance))
            .Add("可用余额 KYYE", money(line.Available))
            .Add("登记限额 DJXE", line.WholeAccount ? "账户全部" : money(line.Requested))
            .Add("实际控制 SKJE", money(line.Actual))
            .Add("超出部分 CESKJE", money(line.Beyond))
            .Add("起止日期", ReceiptWords.Period(line.From, line.To))
            .Add("已划拨金额", money(line.Deducted))
            .Add("未划拨金额", money(line.NotDeducted))
            .Add("提前支取利息", money(line.Interest))
            .Add("收款户名", line.PayeeName)
            .Add("收款账号", line.PayeeAccount)
            .Add("收款金额", line.PayeeAmount.Length > 0 && line.PayeeCurrency != line.Currency ? $"{line.PayeeAmount} {line.PayeeCurrency}" : "")
            .Add("折算汇率", line.Rate)
            .Add("解除金额", money(line.Released));
        if (line.Rank > 0)
            fields.Add("冻结顺位", $"第{line.Rank}位").Add("其他冻结", $"在先{line.PriorCount}笔，在后{line.LaterCount}笔");
        return fields
            .AddWide("原因 WNKZYY", ReceiptWords.ReasonWithBasis(line.Reason, line.ReasonText))
            .AddWide("备注 BEIZ", line.Remark);
    }
}
