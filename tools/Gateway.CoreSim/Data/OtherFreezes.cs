using Dapper;
using Gateway.CoreSim.Contract;
using Microsoft.Data.Sqlite;

namespace Gateway.CoreSim.Data;

/// <summary>Freezes that other authorities 有权机关 brought to the counter: known by their document's number.</summary>
internal sealed class OtherFreezes(SimDatabase database, SimClock clock)
{
    /// <summary>Sets a freeze; one that is there keeps its registration time. False: no such register.</summary>
    public bool Set(string account, string documentNo, FreezeSetting setting) => database.Write(c =>
    {
        if (Accounts.Register(c, account, setting.SubAccount) is not { } register) return false;
        var now = clock.GetUtcNow();
        var limit = Upsert_InTransaction(c, register, new SetupFreeze { Authority = setting.Authority, DocumentNo = documentNo, Limit = setting.Limit, From = setting.From ?? clock.Today, To = setting.To }, now);
        Journal.Add_InTransaction(c, now, "OTHER_FREEZE", null, register, documentNo, limit, register.Balance);
        return true;
    });

    /// <summary>Ends a freeze. False: no such register or freeze.</summary>
    public bool End(string account, string documentNo, string subAccount) => database.Write(c =>
    {
        if (Accounts.Register(c, account, subAccount) is not { } register) return false;
        var ended = c.Execute("DELETE FROM other_freezes WHERE account = @account AND sub_account = @subAccount AND document_no = @documentNo",
            new { account, subAccount, documentNo });
        if (ended == 1) Journal.Add_InTransaction(c, clock.GetUtcNow(), "OTHER_FREEZE", null, register, documentNo, 0, register.Balance);
        return ended == 1;
    });

    public static long? Upsert_InTransaction(
        SqliteConnection c, RegisterRow register, SetupFreeze freeze, DateTimeOffset registeredAt)
    {
        long? limit = freeze.Limit is null ? null : Amounts.Parse(freeze.Limit, register.Currency, "limit");
        c.Execute("""
            INSERT INTO other_freezes (account, sub_account, document_no, authority, limit_amount, from_day, to_day, registered_at, product_no, remark)
            VALUES (@Account, @SubAccount, @DocumentNo, @Authority, @limit, @from, @to, @registered, @ProductNo, @Remark)
            ON CONFLICT (account, sub_account, document_no) DO UPDATE SET authority = @Authority, limit_amount = @limit, from_day = @from, to_day = @to
            """, new
        {
            register.Account,
            register.SubAccount,
            freeze.DocumentNo,
            freeze.Authority,
            freeze.ProductNo,
            freeze.Remark,
            limit,
            from = Accounts.Day(freeze.From!.Value),
            to = Accounts.Day(freeze.To),
            registered = registeredAt.UtcTicks,
        });
        return limit;
    }
}
