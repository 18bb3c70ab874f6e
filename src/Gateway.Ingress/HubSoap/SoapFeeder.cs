using Gateway.Contracts.HubForms;
using Gateway.Ingress.Hub;
using Gateway.Register.Orders;
using Gateway.Store.Hub;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.HubSoap;

/// <summary>
/// Sends what is due to the hub, and says what became of it. A call is written down before it begins; one that ended without a word is decided by the next list that was asked for
/// behind it, so that an answer is sent twice only where the hub says that it lacks it.
/// </summary>
sealed class SoapFeeder(SoapHub hub, string channelId, OrderKind kind, IHubStore feeds, HubAnswers answers, HubSoapSettings settings, Random random, TimeProvider time, ILogger log)
{
    const int PageLength = 200;

    // A call that its process did not see the end of is over by then.
    TimeSpan LongestCall => TimeSpan.FromSeconds(settings.ConnectSeconds + settings.ReadSeconds);

    /// <summary>Sends all that is due now; returns how many.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancel)
    {
        await ReviveAsync(cancel).ConfigureAwait(false);
        var (sent, after) = (0, 0L);
        while (await feeds.ReadFeedsAsync(channelId, kind, HubFeedState.Due, time.GetUtcNow(), after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            await Parallel.ForEachAsync(page, new ParallelOptions { MaxDegreeOfParallelism = settings.ConcurrentFeeds, CancellationToken = cancel }, async (feed, stop) => await SendAsync(feed, stop).ConfigureAwait(false)).ConfigureAwait(false);
            (sent, after) = (sent + page.Count, page[^1].FeedId);
        }

        return sent;
    }

    /// <summary>What the list says of calls that ended without a word before it was asked for.</summary>
    /// <param name="listed">Every number in it.</param>
    public async Task DecideAsync(IReadOnlySet<string> listed, DateTimeOffset askedAt, CancellationToken cancel)
    {
        var after = 0L;
        while (await feeds.ReadFeedsAsync(channelId, kind, HubFeedState.Sent, DateTimeOffset.MaxValue, after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var feed in page.Where(f => f.Parts == 0 && EndOf(f) < askedAt))
            {
                // The order's parts behind the first, if there are any, are still to come: then none of them was sent.
                var had = !listed.Contains(feed.OrderNo) && await IsListedUntilTakenAsync(feed, cancel).ConfigureAwait(false);
                var next = had && await IsWholeAsync(feed, cancel).ConfigureAwait(false)
                    ? feed with { State = HubFeedState.Taken, EndedAt = time.GetUtcNow() }
                    : feed with { State = HubFeedState.Due, Parts = had ? 1 : 0, DueAt = had ? time.GetUtcNow() : time.GetUtcNow() + Wait(feed.Attempts) };
                if (await feeds.ChangeFeedAsync(feed, next, cancel).ConfigureAwait(false)) log.HubFeedDecided(channelId, feed.OrderNo, feed.Sequence, had);
            }

            after = page[^1].FeedId;
        }
    }

    async Task SendAsync(HubFeed feed, CancellationToken cancel)
    {
        var answer = await answers.ReadAsync(feed, cancel).ConfigureAwait(false);
        var sent = feed with { State = HubFeedState.Sent, Attempts = feed.Attempts + 1, SentAt = time.GetUtcNow(), EndedAt = null };
        if (!await feeds.ChangeFeedAsync(feed, sent, cancel).ConfigureAwait(false)) return;
        await foreach (var (operation, message) in MessagesAsync(sent, answer, cancel).ConfigureAwait(false))
        {
            var result = await hub.FeedAsync(operation, feed.OrderNo, message, cancel).ConfigureAwait(false);
            var next = After(sent, result, answer);
            if (!await feeds.ChangeFeedAsync(sent, next, cancel).ConfigureAwait(false)) return;
            Tell(next, result);
            if (result.Verdict != HubVerdict.Taken) return;
            sent = next;
        }

        await feeds.ChangeFeedAsync(sent, sent with { State = HubFeedState.Taken, EndedAt = time.GetUtcNow(), Words = sent.Words with { Message = "" } }, cancel).ConfigureAwait(false);
        log.HubFeedTaken(channelId, feed.OrderNo, feed.Sequence);
    }

    /// <summary>The messages that are still to be sent: the answer, then its transactions apart.</summary>
    async IAsyncEnumerable<(string Operation, HubElement Message)> MessagesAsync(HubFeed feed, HubAnswer answer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        if (feed.Parts == 0) yield return First(answer);
        if (answer.Return is not null || answer.Body?.Inquiry is null || !Apart(answer)) yield break;
        var part = 0;
        await foreach (var message in ChunksAsync(feed, answer, cancel).ConfigureAwait(false))
        {
            if (++part >= feed.Parts) yield return (HubOperation.FeedTransactions, message);
        }
    }

    (string Operation, HubElement Message) First(HubAnswer answer) => answer switch
    {
        { Return: { } back } => (HubOperation.Return, HubReturns.Of(back)),
        { Body: { Inquiry: not null } body } => (HubOperation.FeedInquiry, HubInquiryAnswers.Of(body, Apart(answer))),
        _ => (HubOperation.FeedControl, HubControlAnswers.Of(answer.Body!, answer.Receipt)),
    };

    async IAsyncEnumerable<HubElement> ChunksAsync(HubFeed feed, HubAnswer answer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var (chunk, of) = (new List<HubElement>(), (No: 0, Account: ""));
        await foreach (var (no, account, transaction) in answers.TransactionsAsync(feed, answer.Body!, cancel).ConfigureAwait(false))
        {
            if (chunk.Count > 0 && (account != of.Account || chunk.Count == settings.TransactionsPerMessage))
            {
                yield return Message();
                chunk = [];
            }

            of = (no, account);
            chunk.Add(transaction);
        }

        if (chunk.Count > 0) yield return Message();

        HubElement Message() => HubInquiryAnswers.Transactions(feed.OrderNo, of.No, of.Account, chunk, chunk.Count).First();
    }

    // Statement files hold what the message does not list.
    bool Apart(HubAnswer answer) => answer.Body!.Inquiry.Statement is not null || HubAnswers.CountTransactions(answer.Body) > settings.TransactionsApart;

    HubFeed After(HubFeed sent, HubResult result, HubAnswer answer)
    {
        var now = time.GetUtcNow();
        var again = sent with { State = HubFeedState.Due, DueAt = now + Wait(sent.Attempts), EndedAt = now, Words = sent.Words with { Message = result.Message } };
        return result.Verdict switch
        {
            HubVerdict.Taken => sent with { Parts = sent.Parts + 1, SentAt = now },
            HubVerdict.Refused => again with { State = HubFeedState.Refused, DueAt = sent.DueAt },
            // No list tells of what follows an answer: it is sent again.
            HubVerdict.Unsaid when sent.Parts == 0 && answer.IsFinal => again with { State = HubFeedState.Sent, DueAt = sent.DueAt },
            _ => again,
        };
    }

    void Tell(HubFeed feed, HubResult result)
    {
        if (result.Verdict == HubVerdict.Refused) log.HubFeedRefused(channelId, feed.OrderNo, feed.Sequence);
        else if (result.Verdict is HubVerdict.Unsaid or HubVerdict.NotSent) log.HubFeedUnsaid(channelId, feed.OrderNo, feed.Sequence, result.Verdict, feed.Attempts);
    }

    TimeSpan Wait(int attempts)
    {
        var seconds = settings.FeedRetryFirstSeconds * Math.Pow(2, Math.Min(attempts - 1, 20));
        return TimeSpan.FromSeconds(Math.Min(seconds, settings.FeedRetryMaximumSeconds) * (1 + ((random.NextDouble() * 2) - 1) * settings.JitterPercent / 100));
    }

    // A process that died left calls behind whose end nobody saw. Of a first part the list tells; what follows it is sent again.
    async Task ReviveAsync(CancellationToken cancel)
    {
        var (after, now) = (0L, time.GetUtcNow());
        while (await feeds.ReadFeedsAsync(channelId, kind, HubFeedState.Sent, DateTimeOffset.MaxValue, after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var feed in page.Where(f => f.Parts > 0 && EndOf(f) < now)) await feeds.ChangeFeedAsync(feed, feed with { State = HubFeedState.Due, DueAt = now }, cancel).ConfigureAwait(false);
            after = page[^1].FeedId;
        }
    }

    DateTimeOffset EndOf(HubFeed feed) => feed.EndedAt ?? feed.SentAt!.Value + LongestCall;

    // A correction is of an order that the hub lists no more.
    async Task<bool> IsListedUntilTakenAsync(HubFeed feed, CancellationToken cancel) => feed.Sequence == 0 || (await answers.ReadAsync(feed, cancel).ConfigureAwait(false)).IsFinal;

    async Task<bool> IsWholeAsync(HubFeed feed, CancellationToken cancel) => await answers.ReadAsync(feed, cancel).ConfigureAwait(false) is not { Return: null, Body.Inquiry: not null } answer || !Apart(answer);
}
