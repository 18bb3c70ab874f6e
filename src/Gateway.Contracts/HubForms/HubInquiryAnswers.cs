namespace Gateway.Contracts.HubForms;

/// <summary>The answer to an inquiry as shfeedXzcxInfo, shfeedXzcxwlxxInfo and the files CXFK take it.</summary>
public static class HubInquiryAnswers
{
    static readonly string[] Lists = ["jrxxList", "djxxList", "wlxxList", "qlxxList", "glxxList"];

    /// <summary>zhxxList: one entry for each account; one that says why where there is none to list.</summary>
    /// <param name="transactionsApart">They follow by <see cref="Transactions"/>.</param>
    public static HubElement Of(V1.ReceiptBody body, bool transactionsApart)
    {
        var list = new HubElement("zhxxList");
        if (body.Inquiry.Reason.Length > 0) return list.Add(Instead(body, HubCodes.ReviewFailed, HubRecords.Joined(body.Inquiry.ReasonText, body.Inquiry.Remark)));
        if (!body.Inquiry.Found) return list.Add(Instead(body, HubCodes.NothingFound, body.Inquiry.Remark));
        foreach (var account in body.Inquiry.Accounts) list.Add(Account(body, account, transactionsApart));
        return list;
    }

    /// <summary>How many transactions the answer lists itself, of all accounts.</summary>
    public static int Listed(V1.ReceiptBody body) => body.Inquiry?.Accounts.SelectMany(Registers).Sum(register => register.Transactions.Count) ?? 0;

    /// <summary>zhxxList of the transactions apart, each with one account's, at most so many: a message stays small however long the account is.</summary>
    public static IEnumerable<HubElement> Transactions(string orderNo, int accountNo, string account, IEnumerable<HubElement> transactions, int maximum) =>
        transactions.Chunk(maximum).Select(chunk => new HubElement("zhxxList").Add(
            new HubElement("zhxx").Set("BDHM", orderNo).Set("CCXH", HubRecords.Number(accountNo)).Set("KHZH", account).AddList("wlxxList", chunk)));

    /// <summary>wlxx of an account and its sub-accounts, numbered through.</summary>
    public static IEnumerable<HubElement> TransactionsOf(V1.AccountAnswer account) =>
        Registers(account).SelectMany(register => register.Transactions).Select((transaction, index) => Transaction(transaction, index + 1));

    /// <summary>wlxx.</summary>
    public static HubElement Transaction(V1.Transaction transaction, int no) => new HubElement("wlxx")
        .Set("WLXH", HubRecords.Number(no))
        .Set("JYZL", transaction.Kind)
        .Set("ZJLX", HubCodes.Direction(transaction.Debit))
        .Set("BZ", transaction.Currency)
        .Set("JE", HubDates.Money(transaction.Amount))
        .Set("JYSJ", HubDates.Time(transaction.Time))
        .Set("JYLSH", transaction.SerialNo)
        .Set("ZCKZXM", transaction.CounterpartyName)
        .Set("ZCKZH", transaction.CounterpartyAccount)
        .Set("ZCKZHKHH", transaction.CounterpartyBank)
        .Set("JYDSYHHH", transaction.CounterpartyBankNo)
        .Set("JYDSZJLX", transaction.CounterpartyIdKind)
        .Set("JYDSZJHM", transaction.CounterpartyIdNumber)
        .Set("JYDSTXDZ", transaction.CounterpartyAddress)
        .Set("JYDSYZBM", transaction.CounterpartyPostcode)
        .Set("JYDSLXDH", transaction.CounterpartyPhone);

    static HubElement Instead(V1.ReceiptBody body, string account, string remark) => Lists.Aggregate(Entry(new V1.AccountAnswer { No = 1, Account = account, AsOfTime = body.AsOfTime }, body.OrderNo, remark), (entry, list) => entry.AddList(list, []));

