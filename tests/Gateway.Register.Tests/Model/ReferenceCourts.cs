namespace Gateway.Register.Tests.Model;

/// <summary>The courts' execution-fund accounts 执行款专户 (4, 13, C13b), as the reference knows them.</summary>
internal sealed class ReferenceCourts(bool reviewsPayees)
{
    private readonly List<(string Court, string Account, bool Prefix, string Name, string Currency)> _funds =
    [
        ("F10", "9001", false, "甲市人民法院执行款专户", "CNY"),
        ("F10", "88", true, "甲市人民法院执行款专户", "CNY"),
        ("F10", "9001USD", false, "甲市人民法院执行款专户", "USD"),
        ("F10", "9001", false, "甲市人民法院执行款专户", "JPY"),
        ("F11", "9002", false, "乙市人民法院执行款专户", "CNY"),
        ("F11", "9002USD", false, "乙市人民法院执行款专户", "USD"),
        ("F11", "9002", false, "乙市人民法院执行款专户", "JPY"),
        ("F12", "9003", false, "丙市人民法院执行款专户", "CNY"),
        ("F12", "9003USD", false, "丙市人民法院执行款专户", "USD"),
        ("F12", "9003", false, "丙市人民法院执行款专户", "JPY"),
    ];

    /// <summary>Two people said yes: "which enters it", unless it is another court's by then.</summary>
    public void Enter(CourtLine line, string accountCurrency)
    {
        if (!_funds.Exists(f => f.Court != line.Court && Fits(f.Account, f.Prefix, line.PayeeAccount))) _funds.Add((line.Court, line.PayeeAccount, false, line.PayeeName, line.Convert ? "CNY" : accountCurrency));
    }

    /// <summary>C13b: people are asked about a payee that no court has, "but named in the sealed notice with the court's name as holder".</summary>
    public bool AsksAbout(CourtLine line) =>
        reviewsPayees && line.PayeeNamed && line.PayeeAccount.Length > 0 && !_funds.Exists(f => Fits(f.Account, f.Prefix, line.PayeeAccount));

    /// <summary>C13b. A conversion pays yuan (C23).</summary>
    public string RefusePayee(CourtLine line, string accountCurrency)
    {
        var currency = line.Convert ? "CNY" : accountCurrency;
        if (AsksAbout(line)) return "";
        var registered = _funds.Where(f => f.Court == line.Court && f.Currency == currency && Fits(f.Account, f.Prefix, line.PayeeAccount)).ToList();
        if (registered.Count == 0) return "PAYEE_NOT_REGISTERED";
        return registered.Exists(f => f.Name == line.PayeeName) ? "" : "PAYEE_NAME_MISMATCH";
    }

    private static bool Fits(string account, bool prefix, string payee) => prefix ? payee.Length > account.Length && payee[..account.Length] == account : payee == account;
}
