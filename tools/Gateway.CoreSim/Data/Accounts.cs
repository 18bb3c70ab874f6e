using System.Globalization;
using System.Text.Json;
using Dapper;
using Gateway.CoreSim.Contract;
using Microsoft.Data.Sqlite;

namespace Gateway.CoreSim.Data;

/// <summary>Reading accounts as the contract shows them.</summary>
internal sealed class Accounts(SimDatabase database, SimClock clock)
{
    public AccountState? Read(string account) => database.Read(c => Read(c, account));

    public PartyAccounts Find(PartyQuery party) => database.Read(c =>
    {
        var numbers = party.Alternatives.Prepend(party)
            .SelectMany(writing => c.Query<string>("SELECT account FROM accounts WHERE id_number = @IdNumber AND id_kind = @IdKind AND holder_name = @Name", writing)).ToList();
        if (party.OrganisationCode.Length > 0)
            numbers.AddRange(c.Query<string>("SELECT account FROM accounts WHERE length(id_number) = 18 AND substr(id_number, 9, 9) = @OrganisationCode AND holder_name = @Name", party));
        return new PartyAccounts(clock.GetUtcNow(), [.. numbers.Distinct().Order(StringComparer.Ordinal).Select(account => Read(c, account)!)]);
    });

    /// <summary>What the customer can withdraw: what no claim, freeze or hold needs (the bank's internal holds too, C26), nor the co-owners of a frozen account.</summary>
    public long Withdrawable(SqliteConnection c, RegisterRow register)
    {
        var at = new { register.Account, register.SubAccount, Today = Day(clock.Today) };
        // An unlimited hold or freeze is NULL in the sum's rows: it takes all there is.
        var wants = c.Query<long?>("""
            SELECT amount FROM claims WHERE account = @Account AND sub_account = @SubAccount
            UNION ALL SELECT limit_amount FROM holds WHERE account = @Account AND sub_account = @SubAccount
            UNION ALL SELECT limit_amount FROM other_freezes WHERE account = @Account AND sub_account = @SubAccount AND to_day >= @Today
            UNION ALL SELECT amount FROM internal_holds WHERE account = @Account AND sub_account = @SubAccount
            """, at);
        return Math.Max(0, register.Balance - wants.Sum(want => Math.Min(want ?? register.Balance, register.Balance)) - JointPart.Of(c, register, at.Today));
    }

    public AccountInspection? Inspect(string account) => database.Read(c => Read(c, account) is not { } state ? null
        : new AccountInspection(state, Registers(c, account).ToDictionary(r => r.SubAccount, r => r.Text(Withdrawable(c, r)))));

    public static RegisterRow? Register(SqliteConnection c, string account, string subAccount) =>
        c.QuerySingleOrDefault<RegisterRow>("""
            SELECT r.*, a.status FROM registers r JOIN accounts a ON a.account = r.account WHERE r.account = @account AND r.sub_account = @subAccount
            """, new { account, subAccount });

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    static List<RegisterRow> Registers(SqliteConnection c, string account) =>
        c.Query<RegisterRow>("SELECT * FROM registers WHERE account = @account ORDER BY sub_account", new { account }).AsList();

    AccountState? Read(SqliteConnection c, string account)
    {
        var key = new { account, today = Day(clock.Today) };
        if (c.QuerySingleOrDefault<AccountRow>("SELECT * FROM accounts WHERE account = @account", key) is not { } row) return null;
        var claims = c.Query<ClaimRow>("SELECT * FROM claims WHERE account = @account ORDER BY registered_at, claim_id, part", key).AsList();
        var freezes = c.Query<FreezeRow>("SELECT * FROM other_freezes WHERE account = @account AND to_day >= @today ORDER BY registered_at, document_no", key).AsList();
        var holds = c.Query<HoldRow>("SELECT * FROM holds WHERE account = @account ORDER BY position", key).AsList();
        var internals = c.Query<InternalHoldRow>("SELECT * FROM internal_holds WHERE account = @account", key).AsList();
        var owners = c.Query<(string Name, string? Share)>("SELECT name, share FROM co_owners WHERE account = @account ORDER BY position", key);
        return new AccountState(
            row.Account, clock.GetUtcNow(), new Holder(row.HolderName, row.IdKind, row.IdNumber, row.Address, row.Postcode, row.Phone),
            row.Status, row.Nature, row.AccountKind, row.AccountClass, new Branch(row.BranchName, row.BranchCode),
            Time(row.OpenedAt), row.ClosedAt is { } closed ? Time(closed) : null, row.LinkedFundsAccount,
            [.. owners.Select(o => new CoOwner(o.Name, o.Share))],
            [.. Registers(c, account).Select(r => new RegisterState(
                r.SubAccount, r.Currency, r.CashKind, r.Text(r.Balance),
                [.. claims.Where(p => p.SubAccount == r.SubAccount)
                    .Select(p => new ClaimPart(p.ClaimId, p.Kind, p.Holder, p.Address, p.Contact, r.Text(p.Amount), Time(p.RegisteredAt), p.ProductNo, p.Remark))],
                [.. freezes.Where(f => f.SubAccount == r.SubAccount)
                    .Select(f => new OtherFreeze(f.Authority, f.DocumentNo, r.Text(f.LimitAmount), ParseDay(f.FromDay), ParseDay(f.ToDay), Time(f.RegisteredAt), f.ProductNo, f.Remark))],
                [.. holds.Where(h => h.SubAccount == r.SubAccount).Select(h => new Hold(h.HoldId, r.Text(h.LimitAmount), ParseDay(h.ToDay)))],
                r.Text(internals.Where(h => h.SubAccount == r.SubAccount).Sum(h => h.Amount)), r.Kind))],
            AssetsOf(c, account));
    }

    /// <summary>Those that the account holds, and those held elsewhere whose proceeds land in it.</summary>
    static List<Asset> AssetsOf(SqliteConnection c, string account) =>
        [.. c.Query<AssetRow>("SELECT * FROM assets WHERE account = @account OR linked_account = @account ORDER BY account, product_no", new { account })
            .Select(a => new Asset(JsonSerializer.Deserialize<AssetDetails>(a.Details, SimJson.Options)!)
            {
                ProductNo = a.ProductNo,
                Name = a.Name,
                Units = a.Units,
                Value = a.Value,
                Currency = a.Currency,
                HeldBy = a.Account,
                LinkedAccount = a.LinkedAccount,
            })];

    static DateOnly ParseDay(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
