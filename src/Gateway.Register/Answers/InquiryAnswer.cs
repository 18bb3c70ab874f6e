using Gateway.Register.Accounts;

namespace Gateway.Register.Answers;

/// <summary>What the bank answers to an inquiry (cxxx): nothing found, a refusal, or every account with its queue.</summary>
public sealed record InquiryAnswer
{
    /// <summary>Why the inquiry was not answered; null: it was.</summary>
    public Reason? Refusal { get; init; }
    public string ReasonDetail { get; init; } = "";
    /// <summary>False: 查无开户信息.</summary>
    public bool Found => Accounts.Count > 0;
    public IReadOnlyList<AccountAnswer> Accounts { get; init; } = [];
    /// <summary>The transactions of all accounts, where they are more than the answer itself lists.</summary>
    public TransactionStatement? Statement { get; init; }
    /// <summary>BEIZ: what the court should know about the answer as a whole.</summary>
    public string Remark { get; init; } = "";
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>zhxx with its sub-accounts (glxx): one account of the party.</summary>
public sealed record AccountAnswer(LiveAccount Account, IReadOnlyList<RegisterAnswer> Registers);

/// <summary>One register in an inquiry: balance, free money, queue, transactions. Minor units of Currency.</summary>
public sealed record RegisterAnswer
{
    public required RegisterKey Key { get; init; }
    public required string Currency { get; init; }
    public string CashKind { get; init; } = "";
    /// <summary>GLZHLB kind of a sub-account, as the core words it.</summary>
    public string Kind { get; init; } = "";
    public required long BalanceMinor { get; init; }
    public required long AvailableMinor { get; init; }
    /// <summary>How many live freezes the register has, the asking court's own among them.</summary>
    public int FreezeCount { get; init; }
    /// <summary>djxx: those of others, in rank order.</summary>
    public IReadOnlyList<FreezeRecord> Freezes { get; init; } = [];
    public IReadOnlyList<ClaimRecord> Claims { get; init; } = [];
    /// <summary>wlxx: the first of them where there are more than an answer lists.</summary>
    public IReadOnlyList<AccountTransaction> Transactions { get; init; } = [];
    /// <summary>How many the register has in the period; those beyond the listed ones are in the statement.</summary>
    public long TransactionCount { get; init; }
}

/// <summary>A file with every transaction of an answer, attached to its receipt.</summary>
/// <param name="Key">Under which the store has it.</param>
/// <param name="FileName">As it is attached.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sm3">Its digest, lower-case hexadecimal.</param>
public sealed record TransactionStatement(string Key, string FileName, long Rows, long Bytes, string Sm3);

/// <summary>wlxx: one transaction. AmountMinor in minor units of Currency; Debit: money out.</summary>
public sealed record AccountTransaction(
    string SerialNo, string Kind, bool Debit, string Currency, long AmountMinor, DateTimeOffset At,
    string CounterpartyName, string CounterpartyAccount, string CounterpartyBank)
{
    /// <summary>JYDSYHHH: the number of the counterparty's bank.</summary>
    public string CounterpartyBankNo { get; init; } = "";
    /// <summary>JYDSZJLX, JYDSZJHM: the counterparty's ID, as the core words it.</summary>
    public string CounterpartyIdKind { get; init; } = "";
    public string CounterpartyIdNumber { get; init; } = "";
    /// <summary>JYDSTXDZ, JYDSYZBM, JYDSLXDH: where the counterparty is reached.</summary>
    public string CounterpartyAddress { get; init; } = "";
    public string CounterpartyPostcode { get; init; } = "";
    public string CounterpartyPhone { get; init; } = "";
}
