using Dapper;
using Gateway.CoreSim.Contract;
using Microsoft.Data.Sqlite;

namespace Gateway.CoreSim.Data;

/// <summary>What the customer and the bank do by themselves: money in, money out, closing, another nature.</summary>
internal sealed class Movements(SimDatabase database, SimClock clock, Accounts accounts)
{
    /// <summary>Money comes in. False: no such register, or a closed one.</summary>
    public bool Credit(string account, Movement movement) => database.Write(c =>
    {
        if (Accounts.Register(c, account, movement.SubAccount) is not { Status: not "CLOSED" } register) return false;
        Move(c, register, "CREDIT", "汇入", Positive(movement, register), movement.Counterparty);
        return true;
    });

    /// <summary>The customer draws money: allowed up to what no claim, freeze or hold needs. Null: no such register.</summary>
    public bool? Withdraw(string account, Movement movement) => database.Write<bool?>(c =>
    {
        if (Accounts.Register(c, account, movement.SubAccount) is not { } register) return null;
        var amount = Positive(movement, register);
        if (register.Status != "NORMAL" || amount > accounts.Withdrawable(c, register)) return false;
        Move(c, register, "WITHDRAWAL", "支取", -amount, movement.Counterparty);
        return true;
    });

    /// <summary>Closes the account; what is on it stays, as does what holds it.</summary>
    public bool Close(string account) => database.Write(c =>
    {
        if (Accounts.Register(c, account, "") is not { } register) return false;
        var now = clock.GetUtcNow();
        c.Execute("UPDATE accounts SET status = 'CLOSED', closed_at = @at WHERE account = @account", new { account, at = now.UtcTicks });
        Journal.Add_InTransaction(c, now, "CLOSURE", null, register, "", 0, register.Balance);
        return true;
    });

    public bool SetNature(string account, string nature) => database.Write(c =>
    {
        if (Accounts.Register(c, account, "") is not { } register) return false;
        c.Execute("UPDATE accounts SET nature = @nature WHERE account = @account", new { account, nature });
        Journal.Add_InTransaction(c, clock.GetUtcNow(), "NATURE", null, register, nature, 0, register.Balance);
        return true;
    });

    void Move(SqliteConnection c, RegisterRow register, string kind, string transactionKind, long difference, Counterparty other)
    {
        c.Execute("UPDATE registers SET balance = balance + @difference WHERE account = @Account AND sub_account = @SubAccount",
            new { difference, register.Account, register.SubAccount });
        var at = clock.GetUtcNow();
        Journal.Add_InTransaction(c, at, kind, null, register, "", Math.Abs(difference), register.Balance + difference);
        Transactions.Add_InTransaction(c, register, transactionKind, difference < 0, Math.Abs(difference), at, other);
    }

    static long Positive(Movement movement, RegisterRow register) =>
        Amounts.Parse(movement.Amount, register.Currency, "amount") is > 0 and var amount ? amount : throw new BadRequestException("amount: zero");
}
