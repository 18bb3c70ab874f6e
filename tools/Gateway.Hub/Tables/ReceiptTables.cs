using Gateway.Contracts.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Gateway.Hub.Tables;

/// <summary>A receipt's answer as tables for people.</summary>
internal static class ReceiptTables
{
    /// <summary>Order and times first, then one table for each line, or for an inquiry's accounts.</summary>
    public static IRenderable Of(ReceiptBody body)
    {
        var parts = new List<IRenderable> { Header(body) };
        parts.AddRange(body.Controls.Select(Control));
        if (body.Inquiry is not null) parts.Add(Inquiry(body.Inquiry));
        return new Rows(parts);
    }

    static Table Header(ReceiptBody body)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("", "");
        Row(table, "回执 receipt", $"{body.BankName} ({body.BankCode}) → {body.CourtName} ({body.CourtCode})");
        Row(table, "请求单号 order", body.OrderNo + (body.OrderVersion > 1 ? $" (version {body.OrderVersion})" : ""));
        Row(table, "案号 case", body.CaseNo);
        Row(table, "送达时间 service time", body.ServiceTime);
        Row(table, "截至 as of", body.AsOfTime);
        return table;
    }

    static Table Control(ControlAnswer answer)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("", "");
        Row(table, "明细 line", $"{answer.LineNo}  {Measure(answer.Measure)}");
        Row(table, "账号 account", $"{answer.Account} {answer.SubAccount}".TrimEnd());
        Row(table, "结果 result", answer.Controlled ? "已控 controlled" : "未控 not controlled");
        Row(table, "原因 reason", $"{answer.Reason} {answer.ReasonText} {answer.ReasonDetail}".Trim());
        Row(table, "申请控制 requested", Money(answer.WholeAccount ? "全部 whole account" : answer.Requested, answer.WholeAccount ? "" : answer.Currency));
        Row(table, "实际控制 actual", Money(answer.Actual, answer.Currency));
        Row(table, "超额 beyond", Money(answer.Beyond, answer.Currency));
        Row(table, "解除 released", Money(answer.Released, answer.Currency));
        Row(table, "已划拨 deducted", Money(answer.Deducted, answer.Currency));
        Row(table, "未划拨 not deducted", Money(answer.NotDeducted, answer.Currency));
        Row(table, "执行款专户 payee", $"{answer.PayeeName} {answer.PayeeAccount}".Trim());
        Row(table, "到账 payee gets", answer.PayeeAmount.Length == 0 ? "" : $"{answer.PayeeAmount} {answer.PayeeCurrency} (rate {answer.Rate})");
        Row(table, "期限 term", answer.To.Length == 0 ? "" : $"{answer.From} – {answer.To}");
        Row(table, "余额 balance", Money(answer.Balance, answer.Currency));
        Row(table, "可用余额 available", Money(answer.Available, answer.Currency));
        Row(table, "顺位 rank", answer.Rank == 0 ? "" : $"{answer.Rank} ({answer.PriorCount} before, {answer.LaterCount} after)");
        foreach (var prior in answer.Prior) Row(table, "在先冻结 prior freeze", Freeze(prior));
        foreach (var later in answer.Later) Row(table, "在后冻结 later freeze", Freeze(later));
        foreach (var claim in answer.Claims) Row(table, "优先受偿权 claim", Claim(claim));
        Row(table, "备注 remark", answer.Remark);
        return table;
    }

    static Table Inquiry(InquiryAnswer answer)
    {
        var table = new Table().Border(TableBorder.Rounded);
        if (!answer.Found)
        {
            table.HideHeaders().AddColumns("", "");
            Row(table, "结果 result", answer.Reason.Length == 0 ? "查无开户信息 nothing found" : $"{answer.Reason} {answer.ReasonText} {answer.ReasonDetail}".TrimEnd());
            return table;
        }

        table.AddColumns("账号\naccount", "户名\nholder", "状态\nstatus", "币种", "余额\nbalance", "可用\navailable", "冻结\nfreezes", "优先权\nclaims");
        foreach (var account in answer.Accounts)
        {
            foreach (var register in account.SubAccounts.Prepend(account.Itself).Where(r => r is not null))
            {
                string[] cells =
                [
                    $"{account.Account} {register.SubAccount}".TrimEnd(), account.HolderName, account.Status, register.Currency,
                    register.Balance, register.Available, $"{register.FreezeCount}", $"{register.Claims.Count}",
                ];
                table.AddRow(cells.Select(TableConsole.Cell));
            }
        }

        return table;
    }

    static void Row(Table table, string label, string value)
    {
        if (value.Length > 0) table.AddRow(TableConsole.Cell(label), TableConsole.Cell(value));
    }

    static string Money(string amount, string currency) => amount.Length == 0 ? "" : $"{amount} {currency}".TrimEnd();

    static string Freeze(FreezeRecord freeze) =>
        $"#{freeze.Rank} {freeze.Authority} {freeze.DocumentNo} {(freeze.Requested.Length == 0 ? "全部" : freeze.Requested)} / {freeze.Actual} – {freeze.To}";

    static string Claim(ClaimRecord claim) => $"{claim.Kind} {claim.Holder} {claim.Amount} / {claim.Take}";

    static string Measure(string code) => code switch
    {
        "01" => "01 冻结 freeze",
        "02" => "02 继续冻结 renewal",
        "03" => "03 轮候冻结 queued freeze",
        "04" => "04 解除冻结 release",
        "05" => "05 解除轮候冻结 release of a queued freeze",
        "06" => "06 划拨 deduction",
        "07" => "07 提取收入 collection of income",
        "08" => "08 冻结并划拨 freeze and deduct",
        _ => code,
    };
}
