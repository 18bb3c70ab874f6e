using Gateway.Contracts.Fields;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;

namespace Gateway.Contracts.Answers;

/// <summary>cxxx: the answer to an inquiry as the court reads it.</summary>
static class InquiryAnswers
{
    public static V1.InquiryAnswer Of(InquiryAnswer inquiry, TimeZoneInfo zone)
    {
        var answer = new V1.InquiryAnswer
        {
            Found = inquiry.Found,
            Reason = inquiry.Refusal is { } reason ? ReasonTable.Of(reason).Code : "",
            ReasonText = inquiry.Refusal is { } why ? ReasonTable.Wording(why, inquiry.ReasonDetail) : "",
            ReasonDetail = inquiry.ReasonDetail,
            Remark = inquiry.Remark,
        };
        if (inquiry.Statement is { } statement)
            answer.Statement = new V1.TransactionStatement { FileName = statement.FileName, Rows = statement.Rows, Bytes = statement.Bytes, Sm3 = statement.Sm3 };
        answer.Accounts.AddRange(inquiry.Accounts.Select((account, index) => Of(account, index + 1, zone)));
        return answer;
    }

    static V1.AccountAnswer Of(AccountAnswer entry, int no, TimeZoneInfo zone)
    {
        var account = entry.Account;
        var answer = new V1.AccountAnswer
        {
            No = no,
            Account = account.Account,
            AsOfTime = WireText.Time(account.AsOf, zone),
            AccountKind = account.AccountKind,
            Status = Text(account.Status),
            BranchName = account.BranchName,
            BranchCode = account.BranchCode,
            OpenedTime = WireText.Time(account.OpenedAt, zone),
            ClosedTime = WireText.Time(account.ClosedAt, zone),
            HolderName = account.Holder.Name,
            HolderAddress = account.HolderAddress,
            HolderPostcode = account.HolderPostcode,
            HolderPhone = account.HolderPhone,
            Nature = account.Nature,
            AccountClass = account.AccountClass,
            LinkedFundsAccount = account.LinkedFundsAccount,
        };
        var assets = account.Assets.Select(a => a.ProductNo).ToList();
        foreach (var register in entry.Registers)
        {
            if (register.Key.SubAccount.Length == 0) answer.Itself = Of(register, 0, assets, zone);
            else answer.SubAccounts.Add(Of(register, answer.SubAccounts.Count + 1, assets, zone));
        }

        answer.Assets.AddRange(account.Assets.Select(Of));
        return answer;
    }

    // Numbered within its account.
    static V1.AssetRecord Of(LiveAsset asset, int index)
    {
        var record = new V1.AssetRecord
        {
            No = index + 1,
            Name = asset.Name,
            Kind = asset.Kind,
            SalesKind = asset.SalesKind,
            Region = asset.Region,
            ProductNo = asset.ProductNo,
            HoldingAccount = asset.HeldBy,
            LinkedAccount = asset.LinkedAccount,
            Manager = asset.Manager,
            Restriction = asset.Restriction,
            RestrictedUntil = WireText.Date(asset.RestrictedUntil),
            Pledgee = asset.Pledgee,
            Custodian = asset.Custodian,
            CustodyAccount = asset.CustodyAccount,
            Beneficiary = asset.Beneficiary,
            Clr = asset.Clr,
            Shr = asset.Shr,
            Units = asset.Units,
            AvailableUnits = asset.AvailableUnits,
            UnitOfMeasure = asset.UnitOfMeasure,
            UnitPrice = asset.UnitPrice,
            Currency = asset.Currency,
            Total = WireText.Money(asset.ValueMinor, asset.Currency),
        };
        if (asset.Tradable is { } tradable) record.Tradable = tradable;
        return record;
    }

    static V1.RegisterAnswer Of(RegisterAnswer register, int no, List<string> assets, TimeZoneInfo zone)
    {
        var answer = new V1.RegisterAnswer
        {
            No = no,
            MainAccount = no == 0 ? "" : register.Key.Account,
            Kind = register.Kind,
            SubAccount = register.Key.SubAccount,
            Currency = register.Currency,
            CashKind = register.CashKind,
            Balance = WireText.Money(register.BalanceMinor, register.Currency),
            Available = WireText.Money(register.AvailableMinor, register.Currency),
            FreezeCount = register.FreezeCount,
            // Answers from before have no count, and list all.
            TransactionCount = Math.Max(register.TransactionCount, register.Transactions.Count),
        };
        answer.Freezes.AddRange(register.Freezes.Select(freeze => ControlAnswers.Of(freeze, register.Currency)));
        answer.Claims.AddRange(register.Claims.Select(claim => ControlAnswers.Of(claim, register.Currency)));
        foreach (var freeze in answer.Freezes) freeze.AssetNo = NumberOf(freeze.ProductNo);
        foreach (var claim in answer.Claims) claim.AssetNo = NumberOf(claim.ProductNo);
        answer.Transactions.AddRange(register.Transactions.Select((transaction, index) => Of(transaction, index + 1, zone)));
        return answer;

        // ZCXH: none of the list is 0.
        int NumberOf(string productNo) => productNo.Length == 0 ? 0 : assets.IndexOf(productNo) + 1;
    }

    static V1.Transaction Of(AccountTransaction transaction, int no, TimeZoneInfo zone) => new()
    {
        No = no,
        SerialNo = transaction.SerialNo,
        Kind = transaction.Kind,
        Debit = transaction.Debit,
        Currency = transaction.Currency,
        Amount = WireText.Money(transaction.AmountMinor, transaction.Currency),
        Time = WireText.Time(transaction.At, zone),
        CounterpartyName = transaction.CounterpartyName,
        CounterpartyAccount = transaction.CounterpartyAccount,
        CounterpartyBank = transaction.CounterpartyBank,
        CounterpartyBankNo = transaction.CounterpartyBankNo,
        CounterpartyIdKind = transaction.CounterpartyIdKind,
        CounterpartyIdNumber = transaction.CounterpartyIdNumber,
        CounterpartyAddress = transaction.CounterpartyAddress,
        CounterpartyPostcode = transaction.CounterpartyPostcode,
        CounterpartyPhone = transaction.CounterpartyPhone,
    };

    // ZHZT as the contract words it.
    static string Text(AccountStatus status) => status switch
    {
        AccountStatus.Normal => "NORMAL",
        AccountStatus.Dormant => "DORMANT",
        AccountStatus.Closed => "CLOSED",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
