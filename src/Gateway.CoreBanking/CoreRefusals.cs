using Gateway.Register;

namespace Gateway.CoreBanking;

/// <summary>One row of CoreBanking:Refusals.</summary>
public sealed class CoreRefusalOptions
{
    /// <summary>The reason's code, e.g. ACCOUNT_CLOSED (DOMAIN 6).</summary>
    public string Reason { get; set; } = "";
}

/// <summary>What a court is told when the core refuses: the bank's table of the core's codes (CoreBanking:Refusals) over the shipped one.</summary>
public sealed class CoreRefusals
{
    /// <summary>The contract's codes. What is missing here says nothing that a court could use: CORE_REFUSED, with the code.</summary>
    private static readonly Dictionary<string, Reason> Shipped = new(StringComparer.Ordinal)
    {
        ["ACCOUNT_CLOSED"] = Reason.AccountClosed,
        ["ACCOUNT_NOT_FOUND"] = Reason.AccountNotFound,
        ["SUB_ACCOUNT_NOT_FOUND"] = Reason.AccountNotFound,
        ["CURRENCY_MISMATCH"] = Reason.CurrencyMismatch,
        ["INSUFFICIENT_BALANCE"] = Reason.InsufficientFunds,
        [CoreCodes.NoQuote] = Reason.MeasureUnsupported,
    };

    private readonly Dictionary<string, Reason> _reasons = new(Shipped, StringComparer.Ordinal);

    /// <summary>The shipped table alone.</summary>
    public CoreRefusals()
    {
    }

    /// <summary>The shipped table with the bank's rows over it.</summary>
    /// <param name="options">Checked already: every reason is a known one.</param>
    public CoreRefusals(CoreBankingOptions options)
    {
        foreach (var (code, row) in options.Refusals) _reasons[code] = ReasonTable.Parse(row.Reason) ?? throw new ArgumentException($"{row.Reason} is no reason", nameof(options));
    }

    /// <summary>The reason for a code of the core, and what stands beside it: the code, where no reason says it better.</summary>
    public (Reason Reason, string Detail) Of(string code) => _reasons.TryGetValue(code, out var reason) ? (reason, "") : (Reason.CoreRefused, $"核心系统代码 {code}");
}
