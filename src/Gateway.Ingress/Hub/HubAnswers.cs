using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Gateway.Contracts.HubForms;
using Gateway.Contracts.V1;
using Gateway.Register.Decisions;
using Gateway.Store;
using Gateway.Store.Hub;

namespace Gateway.Ingress.Hub;

/// <summary>What a feed says.</summary>
/// <param name="Body">The receipt's message; null: a return of what was never taken in.</param>
/// <param name="Receipt">The sealed receipt; null: as above, or it is too large for any message of the hub, which only a statement of transactions is.</param>
/// <param name="Return">It goes back (htxx): what was never taken in, and an order that two people sent back whole (退回).</param>
sealed record HubAnswer(ReceiptBody? Body, HubReceipt? Receipt, HubReturn? Return)
{
    /// <summary>The order's last word; else a correction of it, whose order the hub lists no more.</summary>
    public bool IsFinal => Body is null || Body.Kind == Contracts.V1.ReceiptKind.Final;
}

/// <summary>Reads what feeds say from the store.</summary>
sealed class HubAnswers(IStore store)
{
    /// <summary>XCHTBZ of an order that two people sent back.</summary>
    public const string MendAndSend = "请补正后以原请求单号重新发送";

    /// <exception cref="InvalidOperationException">The feed's receipt is not in the store.</exception>
    public async Task<HubAnswer> ReadAsync(HubFeed feed, CancellationToken cancel)
    {
        if (feed.Sequence == 0) return new HubAnswer(null, null, new HubReturn(feed.OrderNo, feed.Words.Reason, feed.Words.Note, feed.Words.Contact, feed.Words.Phone));
        var receipt = await store.ReadReceiptAsync(feed.ChannelId, feed.Sequence, cancel).ConfigureAwait(false) ?? throw new InvalidOperationException($"receipt {feed.Sequence} of channel {feed.ChannelId} is not in the store");
        var body = ReceiptBody.Parser.ParseFrom(receipt.Body);
        var sealedReceipt = receipt.Large is null ? new HubReceipt(string.Create(CultureInfo.InvariantCulture, $"receipt-{receipt.Sequence:D8}.ofd"), receipt.Ofd, Md5(receipt.Ofd)) : null;
        return new HubAnswer(body, sealedReceipt, SentBack(body));
    }

    /// <summary>Every transaction of an inquiry, account by account, numbered through with each: of its message, or of the statement's file where that holds them.</summary>
    public async IAsyncEnumerable<(int AccountNo, string Account, HubElement Transaction)> TransactionsAsync(HubFeed feed, ReceiptBody body, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (body.Inquiry?.Statement is null)
        {
            foreach (var account in body.Inquiry?.Accounts ?? [])
                foreach (var transaction in HubInquiryAnswers.TransactionsOf(account)) yield return (account.No, account.Account, transaction);
            yield break;
        }

        var statement = (await store.ReadOrderAsync(feed.Order, cancel).ConfigureAwait(false))?.Inquiry?.Statement ?? throw new InvalidOperationException($"{feed.Order} has no statement in the store");
        var numbers = body.Inquiry.Accounts.ToDictionary(account => account.Account, account => account.No, StringComparer.Ordinal);
        var listed = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var (account, transaction) in StatementReader.ReadAsync(store.ReadLargeAsync(statement.Key, 0, cancel), cancel).ConfigureAwait(false))
        {
            var no = listed[account] = listed.GetValueOrDefault(account) + 1;
            yield return (numbers.GetValueOrDefault(account), account, HubInquiryAnswers.Transaction(transaction, no));
        }
    }

    /// <summary>How many transactions an answer has.</summary>
    public static long CountTransactions(ReceiptBody body) => body.Inquiry?.Statement?.Rows ?? HubInquiryAnswers.Listed(body);

    // All of it, or it is an answer: a line that was carried out cannot go back.
    static HubReturn? SentBack(ReceiptBody body)
    {
        var details = body.Inquiry is { } inquiry ? [inquiry.ReasonDetail] : body.Controls.Select(line => line.ReasonDetail).ToList();
        var returns = details.Select(ReturnWords.Read).ToList();
        if (returns.Count == 0 || returns.Any(r => r is null)) return null;
        return new HubReturn(body.OrderNo, string.Join('；', returns.Select(r => r!.Note).Distinct()), MendAndSend, returns[0]!.Contact, returns[0]!.Phone);
    }

    [SuppressMessage("Security", "CA5351", Justification = "The courts' field asks for it; what proves the receipt is its seal.")]
    static string Md5(byte[] ofd) => Convert.ToHexStringLower(MD5.HashData(ofd));
}
