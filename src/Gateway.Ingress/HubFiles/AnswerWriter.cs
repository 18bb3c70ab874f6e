using System.IO.Compression;
using Gateway.Contracts.Answers;
using Gateway.Contracts.HubForms;
using Gateway.Ingress.Hub;
using Gateway.Register.Orders;
using Gateway.Store.Hub;

namespace Gateway.Ingress.HubFiles;

/// <summary>An answer packet: the feeds that go in it are all that decides what it holds, so that one that is written again is the same.</summary>
/// <param name="Serial">Of its first file of answers; controls have none.</param>
/// <param name="Feeds">By their numbers.</param>
sealed record AnswerPacket(string Batch, int Serial, DateTimeOffset At, IReadOnlyList<HubFeed> Feeds)
{
    public OrderKind Kind => Feeds[0].Kind;
}

/// <summary>Writes what answer packets hold: QR, QRI and QNA.</summary>
sealed class AnswerWriter(HubFilesSettings settings, HubAnswers answers, BankIdentity bank)
{
    /// <summary>Orders in one file of answers: a batch has one file, a very large one several.</summary>
    const int OrdersPerFile = 500;

    /// <summary>Name of the packet.</summary>
    public string NameOf(string batch, OrderKind kind, string orderNo) =>
        kind == OrderKind.Inquiry ? HubPacketName.InquiryAnswer(settings.BankCode, batch) : HubPacketName.ControlAnswer(settings.BankCode, batch, orderNo);

    /// <summary>Fills a packet; returns the last serial that it used.</summary>
    public Task<int> FillAsync(ZipArchive zip, AnswerPacket packet, CancellationToken cancel) =>
        packet.Kind == OrderKind.Inquiry ? FillInquiriesAsync(zip, packet, cancel) : FillControlAsync(zip, packet, cancel);

    async Task<int> FillControlAsync(ZipArchive zip, AnswerPacket packet, CancellationToken cancel)
    {
        var feed = packet.Feeds[0];
        var answer = await answers.ReadAsync(feed, cancel).ConfigureAwait(false);
        if (answer.Return is { } back)
        {
            await AddAsync(zip, packet, HubPacketName.Return(settings.BankCode, packet.Batch, feed.OrderNo), HubReturns.Of(back), cancel).ConfigureAwait(false);
            return packet.Serial;
        }

        await AddAsync(zip, packet, HubPacketName.Answer(settings.BankCode, packet.Batch, feed.OrderNo), HubControlAnswers.Of(answer.Body!, receipt: null), cancel).ConfigureAwait(false);
        if (answer.Receipt is { } receipt)
        {
            await AddAsync(zip, packet, HubPacketName.Receipt(settings.BankCode, packet.Batch, feed.OrderNo), new HubElement("hzxxList").Add(HubControlAnswers.Receipt(feed.OrderNo, receipt)), cancel).ConfigureAwait(false);
        }

        return packet.Serial;
    }

    async Task<int> FillInquiriesAsync(ZipArchive zip, AnswerPacket packet, CancellationToken cancel)
    {
        var serial = packet.Serial;
        var returns = new HubElement("htxxList");
        var list = new HubElement("zhxxList");
        var (orders, apart) = (0, new List<(HubFeed Feed, HubAnswer Answer)>());
        foreach (var feed in packet.Feeds)
        {
            var answer = await answers.ReadAsync(feed, cancel).ConfigureAwait(false);
            if (answer.Return is { } back)
            {
                foreach (var entry in HubReturns.Of(back).Children) returns.Add(entry);
                continue;
            }

            if (orders == OrdersPerFile)
            {
                await AddAnswersAsync(zip, packet, serial++, list, cancel).ConfigureAwait(false);
                (list, orders) = (new HubElement("zhxxList"), 0);
            }

            var isApart = IsApart(answer);
            foreach (var entry in HubInquiryAnswers.Of(answer.Body!, isApart).Children) list.Add(entry);
            orders++;
            if (isApart) apart.Add((feed, answer));
        }

        if (orders > 0) await AddAnswersAsync(zip, packet, serial++, list, cancel).ConfigureAwait(false);
        foreach (var (feed, answer) in apart)
        {
            await foreach (var transactions in TransactionsAsync(feed, answer, cancel).ConfigureAwait(false)) await AddAnswersAsync(zip, packet, serial++, transactions, cancel).ConfigureAwait(false);
        }

        if (returns.Children.Count > 0) await AddAsync(zip, packet, HubPacketName.Returns(settings.BankCode, packet.Batch), returns, cancel).ConfigureAwait(false);
        // A packet of returns alone has used its serial too: what comes behind it is not taken for it.
        return Math.Max(packet.Serial, serial - 1);
    }

    // Statement files hold what the message does not list.
    bool IsApart(HubAnswer answer) => answer.Body!.Inquiry.Statement is not null || HubAnswers.CountTransactions(answer.Body) > settings.TransactionsPerFile;

    async IAsyncEnumerable<HubElement> TransactionsAsync(HubFeed feed, HubAnswer answer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var (chunk, of) = (new List<HubElement>(), (No: 0, Account: ""));
        await foreach (var (no, account, transaction) in answers.TransactionsAsync(feed, answer.Body!, cancel).ConfigureAwait(false))
        {
            if (chunk.Count > 0 && (account != of.Account || chunk.Count == settings.TransactionsPerFile))
            {
                yield return HubInquiryAnswers.Transactions(feed.OrderNo, of.No, of.Account, chunk, chunk.Count).First();
                chunk = [];
            }

            of = (no, account);
            chunk.Add(transaction);
        }

        if (chunk.Count > 0) yield return HubInquiryAnswers.Transactions(feed.OrderNo, of.No, of.Account, chunk, chunk.Count).First();
    }

    Task AddAnswersAsync(ZipArchive zip, AnswerPacket packet, int serial, HubElement list, CancellationToken cancel) =>
        AddAsync(zip, packet, HubPacketName.Answers(settings.BankCode, packet.Batch, serial), list, cancel);

    async Task AddAsync(ZipArchive zip, AnswerPacket packet, string name, HubElement root, CancellationToken cancel)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        // Not the time of writing: a packet that is written again is the same to the octet.
        entry.LastWriteTime = TimeZoneInfo.ConvertTime(packet.At, bank.TimeZone);
        var stream = await entry.OpenAsync(cancel).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false)) await stream.WriteAsync(PacketXml.Write(root, settings.HubCoding), cancel).ConfigureAwait(false);
    }
}
