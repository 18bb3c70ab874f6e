using Gateway.Contracts.V1;
using Gateway.Hub.Json;

namespace Gateway.Hub.Scenarios;

/// <summary>What a step expects of the answer to an inquiry. Accounts that it does not name are not looked at; an empty list expects none.</summary>
internal sealed class InquiryExpectation
{
    static readonly FieldTable<InquiryAnswer> Table = new FieldTable<InquiryAnswer>()
        .Flag("found", a => a.Found)
        .Text("reason", a => a.Reason);

    static readonly FieldTable<Found> AccountTable = new FieldTable<Found>()
        .Text("currency", f => f.Register.Currency)
        .Text("balance", f => f.Register.Balance)
        .Text("available", f => f.Register.Available)
        .Count("freezes", f => f.Register.FreezeCount)
        .Count("claims", f => f.Register.Claims.Count)
        .Count("transactions", f => f.Register.Transactions.Count)
        .Count("assets", f => f.Account.Assets.Count)
        .Count("no", f => f.Account.No)
        .Text("subAccountKind", f => f.Register.Kind)
        .Text("kind", f => f.Account.AccountKind)
        .Text("branch", f => f.Account.BranchName)
        .Text("phone", f => f.Account.HolderPhone)
        .Text("manager", f => f.Account.Assets.FirstOrDefault()?.Manager ?? "")
        .Text("linkedAccount", f => f.Account.Assets.FirstOrDefault()?.LinkedAccount ?? "")
        .Text("authorities", f => string.Join(' ', f.Register.Freezes.Select(r => $"{r.Rank}:{r.Authority}:{r.Actual}")))
        .Text("nature", f => f.Account.Nature)
        .Text("status", f => f.Account.Status);

    readonly Expectation<InquiryAnswer> fields;
    readonly List<(string Account, string SubAccount, Expectation<Found> Fields)>? accounts;

    /// <summary>Reads and ends an <c>expect</c> object.</summary>
    public InquiryExpectation(StrictObject expect)
    {
        fields = Table.Read(expect);
        if (expect.Has("accounts")) accounts = [.. expect.Objects("accounts").Select(ReadAccount)];
        expect.End();
    }

    /// <summary>The first field that differs; null: all are as expected.</summary>
    public Mismatch? Compare(InquiryAnswer answer)
    {
        if (fields.Compare(answer) is { } mismatch) return mismatch;
        if (accounts is { Count: 0 } && answer.Accounts.Count > 0) return new Mismatch("accounts", "none", answer.Accounts[0].Account);
        return (accounts ?? []).Select((expected, i) => Compare(answer, expected, i)).FirstOrDefault(m => m is not null);
    }

    static Mismatch? Compare(InquiryAnswer answer, (string Account, string SubAccount, Expectation<Found> Fields) expected, int index)
    {
        var account = answer.Accounts.FirstOrDefault(a => a.Account == expected.Account);
        var register = expected.SubAccount.Length == 0 ? account?.Itself : account?.SubAccounts.FirstOrDefault(s => s.SubAccount == expected.SubAccount);
        return account is null || register is null
            ? new Mismatch($"accounts[{index}].account", $"{expected.Account} {expected.SubAccount}".TrimEnd(), "no such account")
            : expected.Fields.Compare(new Found(account, register), $"accounts[{index}].");
    }

    static (string, string, Expectation<Found>) ReadAccount(StrictObject o)
    {
        var account = (o.RequiredText("account"), o.Text("subAccount") ?? "", AccountTable.Read(o));
        o.End();
        return account;
    }

    sealed record Found(AccountAnswer Account, RegisterAnswer Register);
}
