using System.Collections.Concurrent;
using Gateway.Contracts.HubForms;
using Gateway.Contracts.V1;
using Gateway.Ingress.Hub;
using Gateway.Register.Orders;

namespace Gateway.Ingress.HubSoap;

/// <summary>What one round over a list came to.</summary>
/// <param name="AskedAt">When the list was asked for.</param>
/// <param name="Listed">Every number in it: an answer whose fate is not known was taken if its order is not here any more. Null: the list did not come whole.</param>
/// <param name="Taken">What was new, mended or no order, with what follows; entries that are merely open are not named.</param>
/// <param name="Waiting">Orders whose documents did not come whole yet.</param>
/// <param name="Trouble">Why the list did not come; empty: it did.</param>
sealed record SoapRoundResult(DateTimeOffset AskedAt, IReadOnlySet<string>? Listed, IReadOnlyList<(HubOrder Entry, HubTaken Taken)> Taken, int Waiting, string Trouble);

/// <summary>One list of the hub, over and over: asked for, sifted, fetched, taken. For one loop; inquiries and controls have a round each, so that one failing does not stop the other.</summary>
/// <param name="take">Takes an order with its documents.</param>
/// <param name="concurrent">Orders, or groups of inquiries under one document number, that are fetched and taken at the same time.</param>
/// <param name="documentAttempts">Rounds after which documents that do not come whole count as missing.</param>
sealed class SoapRound(
    SoapHub hub, OrderKind kind, IHubBook book, Func<HubOrder, IReadOnlyList<Document>, CancellationToken, Task<HubTaken>> take, TimeProvider time, int concurrent, int documentAttempts)
{
    // How often each order's documents did not come whole. A restart begins anew: that costs rounds and loses nothing.
    readonly ConcurrentDictionary<string, int> attempts = new(StringComparer.Ordinal);

    public async Task<SoapRoundResult> RunAsync(CancellationToken cancel)
    {
        var askedAt = time.GetUtcNow();
        var reply = await (kind == OrderKind.Inquiry ? hub.ListInquiriesAsync(cancel) : hub.ListControlsAsync(cancel)).ConfigureAwait(false);
        if (reply.Answer is not { } answer) return new SoapRoundResult(askedAt, null, [], 0, $"{reply.Fault}: {reply.Detail}");

        var listed = (kind == OrderKind.Inquiry ? answer.All("cxqq").Select(HubOrders.Inquiry) : answer.All("kzqq").Select(HubOrders.Control)).ToList();
        var entries = new List<(HubOrder Order, HubEntry Kind)>();
        foreach (var entry in HubSift.Once(listed)) entries.Add((entry, await SiftAsync(entry, askedAt, cancel).ConfigureAwait(false)));

        var taken = new ConcurrentBag<(HubOrder, HubTaken)>();
        foreach (var (entry, what) in entries)
        {
            if (what == HubEntry.Nameless) taken.Add((entry, new HubTaken.Nameless()));
            else if (what == HubEntry.Conflict) taken.Add((entry, new HubTaken.Conflict()));
            else if (what == HubEntry.NoOrder) taken.Add((entry, await take(entry, [], cancel).ConfigureAwait(false)));
        }

        var fetched = entries.Where(e => e.Kind is HubEntry.New or HubEntry.Again).Select(e => e.Order).GroupBy(GroupOf, StringComparer.Ordinal);
        await Parallel.ForEachAsync(fetched, new ParallelOptions { MaxDegreeOfParallelism = concurrent, CancellationToken = cancel }, async (group, stop) => await TakeAsync([.. group], taken, stop).ConfigureAwait(false)).ConfigureAwait(false);
        var numbers = listed.Select(entry => entry.Order.OrderNo).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in attempts.Keys.Where(number => !numbers.Contains(number))) attempts.TryRemove(gone, out _);
        return new SoapRoundResult(askedAt, numbers, [.. taken], attempts.Count, "");
    }

    async Task<HubEntry> SiftAsync(HubOrder entry, DateTimeOffset askedAt, CancellationToken cancel)
    {
        if (HubSift.Of(entry, null, null, askedAt) == HubEntry.Nameless) return HubEntry.Nameless;
        var known = await book.FindAsync(entry.Order.OrderNo, cancel).ConfigureAwait(false);
        return HubSift.Of(entry, known, known is null ? null : await book.TakenAtAsync(entry.Order.OrderNo, cancel).ConfigureAwait(false), askedAt);
    }

    async Task TakeAsync(List<HubOrder> group, ConcurrentBag<(HubOrder, HubTaken)> taken, CancellationToken cancel)
    {
        var papers = new SoapPapers(hub);
        foreach (var entry in group)
        {
            var fetched = await papers.FetchAsync(entry, cancel).ConfigureAwait(false);
            if (fetched.Missing.Count > 0 && attempts.AddOrUpdate(entry.Order.OrderNo, 1, (_, times) => times + 1) < documentAttempts) continue;
            taken.Add((entry, await take(entry, fetched.Documents, cancel).ConfigureAwait(false)));
            attempts.TryRemove(entry.Order.OrderNo, out _);
        }
    }

    // Inquiries under one document number share it; all else stands by itself.
    static string GroupOf(HubOrder entry) => entry.Order.Inquiry is { DocumentNo: { Length: > 0 } number } ? $"W{number}" : $"D{entry.Order.OrderNo}";
}
