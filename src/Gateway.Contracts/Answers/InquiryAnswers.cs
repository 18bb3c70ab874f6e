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
        answer.Accounts.AddRange(inquiry.Accounts.Select(account => Of(account, zone)));
        return answer;
    }

    static V1.AccountAnswer Of(AccountAnswer entry, TimeZoneInfo zone)
    {
        var account = entry.Account;
        var answer = new V1.AccountAnswer
        {
            Account = account.Account,
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
        foreach (var register in entry.Registers)
        {
            if (register.Key.SubAccount.Length == 0) answer.Itself = Of(register, zone);
            else answer.SubAccounts.Add(Of(register, zone));
        }

        answer.Assets.AddRange(account.Assets.Select(Of));
        return answer;
    }

    // Numbered within its account.
    static V1.AssetRecord Of(LiveAsset asset, int index) => new()
    {
        No = index + 1,
        Name = asset.Name,
        Kind = asset.Kind,
        ProductNo = asset.ProductNo,
        HoldingAccount = asset.HeldBy,
        LinkedAccount = asset.LinkedAccount,
        Manager = asset.Manager,
        Units = asset.Units,
        UnitOfMeasure = asset.UnitOfMeasure,
        Currency = asset.Currency,
        Total = WireText.Money(asset.ValueMinor, asset.Currency),
    };

    static V1.RegisterAnswer Of(RegisterAnswer register, TimeZoneInfo zone)
    {
        var answer = new V1.RegisterAnswer
        {
            SubAccount = register.Key.SubAccount,
            Currency = register.Currency,
            CashKind = register.CashKind,
            Balance = WireText.Money(register.BalanceMinor, register.Currency),
            Available = WireText.Money(register.AvailableMinor, register.Currency),
            FreezeCount = register.FreezeCount,
        };
        answer.Freezes.AddRange(register.Freezes.Select(freeze => ControlAnswers.Of(freeze, register.Currency)));
        answer.Claims.AddRange(register.Claims.Select(claim => ControlAnswers.Of(claim, register.Currency)));
        answer.Transactions.AddRange(register.Transactions.Select(transaction => Of(transaction, zone)));
        return answer;
    }

    static V1.Transaction Of(AccountTransaction transaction, TimeZoneInfo zone) => new()
    {
        SerialNo = transaction.SerialNo,
        Kind = transaction.Kind,
        Debit = transaction.Debit,
        Currency = transaction.Currency,
        Amount = WireText.Money(transaction.AmountMinor, transaction.Currency),
        Time = WireText.Time(transaction.At, zone),
        CounterpartyName = transaction.CounterpartyName,
        CounterpartyAccount = transaction.CounterpartyAccount,
        CounterpartyBank = transaction.CounterpartyBank,
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
