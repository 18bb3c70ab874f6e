using Gateway.Contracts.Answers;
using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Orders;
using Gateway.Store;

namespace Gateway.Worker.Inquiries;

/// <summary>One inquiry's answer: the party's accounts from the core, each with its queue from the register and, if asked for, its transactions (6, 7).</summary>
internal sealed class InquiryAnswering(IStore store, ICoreBanking core, BankIdentity bank, Rules rules, WorkerOptions options, TimeProvider time)
{
    /// <exception cref="CoreFaultException">The core could not answer.</exception>
    public async Task<InquiryAnswer> AnswerAsync(OpenInquiry inquiry, CancellationToken cancel)
    {
        if (inquiry.DocumentRefusal is { } refusal)
            return new InquiryAnswer { Refusal = refusal, ReasonDetail = inquiry.DocumentRefusalDetail, AsOf = time.GetUtcNow() };

        var accounts = CoreCalls.Require(await core.FindAccountsAsync(inquiry.Header.Party, cancel).ConfigureAwait(false))!;
        await using var transactions = new TransactionListing(core, bank, options);
        var answers = new List<AccountAnswer>();
        foreach (var account in accounts)
        {
            var registers = new List<RegisterAnswer>();
            foreach (var live in account.Registers)
                registers.Add(await DescribeAsync(inquiry.Header, account, live, transactions, cancel).ConfigureAwait(false));
            // What another account of the answer holds is listed there, not again where its proceeds land.
            var listed = account.Assets.Where(a => a.HeldBy == account.Account || accounts.All(other => other.Account != a.HeldBy));
            answers.Add(new AccountAnswer(account with { Assets = [.. listed] }, registers));
        }

        return new InquiryAnswer
        {
            Accounts = answers,
            // The whole answer speaks for the earliest moment that any part of it speaks for (8).
            AsOf = accounts.Count == 0 ? time.GetUtcNow() : accounts.Min(a => a.AsOf),
            Statement = await transactions.FinishAsync(store, cancel).ConfigureAwait(false),
            Remark = FreezeRegister.RemarkOf(inquiry.Notes) + (transactions.Exceeded ? $"交易明细超过{transactions.Rows}条，本回执仅列前{transactions.Rows}条，其余请分期间查询。" : ""),
        };
    }

    private async Task<RegisterAnswer> DescribeAsync(Order order, LiveAccount account, LiveRegister live, TransactionListing transactions, CancellationToken cancel)
    {
        var book = await store.ReadBookAsync(live.Key, cancel).ConfigureAwait(false);
        var answer = FreezeRegister.Describe(account, live, book, order.CourtCode, account.AsOf, rules);
        if (order is not { TransactionsFrom: { } from, TransactionsTo: { } to }) return answer;
        var (listed, count) = await transactions.ReadAsync(live.Key, from, to, cancel).ConfigureAwait(false);
        return answer with { Transactions = listed, TransactionCount = count };
    }
}
