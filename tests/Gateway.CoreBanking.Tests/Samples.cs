using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.CoreBanking.Tests;

/// <summary>What most tests use.</summary>
internal static class Samples
{
    public const string Account = "6222000000000001";
    public const string HoldId = "zdz:O1:1:1";
    public static readonly RegisterKey Register = new(Account, "");
    public static readonly DateOnly To = new(2027, 11, 20);
    public static readonly Payee Payee = new("甲市人民法院执行款专户", "示例银行", "BK001", "9001");
    public static readonly PartyIdentity Holder = new("张三", "10100", "110101199001010011");

    public static PutHold Put(long? limitMinor = 600_000, string holdId = HoldId, string currency = "CNY", RegisterKey? register = null) =>
        new(register ?? Register, holdId, currency, limitMinor, To);

    public static Debit Debit(long amountMinor, params HoldUse[] uses) =>
        new(Register, "CNY", amountMinor, uses.Length == 0 ? [new HoldUse(HoldId, amountMinor)] : uses, Payee, "CNY", false);

    /// <summary>What the core says to the standard hold.</summary>
    public static object PutDone(string key) => new
    {
        key,
        kind = "HOLD_PUT",
        account = Account,
        subAccount = "",
        at = "2026-11-21T02:00:00Z",
        outcome = "DONE",
        hold = new { holdId = HoldId, limit = "6000.00", to = "2027-11-20" },
    };

    public static object Error(string code) => new { code, message = "words" };

    /// <summary>An account as the contract shows it.</summary>
    public const string AccountJson = """
        {"account":"6222000000000001","asOf":"2026-11-21T02:00:00Z",
         "holder":{"name":"张三","idKind":"10100","idNumber":"110101199001010011","address":"","postcode":"","phone":""},
         "status":"NORMAL","nature":"GENERAL","accountKind":"","accountClass":"","branch":{"name":"","code":""},
         "openedAt":null,"closedAt":null,"linkedFundsAccount":"","coOwners":[{"name":"李四","share":"0.5"}],
         "registers":[{"subAccount":"","currency":"CNY","cashKind":"","balance":"10000.00",
           "claims":[{"claimId":"P1","kind":"PLEDGE","holder":"某公司","address":"","contact":"","amount":"70.00","registeredAt":"2026-11-20T02:00:00+08:00"}],
           "otherFreezes":[{"authority":"某公安局","documentNo":"X1","limit":null,"from":"2026-11-20","to":"2027-05-01","registeredAt":"2026-11-20T03:00:00Z"}],
           "holds":[{"holdId":"zdz:O1:1:1","limit":"6000.00","to":"2027-11-20"}],"internalHolds":"100.00"}]}
        """;
}
