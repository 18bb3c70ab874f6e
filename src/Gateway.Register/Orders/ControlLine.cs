namespace Gateway.Register.Orders;

/// <summary>KZLX: what a line controls.</summary>
public enum AssetKind { Deposit = 1, OtherAsset = 2 }

/// <summary>One measure on one account (控制明细): a line of a control order.</summary>
public sealed record ControlLine
{
    /// <summary>CCXH, at most 8 characters.</summary>
    public required string LineNo { get; init; }
    public required Measure Measure { get; init; }
    public AssetKind AssetKind { get; init; } = AssetKind.Deposit;
    /// <summary>KHZH.</summary>
    public required string Account { get; init; }
    /// <summary>GLZHHM; empty for the account itself.</summary>
    public string SubAccount { get; init; } = "";
    /// <summary>KZNR 2: the whole account (C22).</summary>
    public bool WholeAccount { get; init; }
    /// <summary>BZ as ordered; empty where the order names none: the account's currency is meant.</summary>
    public string Currency { get; init; } = "";
    /// <summary>JE as ordered, in units of the currency; null where none was sent.</summary>
    public decimal? Amount { get; init; }
    /// <summary>KSRQ.</summary>
    public DateOnly? From { get; init; }
    /// <summary>JSRQ: the last day.</summary>
    public DateOnly? To { get; init; }
    /// <summary>SFJH: convert a foreign-currency deduction (C23).</summary>
    public bool Convert { get; init; }
    /// <summary>CKWH ruling number.</summary>
    public string RulingNo { get; init; } = "";
    /// <summary>ZXKZH…: where a deduction goes; null where none was sent.</summary>
    public Payee? Payee { get; init; }
    /// <summary>YDJAH: the original freeze's case.</summary>
    public string OriginalCaseNo { get; init; } = "";
    /// <summary>YDJDH: the original freeze's order.</summary>
    public string OriginalOrderNo { get; init; } = "";
    /// <summary>JRCPBH product number, for an other asset.</summary>
    public string ProductNo { get; init; } = "";
    /// <summary>KHZH as ordered, where the line was led from the account that holds an other asset to its linked funds account (11): <see cref="Account"/> is that one then. Else empty.</summary>
    public string HoldingAccount { get; init; } = "";
    /// <summary>For the bank's own expiry line alone: the freeze that ends.</summary>
    public string ExpiringFreezeId { get; init; } = "";
    /// <summary>For the bank's own line about a remittance alone: its debit's key.</summary>
    public string PaymentKey { get; init; } = "";
    /// <summary>For a line that two people decided on alone: what is to be done.</summary>
    public DeskAct? Act { get; init; }
}

/// <summary>ZXKZHHM, ZXKZHKHH, ZXKZHKHHHH, ZXKZHZH: the execution-fund account that a deduction is paid into.</summary>
public sealed record Payee(string Name, string BankName, string BankNo, string Account);
