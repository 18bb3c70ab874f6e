using Dapper;
using Gateway.CoreSim.Contract;
using Microsoft.Data.Sqlite;

namespace Gateway.CoreSim.Data;

/// <summary>Registered priority claims 优先受偿权: a rise is a part of its own, registered now; a fall takes from the latest part first.</summary>
internal sealed class Claims(SimDatabase database, SimClock clock)
{
    /// <summary>Sets a claim's amount; zero ends it. False: no such register.</summary>
    public bool Set(string account, string claimId, ClaimSetting setting) => database.Write(c =>
    {
        if (Accounts.Register(c, account, setting.SubAccount) is not { } register) return false;
        var amount = Amounts.Parse(setting.Amount, register.Currency, "amount");
        var parts = c.Query<ClaimRow>(
            "SELECT * FROM claims WHERE account = @Account AND sub_account = @SubAccount AND claim_id = @claimId ORDER BY part DESC",
            new { register.Account, register.SubAccount, claimId }).AsList();
        var now = clock.GetUtcNow();
        var difference = amount - parts.Sum(p => p.Amount);
        if (difference < 0) Lower(c, register, parts, -difference);
        if (difference > 0)
        {
            var like = parts.FirstOrDefault();
            InsertPart_InTransaction(c, register, difference, now,
                new SetupClaim
                {
                    Id = claimId,
                    Amount = setting.Amount,
                    Kind = like?.Kind ?? setting.Kind,
                    Holder = like?.Holder ?? setting.Holder,
                    Address = like?.Address ?? setting.Address,
                    Contact = like?.Contact ?? setting.Contact,
                    ProductNo = like?.ProductNo ?? "",
                    Remark = like?.Remark ?? "",
                });
        }

        if (difference != 0) Journal.Add_InTransaction(c, now, "CLAIM", null, register, claimId, amount, register.Balance);
        return true;
    });

    public static void InsertPart_InTransaction(
        SqliteConnection c, RegisterRow register, long amount, DateTimeOffset registeredAt, SetupClaim claim) =>
        c.Execute("""
            INSERT INTO claims (account, sub_account, claim_id, part, kind, holder, address, contact, amount, registered_at, product_no, remark)
            SELECT @Account, @SubAccount, @Id, 1 + IFNULL(MAX(part), 0), @Kind, @Holder, @Address, @Contact, @amount, @registered, @ProductNo, @Remark
            FROM claims WHERE account = @Account AND sub_account = @SubAccount AND claim_id = @Id
            """, new
        {
            register.Account,
            register.SubAccount,
            claim.Id,
            claim.Kind,
            claim.Holder,
            claim.Address,
            claim.Contact,
            claim.ProductNo,
            claim.Remark,
            amount,
            registered = registeredAt.UtcTicks,
        });

    static void Lower(SqliteConnection c, RegisterRow register, List<ClaimRow> latestFirst, long by)
    {
        foreach (var part in latestFirst)
        {
            var taken = Math.Min(by, part.Amount);
            by -= taken;
            c.Execute(taken == part.Amount
                ? "DELETE FROM claims WHERE account = @Account AND sub_account = @SubAccount AND claim_id = @ClaimId AND part = @Part"
                : "UPDATE claims SET amount = amount - @taken WHERE account = @Account AND sub_account = @SubAccount AND claim_id = @ClaimId AND part = @Part",
                new { register.Account, register.SubAccount, part.ClaimId, part.Part, taken });
            if (by == 0) return;
        }
    }
}
