using System.Globalization;
using Dapper;
using Gateway.CoreSim.Contract;
using Microsoft.Data.Sqlite;
using static Gateway.CoreSim.Data.Operations;

namespace Gateway.CoreSim.Data;

/// <summary>The gateway's limit holds. Their last day is for information: the gateway ends them.</summary>
internal sealed class Holds(Operations operations)
{
    public Answer Put(string key, string account, string holdId, HoldTerms terms) =>
        operations.Execute(key, "HOLD_PUT", account, terms.SubAccount, new { holdId, terms }, (c, at) =>
        {
            if (Refusal(c, account, terms, out var register, out var limit) is { } refusal) return refusal;
            if (register.Status == "CLOSED") return Outcome.Refused(422, "ACCOUNT_CLOSED", "the account is closed");
            if (Find(c, account, holdId) is not null) return Outcome.Refused(409, "HOLD_EXISTS", "there is a hold of that number");
            c.Execute("""
                INSERT INTO holds (account, hold_id, sub_account, limit_amount, to_day, position)
                SELECT @account, @holdId, @SubAccount, @limit, @to, 1 + IFNULL(MAX(position), 0) FROM holds WHERE account = @account
                """, new { account, holdId, terms.SubAccount, limit, to = Accounts.Day(terms.To) });
            Journal.Add_InTransaction(c, at, "HOLD_PUT", key, register, holdId, limit, register.Balance, new { terms.To });
            return Outcome.Done(new Hold(holdId, register.Text(limit), terms.To));
        });

    public Answer Change(string key, string account, string holdId, HoldTerms terms) =>
        operations.Execute(key, "HOLD_CHANGE", account, terms.SubAccount, new { holdId, terms }, (c, at) =>
        {
            if (Refusal(c, account, terms, out var register, out var limit) is { } refusal) return refusal;
            if (Find(c, account, holdId) is not { } hold || hold.SubAccount != terms.SubAccount) return NoHold(holdId);
            c.Execute("UPDATE holds SET limit_amount = @limit, to_day = @to WHERE account = @account AND hold_id = @holdId",
                new { account, holdId, limit, to = Accounts.Day(terms.To) });
            Journal.Add_InTransaction(c, at, "HOLD_CHANGED", key, register, holdId, limit, register.Balance, new { terms.To });
            return Outcome.Done(new Hold(holdId, register.Text(limit), terms.To));
        });

    /// <summary>A hold that is not there any more is no error, and no effect.</summary>
    public Answer Remove(string key, string account, string holdId, string subAccount) =>
        operations.Execute(key, "HOLD_REMOVE", account, subAccount, new { holdId, subAccount }, (c, at) =>
        {
            if (Accounts.Register(c, account, subAccount) is not { } register) return NoRegister(c, account);
            if (Find(c, account, holdId) is not { } hold || hold.SubAccount != subAccount) return Outcome.Done();
            Delete(c, account, holdId);
            Journal.Add_InTransaction(c, at, "HOLD_REMOVED", key, register, holdId, 0, register.Balance);
            return Outcome.Done(new Hold(holdId, register.Text(hold.LimitAmount), DateOnly.Parse(hold.ToDay, CultureInfo.InvariantCulture)));
        });

    /// <summary>Lowers a hold by what a debit uses of it; nothing left: gone. An unlimited one stays what it is.</summary>
    public static void Lower_InTransaction(SqliteConnection c, string account, HoldRow hold, long used)
    {
        if (hold.LimitAmount is not { } limit) return;
        if (limit == used) Delete(c, account, hold.HoldId);
        else c.Execute("UPDATE holds SET limit_amount = limit_amount - @used WHERE account = @account AND hold_id = @HoldId", new { account, hold.HoldId, used });
    }

    public static HoldRow? Find(SqliteConnection c, string account, string holdId) =>
        c.QuerySingleOrDefault<HoldRow>("SELECT * FROM holds WHERE account = @account AND hold_id = @holdId", new { account, holdId });

    public static Outcome NoHold(string holdId) => Outcome.Refused(404, "HOLD_NOT_FOUND", $"no hold {holdId} on this register");

    public static Outcome NoRegister(SqliteConnection c, string account) =>
        Accounts.Register(c, account, "") is null
            ? Outcome.Refused(404, "ACCOUNT_NOT_FOUND", "no such account")
            : Outcome.Refused(404, "SUB_ACCOUNT_NOT_FOUND", "no such sub-account");

    public static Outcome OtherCurrency(RegisterRow register) =>
        Outcome.Refused(422, "CURRENCY_MISMATCH", $"this register is in {register.Currency}");

    static Outcome? Refusal(SqliteConnection c, string account, HoldTerms terms, out RegisterRow register, out long? limit)
    {
        limit = terms.Limit is { } text ? Amounts.Parse(text, terms.Currency, "limit") : null;
        register = Accounts.Register(c, account, terms.SubAccount)!;
        if (register is null) return NoRegister(c, account);
        return register.Currency == terms.Currency ? null : OtherCurrency(register);
    }

    static void Delete(SqliteConnection c, string account, string holdId) =>
        c.Execute("DELETE FROM holds WHERE account = @account AND hold_id = @holdId", new { account, holdId });
}
