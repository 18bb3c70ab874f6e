using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Orders;
using Gateway.Store;

namespace Gateway.Worker.Inquiries;

/// <summary>One inquiry's answer: the party's accounts from the core, each with its queue from the register and, if asked for, its transactions (6, 7).</summary>
internal sealed class InquiryAnswering(IStore store, ICoreBanking core, Rules rules, WorkerOptions options, TimeProvider time)
{
    /// <summary>How many transactions the answer may still take, and whether some had to be left out.</summary>
    private sealed class Allowance(int rows)
    {
        public int Rows { get; set; } = rows;
        public bool Exceeded { get; set; }
    }

    /// <exception cref="CoreFaultException">The core could not answer.</exception>
    public async Task<InquiryAnswer> AnswerAsync(OpenInquiry inquiry, CancellationToken cancel)
    {
        if (inquiry.DocumentRefusal is { } refusal)
            return new InquiryAnswer { Refusal = refusal, ReasonDetail = inquiry.DocumentRefusalDetail, AsOf = time.GetUtcNow() };

        var accounts = CoreCalls.Require(await core.FindAccountsAsync(inquiry.Header.Party, cancel).ConfigureAwait(false))!;
        var allowance = new Allowance(options.TransactionsMaximum);
        var answers = new List<AccountAnswer>();
        foreach (var account in accounts)
        {
            var registers = new List<RegisterAnswer>();
            foreach (var live in account.Registers)
                registers.Add(await DescribeAsync(inquiry.Header, account, live, allowance, cancel).ConfigureAwait(false));
            // What another account of the answer holds is listed there, not again where its proceeds land.
            var listed = account.Assets.Where(a => a.HeldBy == account.Account || accounts.All(other => other.Account != a.HeldBy));
            answers.Add(new AccountAnswer(account with { Assets = [.. listed] }, registers));
        }

        return new InquiryAnswer
        {
            Accounts = answers,
            // The whole answer speaks for the earliest moment that any part of it speaks for (8).
            AsOf = accounts.Count == 0 ? time.GetUtcNow() : accounts.Min(a => a.AsOf),
            Remark = allowance.Exceeded ? $"交易明细超过{options.TransactionsMaximum}条，本回执仅列前{options.TransactionsMaximum}条，其余请分期间查询。" : "",
        };
    }

    private async Task<RegisterAnswer> DescribeAsync(Order order, LiveAccount account, LiveRegister live, Allowance allowance, CancellationToken cancel)
    {
        var book = await store.ReadBookAsync(live.Key, cancel).ConfigureAwait(false);
        var answer = FreezeRegister.Describe(account, live, book, order.CourtCode, account.AsOf, rules);
        return order is { TransactionsFrom: { } from, TransactionsTo: { } to }
            ? answer with { Transactions = await ReadTransactionsAsync(live.Key, from, to, allowance, cancel).ConfigureAwait(false) }
            : answer;
    }

    private async Task<IReadOnlyList<AccountTransaction>> ReadTransactionsAsync(RegisterKey register, DateOnly from, DateOnly to, Allowance allowance, CancellationToken cancel)
    {
        var rows = new List<AccountTransaction>();
        var cursor = "";
        do
        {
            var page = CoreCalls.Require(await core.ReadTransactionsAsync(register, from, to, cursor, cancel).ConfigureAwait(false))!;
            var taken = Math.Min(page.Transactions.Count, allowance.Rows);
            rows.AddRange(page.Transactions.Take(taken));
            allowance.Rows -= taken;
            if (page.Transactions.Count > taken) allowance.Exceeded = true;
            if (page.NextCursor.Length > 0 && page.NextCursor == cursor) throw new CoreFaultException(CoreFault.Malformed, "CURSOR_REPEATED", "the transactions' next page is the same page");
            cursor = page.NextCursor;
        }
        while (cursor.Length > 0 && !allowance.Exceeded);
        return rows;
    }
}
