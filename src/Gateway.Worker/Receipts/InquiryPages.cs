using Gateway.Sealing;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Worker.Receipts;

/// <summary>The answer to an inquiry (7): every account with its sub-accounts, freezes, claims and, if asked for, transactions.</summary>
internal static class InquiryPages
{
    private const double HeadingMm = 40;
    private const double Type = 3;

    private static readonly OfdColumn[] SubAccountColumns =
    [
        new("序号 GLXH", 12, OfdAlignment.Center), new("子账户 GLZHHM", 34), new("类别 GLZHLB", 24), new("币种 BZ", 13, OfdAlignment.Center), new("钞汇 BEIZ", 13, OfdAlignment.Center), new("余额 YE", 31, OfdAlignment.Right),
        new("可用余额 KYYE", 31, OfdAlignment.Right), new("冻结笔数", 12, OfdAlignment.Center),
    ];

    private static readonly OfdColumn[] TransactionColumns =
    [
        new("序号 WLXH", 11, OfdAlignment.Center), new("交易时间 JYSJ", 20, OfdAlignment.Center), new("流水号 JYLSH", 25), new("种类 JYZL", 15), new("收支 ZJLX", 10, OfdAlignment.Center), new("金额 JE", 25, OfdAlignment.Right),
        new("对方户名 ZCKZXM 及证件 JYDSZJHM", 29), new("对方账号 ZCKZH", 25), new("对方开户行 ZCKZHKHH 及行号 JYDSYHHH", 22),
    ];

    public static void Write(OfdFlow flow, V1.InquiryAnswer inquiry)
    {
        if (inquiry.Reason.Length > 0) flow.Paragraph($"　　未能协助查询，原因：{ReceiptWords.ReasonWithBasis(inquiry.Reason, inquiry.ReasonText)}", 4, bold: true);
        else if (!inquiry.Found) flow.Paragraph("　　经查，被查询人在我行查无开户信息。", 4, bold: true);
        else flow.Paragraph($"　　经查，被查询人在我行有账户{inquiry.Accounts.Count}个：", 4);
        flow.Space(2);
        for (var i = 0; i < inquiry.Accounts.Count; i++) Account(flow, inquiry.Accounts[i]);
        if (inquiry.Statement is { } statement)
        {
            flow.Paragraph($"交易明细全部{statement.Rows}条载于本回执所附文件“{statement.FileName}”（{statement.Bytes}字节，SM3 {statement.Sm3}），与本回执同受电子印章保护。", 4);
            flow.Space(2);
        }

        if (inquiry.Remark.Length == 0) return;
        flow.Paragraph($"备注：{inquiry.Remark}", 4);
        flow.Space(2);
    }

    private static void Account(OfdFlow flow, V1.AccountAnswer account)
    {
        flow.Ensure(HeadingMm);
        flow.Paragraph($"{account.No}. 账号 KHZH {account.Account}", 4, bold: true);
        flow.Space(1);
        Fields(account).Write(flow);
        if (account.SubAccounts.Count > 0)
        {
            RecordTables.Heading(flow, "子账户");
            flow.Table(SubAccountColumns, account.SubAccounts.Select(s => (IReadOnlyList<string>)
                [ReceiptWords.Number(s.No), s.SubAccount, s.Kind, s.Currency, ReceiptWords.CashKind(s.CashKind), s.Balance, s.Available, ReceiptWords.Number(s.FreezeCount)]), Type);
        }

        foreach (var asset in account.Assets) AssetPages.Write(flow, asset);

        if (account.Itself is not null) Records(flow, account.Itself);
        foreach (var register in account.SubAccounts) Records(flow, register);
        flow.Space(4);
    }

    private static FieldTable Fields(V1.AccountAnswer account)
    {
        var fields = new FieldTable()
            .Add("户名", account.HolderName)
            .Add("账户状态 ZHZT", ReceiptWords.Status(account.Status))
            .Add("账户类别 CCLB", account.AccountKind)
            .Add("账户分类 BEIZ", ReceiptWords.AccountClass(account.AccountClass))
            .Add("账户性质", ReceiptWords.Nature(account.Nature))
            .Add("开户网点 KHWD", account.BranchName)
            .Add("网点代码 KHWDDM", account.BranchCode)
            .Add("开户日期 KHRQ", ReceiptWords.Day(account.OpenedTime))
            .Add("销户日期 XHRQ", ReceiptWords.Day(account.ClosedTime))
            .Add("反馈时间 FKSJ", ReceiptWords.Time(account.AsOfTime));
        if (account.Itself is { } itself)
        {
            fields.Add("币种 BZ", $"{itself.Currency} {ReceiptWords.CashKind(itself.CashKind)}".Trim())
                .Add("冻结笔数", ReceiptWords.Number(itself.FreezeCount))
                .Add("余额 YE", itself.Balance)
                .Add("可用余额 KYYE", itself.Available);
        }

        return fields
            .Add("资金账户 GLZJZH", account.LinkedFundsAccount)
            .Add("联系电话 LXDH", account.HolderPhone)
            .Add("邮政编码 YZBM", account.HolderPostcode)
            .AddWide("通讯地址 TXDZ", account.HolderAddress);
    }

    private static string Party(V1.Transaction t) => Joined(
        t.CounterpartyName, t.CounterpartyIdNumber.Length == 0 ? "" : $"{ReceiptWords.IdKind(t.CounterpartyIdKind)} {t.CounterpartyIdNumber}");

    private static string Joined(params IEnumerable<string> parts) => string.Join(' ', parts.Where(p => p.Length > 0));

    private static void Records(OfdFlow flow, V1.RegisterAnswer register)
    {
        var of = register.SubAccount.Length == 0 ? "" : $"（子账户 {register.SubAccount}）";
        RecordTables.Freezes(flow, $"其他机关冻结情况{of}", register.Freezes);
        RecordTables.Claims(flow, register.Claims);
        if (register.TransactionCount == 0) return;
        var rest = register.TransactionCount > register.Transactions.Count ? $"，本页以下列前{register.Transactions.Count}条，其余见所附文件" : "";
        RecordTables.Heading(flow, $"交易明细{of}，共{register.TransactionCount}条{rest}");
        if (register.Transactions.Count == 0) return;
        flow.Table(TransactionColumns, register.Transactions.Select(t => (IReadOnlyList<string>)
        [
            ReceiptWords.Number(t.No), ReceiptWords.Time(t.Time), t.SerialNo, t.Kind, t.Debit ? "支出" : "收入", $"{t.Amount} {t.Currency}", Party(t), t.CounterpartyAccount,
            Joined(t.CounterpartyBank, t.CounterpartyBankNo),
        ]), 2.7);
        // A row that holds them all fills a tenth of a page.
        if (register.Transactions.Any(t => t.CounterpartyAddress.Length + t.CounterpartyPostcode.Length + t.CounterpartyPhone.Length > 0))
            flow.Paragraph($"对方通讯地址 JYDSTXDZ、邮政编码 JYDSYZBM、联系电话 JYDSLXDH 见所附文件“{ReceiptMaker.PayloadName}”。", 3);
    }
}
