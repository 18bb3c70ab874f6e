using Dapper;
using Gateway.CoreSim.Contract;
using Microsoft.Data.Sqlite;
using static Gateway.CoreSim.Data.Operations;

namespace Gateway.CoreSim.Data;

/// <summary>Debits by order of a court: they take money and lower the holds that they name in one step.</summary>
internal sealed class Debits(Operations operations)
{
    /// <summary>活期 interest for a year.</summary>
    const decimal DemandRate = 0.0005m;

    public Answer Execute(string key, string account, DebitRequest request)
    {
        var amount = Amounts.Parse(request.Amount, request.Currency, "amount");
        var uses = request.Consumes.Select((use, i) => (use.HoldId, Amount: Amounts.Parse(use.Amount, request.Currency, $"consumes[{i}].amount"))).ToList();
        if (amount == 0 || uses.Exists(use => use.Amount == 0)) throw new BadRequestException("amount: nothing to debit");
        if (uses.Select(use => use.HoldId).Distinct().Count() != uses.Count) throw new BadRequestException("consumes: a hold is named twice");

        return operations.Execute(key, "DEBIT", account, request.SubAccount, request, (c, at) =>
        {
            if (Accounts.Register(c, account, request.SubAccount) is not { } register) return Holds.NoRegister(c, account);
            if (register.Status == "CLOSED") return Outcome.Refused(422, "ACCOUNT_CLOSED", "the account is closed");
            if (register.Currency != request.Currency) return Holds.OtherCurrency(register);
            if (uses.Sum(use => use.Amount) != amount) return Outcome.Refused(422, "CONSUMES_MISMATCH", "the holds' uses do not add up to the amount");
            if (amount > register.Balance) return Outcome.Refused(422, "INSUFFICIENT_BALANCE", "the balance does not cover the amount");
            if (Payment(c, register, amount, request, out var payment) is { } refusal) return refusal;
            payment = payment with { Interest = Interest(c, register, amount, at) };

            var holds = uses.Select(use => (Hold: Holds.Find(c, account, use.HoldId), use.HoldId, use.Amount)).ToList();
            foreach (var (hold, holdId, used) in holds)
            {
                if (hold is null || hold.SubAccount != request.SubAccount) return Holds.NoHold(holdId);
                if (used > hold.LimitAmount) return Outcome.Refused(422, "HOLD_EXCEEDED", $"hold {holdId} does not cover its use");
            }

            foreach (var (hold, _, used) in holds) Holds.Lower_InTransaction(c, account, hold!, used);
            payment = payment with { Payment = Payments.Begin_InTransaction(c, key, register, amount, request) };
            Take_InTransaction(c, at, key, register, amount, request, payment);
            return Outcome.Done(debit: payment);
        });
    }

    /// <summary>What the payee gets: the same sum, or the sum at the buying rate, rounded down.</summary>
    static Outcome? Payment(SqliteConnection c, RegisterRow register, long amount, DebitRequest request, out DebitAnswer payment)
    {
        var text = register.Text(amount);
        payment = new DebitAnswer(text, register.Currency, text, register.Currency, "");
        if (request.PayeeCurrency == register.Currency) return null;
        if (!request.Convert) return Outcome.Refused(422, "CURRENCY_MISMATCH", "another currency only with conversion");
        if (Rates.Find(c, register.Currency, request.PayeeCurrency) is not { } rate)
            return Outcome.Refused(422, "NO_QUOTE", $"no rate from {register.Currency} into {request.PayeeCurrency}");
        var bought = Amounts.Convert(amount, register.Currency, Rates.Value(rate), request.PayeeCurrency);
        payment = new DebitAnswer(text, register.Currency, Amounts.Text(bought, request.PayeeCurrency), request.PayeeCurrency, rate);
        return null;
    }

    /// <summary>Part early withdrawal from a time deposit: the demand rate for the days since it was opened, settled apart. Null: no time deposit.</summary>
    static string? Interest(SqliteConnection c, RegisterRow register, long amount, DateTimeOffset at)
    {
        var opened = c.ExecuteScalar<long?>("SELECT opened_at FROM accounts WHERE account = @Account AND nature = 'TIME_DEPOSIT'", new { register.Account });
        if (opened is not { } since) return null;
        var days = Math.Max(0, (at - Accounts.Time(since)).Days);
        return register.Text((long)(amount * DemandRate * days / 360));
    }

    static void Take_InTransaction(SqliteConnection c, DateTimeOffset at, string key, RegisterRow register, long amount, DebitRequest request, DebitAnswer payment)
    {
        var payee = request.Payee;
        c.Execute("UPDATE registers SET balance = balance - @amount WHERE account = @Account AND sub_account = @SubAccount",
            new { amount, register.Account, register.SubAccount });
        Journal.Add_InTransaction(c, at, "DEBIT", key, register, payee.Account, amount, register.Balance - amount,
            new { request.Consumes, Payee = payee, payment.PayeeAmount, payment.PayeeCurrency, payment.Rate });
        Transactions.Add_InTransaction(c, register, "司法扣划", true, amount, at, new Counterparty(payee.Name, payee.Account, payee.BankName));
    }
}