    static HubElement Account(V1.ReceiptBody body, V1.AccountAnswer account, bool transactionsApart)
    {
        var claims = Registers(account).SelectMany(register => register.Claims.Select(claim => (register, claim))).ToList();
        var apart = transactionsApart && TransactionsOf(account).Any() ? "资金往来信息另行反馈" : "";
        return Entry(account, body.OrderNo, HubRecords.Joined(account.AccountClass.Length == 0 ? "" : $"{account.AccountClass}类户", account.No == 1 ? body.Inquiry.Remark : "", apart))
            .AddList("jrxxList", account.Assets.Select(Asset))
            .AddList("djxxList", Registers(account).SelectMany(register => register.Freezes.Select(freeze => Of(register, HubRecords.Freeze(freeze, HubDates.DayEnd), freeze.AssetNo))))
            .AddList("wlxxList", transactionsApart ? [] : TransactionsOf(account))
            .AddList("qlxxList", claims.Select((pair, index) => Of(pair.register, HubRecords.Claim(pair.claim, index + 1), pair.claim.AssetNo)))
            .AddList("glxxList", account.SubAccounts.Select(SubAccount));
    }

    static HubElement Entry(V1.AccountAnswer account, string orderNo, string remark) => new HubElement("zhxx")
        .Set("BDHM", orderNo)
        .Set("CCXH", HubRecords.Number(account.No))
        .Set("KHZH", account.Account)
        .Set("CCLB", account.AccountKind)
        .Set("ZHZT", HubCodes.Status(account.Status))
        .Set("KHWD", account.BranchName)
        .Set("KHWDDM", account.BranchCode)
        .Set("KHRQ", HubDates.Time(account.OpenedTime))
        .Set("XHRQ", HubDates.Time(account.ClosedTime))
        .Set("BZ", account.Itself?.Currency ?? "")
        .Set("YE", HubDates.Money(account.Itself?.Balance ?? ""))
        .Set("KYYE", HubDates.Money(account.Itself?.Available ?? ""))
        .Set("GLZJZH", account.LinkedFundsAccount)
        .Set("FKSJ", HubDates.Time(account.AsOfTime))
        .Set("TXDZ", account.HolderAddress)
        .Set("YZBM", account.HolderPostcode)
        .Set("LXDH", account.HolderPhone)
        .Set("BEIZ", remark);

    static HubElement SubAccount(V1.RegisterAnswer sub) => new HubElement("glxx")
        .Set("GLXH", HubRecords.Number(sub.No))
        .Set("ZKHZH", sub.MainAccount)
        .Set("GLZHLB", sub.Kind)
        .Set("GLZHHM", sub.SubAccount)
        .Set("BZ", sub.Currency)
        .Set("YE", HubDates.Money(sub.Balance))
        .Set("KYYE", HubDates.Money(sub.Available))
        .Set("BEIZ", HubCodes.Cash(sub.CashKind));

    static HubElement Asset(V1.AssetRecord asset) => new HubElement("jrxx")
        .Set("ZCXH", HubRecords.Number(asset.No))
        .Set("ZCMC", asset.Name)
        .Set("ZCLX", asset.Kind)
        .Set("CPXSZL", asset.SalesKind)
        .Set("DQH", asset.Region)
        .Set("JRCPBH", asset.ProductNo)
        .Set("LCZH", asset.HoldingAccount)
        .Set("ZJHKZH", asset.LinkedAccount)
        .Set("ZCGLR", asset.Manager)
        .Set("ZCKFJY", HubCodes.Tradable(asset))
        .Set("ZCJYXZ", asset.Restriction)
        .Set("XZXCRQ", HubDates.Date(asset.RestrictedUntil))
        .Set("ZYQR", asset.Pledgee)
        .Set("TGR", asset.Custodian)
        .Set("SYR", asset.Beneficiary)
        .Set("CLR", asset.Clr)
        .Set("SHR", asset.Shr)
        .Set("TGZH", asset.CustodyAccount)
        .Set("JLDW", asset.UnitOfMeasure)
        .Set("BZ", asset.Currency)
        .Set("ZCDWJG", asset.UnitPrice)
        .Set("SE", asset.Units)
        .Set("KYSE", asset.AvailableUnits)
        .Set("ZCZJE", HubDates.Money(asset.Total));

    // The form lists freezes and claims by account: which sub-account they stand on, the remark says.
    static HubElement Of(V1.RegisterAnswer register, HubElement record, int assetNo)
    {
        record.Set("ZCXH", HubRecords.Number(assetNo));
        return register.SubAccount.Length == 0 ? record : record.Set("BEIZ", HubRecords.Joined($"子账户 {register.SubAccount}", record["BEIZ"]));
    }

    static IEnumerable<V1.RegisterAnswer> Registers(V1.AccountAnswer account) => account.Itself is { } itself ? account.SubAccounts.Prepend(itself) : account.SubAccounts;
}
