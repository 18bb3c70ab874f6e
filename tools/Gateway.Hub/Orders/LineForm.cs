namespace Gateway.Hub.Orders;

/// <summary>One line of a control as people write it. Amounts and days are text, sent as they stand; what is null gets a default.</summary>
internal sealed record LineForm
{
    public string? Account { get; init; }
    public string? SubAccount { get; init; }

    /// <summary>JRCPBH: makes the line one on an other asset (KZLX 2).</summary>
    public string? ProductNo { get; init; }

    /// <summary>KZCS 03 or 05 in place of 01 or 04: said to be a queued freeze.</summary>
    public bool? Queued { get; init; }

    /// <summary>KZNR 2: the whole account.</summary>
    public bool? Whole { get; init; }

    /// <summary>SFJH.</summary>
    public bool? Convert { get; init; }
    public string? Currency { get; init; }
    public string? Amount { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }

    /// <summary>Account that a deduction is paid into.</summary>
    public string? Payee { get; init; }
    public string? PayeeName { get; init; }

    /// <summary>The payee's bank; null: the gateway's own.</summary>
    public BankForm? PayeeBank { get; init; }

    /// <summary>YDJDH.</summary>
    public string? Original { get; init; }

    /// <summary>YDJAH.</summary>
    public string? OriginalCase { get; init; }

    /// <summary>This line with everything that it leaves open taken from another.</summary>
    public LineForm Over(LineForm first) => new()
    {
        Account = Account ?? first.Account,
        SubAccount = SubAccount ?? first.SubAccount,
        ProductNo = ProductNo ?? first.ProductNo,
        Queued = Queued ?? first.Queued,
        Whole = Whole ?? first.Whole,
        Convert = Convert ?? first.Convert,
        Currency = Currency ?? first.Currency,
        Amount = Amount ?? first.Amount,
        From = From ?? first.From,
        To = To ?? first.To,
        Payee = Payee ?? first.Payee,
        PayeeName = PayeeName ?? first.PayeeName,
        PayeeBank = PayeeBank ?? first.PayeeBank,
        Original = Original ?? first.Original,
        OriginalCase = OriginalCase ?? first.OriginalCase,
    };
}
