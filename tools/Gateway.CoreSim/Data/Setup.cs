using System.Text.Json;
using Dapper;
using Gateway.CoreSim.Contract;
using Microsoft.Data.Sqlite;

namespace Gateway.CoreSim.Data;

/// <summary>Makes an account as a scenario wants it, in place of what was there under its number.</summary>
internal sealed class Setup(SimDatabase database, SimClock clock)
{
    // What an account has from the start was registered before whatever comes later: claims first, then freezes, in list order.
    static readonly TimeSpan ClaimsAge = TimeSpan.FromHours(2), FreezesAge = TimeSpan.FromHours(1);

    public void Put(string account, AccountSetup setup)
    {
        if (setup.SubAccounts.Any(s => s.No.Length == 0) || setup.SubAccounts.DistinctBy(s => s.No).Count() != setup.SubAccounts.Count)
            throw new BadRequestException("subAccounts: each needs a number of its own");
        var main = new SubAccountSetup
        {
            No = "",
            Currency = setup.Currency,
            Balance = setup.Balance,
            Kind = setup.CashKind,
            Claims = setup.Claims,
            OtherFreezes = setup.OtherFreezes,
            InternalHolds = setup.InternalHolds,
        };
        database.Write(c =>
        {
            foreach (var table in new[] { "accounts", "co_owners", "assets", "registers", "claims", "other_freezes", "internal_holds", "holds", "transactions" })
                c.Execute($"DELETE FROM {table} WHERE account = @account", new { account });
            InsertAccount(c, account, setup);
            foreach (var register in setup.SubAccounts.Prepend(main)) InsertRegister(c, account, setup.Status, register);
            if (setup.History > 0) Transactions.AddHistory_InTransaction(c, Accounts.Register(c, account, "")!, setup.History, clock.GetUtcNow());
            return true;
        });
    }

    void InsertAccount(SqliteConnection c, string account, AccountSetup setup)
    {
        var opened = setup.OpenedAt ?? SimClock.StartOf(new DateOnly(2020, 1, 2)).AddHours(10);
        var closed = setup.ClosedAt ?? (setup.Status == "CLOSED" ? clock.GetUtcNow() : null);
        c.Execute("""
            INSERT INTO accounts (account, holder_name, id_kind, id_number, address, postcode, phone, account_kind, account_class,
              branch_name, branch_code, opened_at, closed_at, nature, status, linked_funds_account)
            VALUES (@account, @Name, @IdKind, @IdNumber, @Address, @Postcode, @Phone, @AccountKind, @AccountClass,
              @BranchName, @BranchCode, @opened, @closed, @Nature, @Status, @LinkedFundsAccount)
            """, new
        {
            account,
            setup.Holder.Name,
            setup.Holder.IdKind,
            setup.Holder.IdNumber,
            setup.Holder.Address,
            setup.Holder.Postcode,
            setup.Holder.Phone,
            setup.AccountKind,
            setup.AccountClass,
            setup.BranchName,
            setup.BranchCode,
            opened = opened.UtcTicks,
            closed = closed?.UtcTicks,
            setup.Nature,
            Status = Allowed(setup.Status, "status", "NORMAL", "DORMANT", "CLOSED"),
            setup.LinkedFundsAccount,
        });
        foreach (var asset in setup.Assets)
        {
            var value = Amounts.Text(Amounts.Parse(asset.Value, setup.Currency, "assets.value"), setup.Currency);
            var details = JsonSerializer.Serialize<AssetDetails>(asset, SimJson.Options);
            c.Execute("""
                INSERT INTO assets (account, product_no, name, units, value, currency, linked_account, details)
                VALUES (@account, @ProductNo, @Name, @Units, @value, @Currency, @LinkedAccount, @details)
                """, new { account, asset.ProductNo, asset.Name, asset.Units, value, setup.Currency, asset.LinkedAccount, details });
        }

        foreach (var (position, owner) in setup.Owners.Index())
            c.Execute("INSERT INTO co_owners (account, position, name, share) VALUES (@account, @position, @Name, @Share)", new { account, position, owner.Name, owner.Share });
    }

    void InsertRegister(SqliteConnection c, string account, string status, SubAccountSetup setup)
    {
        var register = new RegisterRow
        {
            Account = account,
            SubAccount = setup.No,
            Currency = setup.Currency,
            Status = status,
            CashKind = Allowed(setup.Kind, "cashKind", "", "CASH", "REMITTANCE"),
            Kind = setup.AccountKind,
            Balance = Amounts.Parse(setup.Balance, setup.Currency, "balance"),
        };
        c.Execute("INSERT INTO registers (account, sub_account, currency, cash_kind, kind, balance) VALUES (@Account, @SubAccount, @Currency, @CashKind, @Kind, @Balance)", register);
        var now = clock.GetUtcNow();
        foreach (var (i, claim) in setup.Claims.Index())
        {
            Claims.InsertPart_InTransaction(c, register, Amounts.Parse(claim.Amount, setup.Currency, "claims.amount"), claim.RegisteredAt ?? now - ClaimsAge + TimeSpan.FromSeconds(i), claim);
        }

        foreach (var (i, freeze) in setup.OtherFreezes.Index())
        {
            OtherFreezes.Upsert_InTransaction(c, register, freeze with { From = freeze.From ?? clock.Today }, freeze.RegisteredAt ?? now - FreezesAge + TimeSpan.FromSeconds(i));
        }

        foreach (var hold in setup.InternalHolds)
        {
            c.Execute("INSERT INTO internal_holds (account, sub_account, id, amount) VALUES (@Account, @SubAccount, @Id, @amount)",
                new { register.Account, register.SubAccount, hold.Id, amount = Amounts.Parse(hold.Amount, setup.Currency, "internalHolds.amount") });
        }

        Journal.Add_InTransaction(c, now, "SETUP", null, register, "", register.Balance, register.Balance);
    }

    static string Allowed(string value, string field, params ReadOnlySpan<string> values) =>
        values.Contains(value) ? value : throw new BadRequestException($"{field}: {value} is not known");
}
