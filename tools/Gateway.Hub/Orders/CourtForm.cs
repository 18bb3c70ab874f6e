using Gateway.Hub.Json;

namespace Gateway.Hub.Orders;

/// <summary>A court with its registered execution-fund accounts 执行款专户.</summary>
internal sealed record CourtForm(string Code, string Name, IReadOnlyList<FundForm> Funds)
{
    /// <summary>The courts in the field <c>courts</c>: <c>[{ "code", "name", "funds": [{ "account", "name", "currency", "bank": { "name", "no" } }] }]</c>.</summary>
    public static IReadOnlyList<CourtForm> Read(StrictObject o)
    {
        var courts = o.Objects("courts").Select(ReadOne).ToList();
        if (courts.Select(c => c.Code).Distinct().Count() != courts.Count) throw o.Wrong("courts", "a code occurs twice");
        return courts;
    }

    static CourtForm ReadOne(StrictObject o)
    {
        var court = new CourtForm(o.RequiredText("code"), o.RequiredText("name"), [.. o.Objects("funds").Select(ReadFund)]);
        o.End();
        // The code names a folder of the development PKI too.
        return Path.GetFileName(court.Code) == court.Code && court.Code is not ("" or "." or "..") ? court : throw o.Wrong("code", "not usable as a court's code");
    }

    static BankForm ReadBank(StrictObject o)
    {
        var bank = new BankForm(o.RequiredText("name"), o.RequiredText("no"));
        o.End();
        return bank;
    }

    static FundForm ReadFund(StrictObject o)
    {
        var fund = new FundForm(o.RequiredText("account"), o.RequiredText("name"), o.Text("currency") ?? "CNY") { Bank = o.Object("bank") is { } bank ? ReadBank(bank) : null };
        o.End();
        return fund;
    }
}

/// <summary>Another bank, where a fund account may lie.</summary>
internal sealed record BankForm(string Name, string No);

/// <summary>An execution-fund account, or a prefix of such accounts that ends in "*".</summary>
internal sealed record FundForm(string Account, string Name, string Currency)
{
    /// <summary>The bank that it lies at; null: the gateway's own.</summary>
    public BankForm? Bank { get; init; }

    /// <summary>Whether the entry stands for this account.</summary>
    public bool Covers(string account) =>
        Account.EndsWith('*') ? account.StartsWith(Account[..^1], StringComparison.Ordinal) : Account == account;
}
