using System.Globalization;
using System.Text.Json;
using Dapper;
using Gateway.CoreSim.Contract;
using Microsoft.Data.Sqlite;

namespace Gateway.CoreSim.Data;

/// <summary>Debits whose payee has its account at another bank: remitted, and paid or sent back later.</summary>
internal sealed class Payments(SimDatabase database, SimClock clock)
{
    const string Cause = "收款账号与户名不符";

    /// <summary>From now on debits of this order, or to this bank, are remittances.</summary>
    public void Expect(RemittanceSetting setting)
    {
        if (setting.Order.Length == 0 == (setting.BankNo.Length == 0)) throw new BadRequestException("order, bankNo: one of the two");
        database.Write(c => c.Execute("INSERT OR IGNORE INTO remittances (order_no, bank_no) VALUES (@Order, @BankNo)", setting));
    }

    /// <summary>What the debit's answer says of it; null: the payee's account is at this bank.</summary>
    public static Payment? Begin_InTransaction(SqliteConnection c, string key, RegisterRow register, long amount, DebitRequest request)
    {
        // A key of the gateway's is channel:order:version:line:step.
        var order = key.Split(':') is { Length: > 1 } parts ? parts[1] : "";
        if (c.ExecuteScalar<long>("SELECT COUNT(*) FROM remittances WHERE (order_no <> '' AND order_no = @order) OR (bank_no <> '' AND bank_no = @BankNo)", new { order, request.Payee.BankNo }) == 0) return null;
        var reference = "HVPS" + (1 + c.ExecuteScalar<long>("SELECT COUNT(*) FROM payments")).ToString("D8", CultureInfo.InvariantCulture);
        c.Execute("""
            INSERT INTO payments (key, order_no, account, sub_account, amount, hold_id, hold_to, state, reference)
            VALUES (@key, @order, @Account, @SubAccount, @amount, @hold, @to, 'PENDING', @reference)
            """, new
        {
            key, order, register.Account, register.SubAccount, amount, hold = request.ReturnHold?.HoldId,
            to = request.ReturnHold is { } hold ? Accounts.Day(hold.To) : null, reference,
        });
        return new Payment("PENDING", reference);
    }

    /// <summary>The payee's bank has the money of an order's remittances, or sends it back, even after it was taken for paid.</summary>
    /// <returns>How many that were; null: the order has none.</returns>
    public int? Settle(SettlementSetting setting)
    {
        var state = setting.Outcome switch { "paid" => "PAID", "returned" => "RETURNED", _ => throw new BadRequestException($"outcome: {setting.Outcome} is not known") };
        return database.Write<int?>(c =>
        {
            var payments = c.Query<PaymentRow>("SELECT * FROM payments WHERE order_no = @Order", setting).AsList();
            if (payments.Count == 0) return null;
            var settled = payments.Where(p => p.State == "PENDING" || (p.State == "PAID" && state == "RETURNED")).ToList();
            foreach (var payment in settled) Settle_InTransaction(c, payment, state);
            return settled.Count;
        });
    }

    void Settle_InTransaction(SqliteConnection c, PaymentRow payment, string state)
    {
        var register = Accounts.Register(c, payment.Account, payment.SubAccount)!;
        var at = clock.GetUtcNow();
        var balance = register.Balance;
        if (state == "RETURNED")
        {
            balance += payment.Amount;
            c.Execute("UPDATE registers SET balance = @balance WHERE account = @Account AND sub_account = @SubAccount", new { balance, register.Account, register.SubAccount });
            // In the same step: the customer never gets at it.
            if (payment.HoldId is not null)
            {
                c.Execute("""
                    INSERT INTO holds (account, hold_id, sub_account, limit_amount, to_day, position)
                    SELECT @Account, @HoldId, @SubAccount, @Amount, @HoldTo, 1 + IFNULL(MAX(position), 0) FROM holds WHERE account = @Account
                    """, payment);
            }

            Transactions.Add_InTransaction(c, register, "退汇", false, payment.Amount, at, new Counterparty("", "", ""));
        }

        c.Execute("UPDATE payments SET state = @state WHERE key = @Key", new { state, payment.Key });
        var json = c.ExecuteScalar<string>("SELECT answer FROM operations WHERE key = @Key", payment)!;
        var operation = JsonSerializer.Deserialize<Operation>(json, SimJson.Options)!;
        operation = operation with { Debit = operation.Debit! with { Payment = new Payment(state, payment.Reference, state == "RETURNED" ? Cause : "") } };
        c.Execute("UPDATE operations SET answer = @answer WHERE key = @Key", new { answer = JsonSerializer.Serialize(operation, SimJson.Options), payment.Key });
        Journal.Add_InTransaction(c, at, "PAYMENT", null, register, payment.Key, payment.Amount, balance, new { state });
    }

    sealed record PaymentRow
    {
        public string Key { get; init; } = "";
        public string Account { get; init; } = "";
        public string SubAccount { get; init; } = "";
        public long Amount { get; init; }
        public string? HoldId { get; init; }
        public string? HoldTo { get; init; }
        public string State { get; init; } = "";
        public string Reference { get; init; } = "";
    }
}
