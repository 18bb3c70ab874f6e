using Gateway.Contracts.HubForms;
using Gateway.Contracts.V1;
using Gateway.Ingress.Hub;
using Gateway.Register.Orders;

namespace Gateway.Ingress.HubSoap;

/// <summary>What one round over a list came to.</summary>
/// <param name="AskedAt">When the list was asked for.</param>
/// <param name="Listed">Every number in it: an answer whose fate is not known was taken if its order is not here any more. Null: the list did not come whole, or was not there at all.</param>
/// <param name="Waiting">Orders whose documents did not come whole yet.</param>
/// <param name="Trouble">Why the list did not come; empty: it did.</param>
sealed record SoapRoundResult(DateTimeOffset AskedAt, IReadOnlySet<string>? Listed, int Waiting, string Trouble);

/// <summary>One list of the hub, over and over: asked for, sifted, fetched, taken. For one loop; inquiries and controls have a round each, so that one failing does not stop the other.</summary>
/// <param name="take">Takes an order with its documents, and does what follows.</param>
/// <param name="tell">Does what follows from an entry that nothing can be taken of.</param>
/// <param name="heard">A list came whole, asked for at that time and with so many entries; what it brings is still to be taken, which may last.</param>
/// <param name="settings">How many are fetched at the same time, and how often.</param>
sealed class SoapRound(
    SoapHub hub, OrderKind kind, IHubBook book, Func<HubOrder, IReadOnlyList<Document>, CancellationToken, Task> take, Func<HubOrder, HubTaken, CancellationToken, Task> tell, HubSoapSettings settings, TimeProvider time,
    Action<DateTimeOffset, int>? heard = null)
{
    // How often each order's documents did not come whole, and of what people were told already. A restart begins anew: that costs rounds, or tells once more.
    readonly Dictionary<string, int> attempts = new(StringComparer.Ordinal);
    readonly HashSet<string> told = new(StringComparer.Ordinal);
    readonly Lock guard = new();

    public async Task<SoapRoundResult> RunAsync(CancellationToken cancel)
    {
        var askedAt = time.GetUtcNow();
        var reply = await (kind == OrderKind.Inquiry ? hub.ListInquiriesAsync(cancel) : hub.ListControlsAsync(cancel)).ConfigureAwait(false);
        // Some say so that they have none. It is believed for what it brings, and proves nothing about what was sent.
        if (reply.Fault == HubFault.Empty) heard?.Invoke(askedAt, 0);
        if (reply.Fault == HubFault.Empty) return new SoapRoundResult(askedAt, null, attempts.Count, "");
        if (reply.Answer is not { } answer) return new SoapRoundResult(askedAt, null, 0, $"{reply.Fault}: {reply.Detail}");

        var listed = (kind == OrderKind.Inquiry ? answer.All("cxqq").Select(HubOrders.Inquiry) : answer.All("kzqq").Select(HubOrders.Control)).ToList();
        heard?.Invoke(askedAt, listed.Count);
        var fetch = new List<HubOrder>();
        foreach (var entry in HubSift.Once(listed))
        {
            var what = await SiftAsync(entry, askedAt, cancel).ConfigureAwait(false);
            if (what is HubEntry.New or HubEntry.Again) fetch.Add(entry);
            else if (what == HubEntry.NoOrder && (!IsDamaged(entry) || Missed(entry.Order.OrderNo) > 1)) await take(entry, [], cancel).ConfigureAwait(false);
            else if (what is HubEntry.Conflict or HubEntry.Nameless && told.Add($"{entry.Order.OrderNo} {HubSift.DigestOf(entry)}")) await tell(entry, what == HubEntry.Conflict ? new HubTaken.Conflict() : new HubTaken.Nameless(), cancel).ConfigureAwait(false);
        }

        await (kind == OrderKind.Control ? TakeInOrderAsync(fetch, cancel) : TakeGroupsAsync(fetch, cancel)).ConfigureAwait(false);
        var numbers = listed.Select(entry => entry.Order.OrderNo).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in attempts.Keys.Where(number => !numbers.Contains(number)).ToList()) attempts.Remove(gone);
        return new SoapRoundResult(askedAt, numbers, attempts.Count, "");
    }

    async Task<HubEntry> SiftAsync(HubOrder entry, DateTimeOffset askedAt, CancellationToken cancel)
    {
        if (HubSift.Of(entry, null, null, null, askedAt) == HubEntry.Nameless) return HubEntry.Nameless;
        var known = await book.FindAsync(entry.Order.OrderNo, cancel).ConfigureAwait(false);
        return known is null
            ? HubSift.Of(entry, null, null, await book.ReturnAsync(entry.Order.OrderNo, cancel).ConfigureAwait(false), askedAt)
            : HubSift.Of(entry, known, await book.TakenAtAsync(known, cancel).ConfigureAwait(false), null, askedAt - TimeSpan.FromSeconds(settings.LostAfterSeconds));
    }

    // 16: the hub states no time of sending, so its list's order is that of service. Some are fetched ahead; they are taken one behind the other.
    async Task TakeInOrderAsync(List<HubOrder> entries, CancellationToken cancel)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var ahead = new Queue<(HubOrder Entry, Task<FetchedPapers> Papers)>();
        try
        {
            foreach (var entry in entries)
            {
                ahead.Enqueue((entry, new SoapPapers(hub).FetchAsync(entry, ending.Token)));
                if (ahead.Count >= settings.ConcurrentFetches) await TakeNextAsync(ahead, cancel).ConfigureAwait(false);
            }

            while (ahead.Count > 0) await TakeNextAsync(ahead, cancel).ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(ahead.Select(next => next.Papers))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task TakeNextAsync(Queue<(HubOrder Entry, Task<FetchedPapers> Papers)> ahead, CancellationToken cancel)
    {
        var (entry, papers) = ahead.Peek();
        var fetched = await papers.ConfigureAwait(false);
        ahead.Dequeue();
        await TakeAsync(entry, fetched, cancel).ConfigureAwait(false);
    }

    // Some at the same time, group by group: inquiries under one document number share it, and no more groups' documents are held than orders are looked at.
    Task TakeGroupsAsync(List<HubOrder> entries, CancellationToken cancel) => Parallel.ForEachAsync(
        Grouped(entries), new ParallelOptions { MaxDegreeOfParallelism = settings.ConcurrentFetches, CancellationToken = cancel },
        async (next, stop) => await TakeAsync(next.Entry, await next.Papers.FetchAsync(next.Entry, stop).ConfigureAwait(false), stop).ConfigureAwait(false));

    IEnumerable<(HubOrder Entry, SoapPapers Papers)> Grouped(List<HubOrder> entries)
    {
        foreach (var group in entries.GroupBy(entry => entry.Order.Inquiry is { DocumentNo: { Length: > 0 } number } ? $"W{number}" : $"D{entry.Order.OrderNo}", StringComparer.Ordinal))
        {
            var papers = new SoapPapers(hub);
            foreach (var entry in group) yield return (entry, papers);
        }
    }

    // What did not come whole is asked for again with a later list, some times; then the review says what is missing.
    async Task TakeAsync(HubOrder entry, FetchedPapers fetched, CancellationToken cancel)
    {
        if (fetched.Missing.Count > 0 && Missed(entry.Order.OrderNo) < settings.DocumentAttempts) return;
        await take(entry, fetched.Documents, cancel).ConfigureAwait(false);
        lock (guard) attempts.Remove(entry.Order.OrderNo);
    }

    // Damage on the way is gone with the next list; what is still damaged then was sent so.
    static bool IsDamaged(HubOrder entry) => entry.Faults.Any(fault => fault.Description == HubOrders.Damaged);

    int Missed(string orderNo)
    {
        lock (guard) return attempts[orderNo] = attempts.GetValueOrDefault(orderNo) + 1;
    }
}
