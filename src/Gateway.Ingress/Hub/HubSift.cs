using Gateway.Contracts.HubForms;
using Gateway.Contracts.Orders;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Store.Hub;

namespace Gateway.Ingress.Hub;

/// <summary>What an entry of a list is to the bank.</summary>
enum HubEntry
{
    /// <summary>Not here yet: to be fetched and taken.</summary>
    New,

    /// <summary>Here, and without an answer that the hub has taken, or on its way back: it comes again until then.</summary>
    Open,

    /// <summary>Here, and the hub took its answer before this list was asked for: it lost it, or sends the order again with other documents. To be fetched; the intake says which.</summary>
    Again,

    /// <summary>Here with other content (C30).</summary>
    Conflict,

    /// <summary>It cannot be an order; goes back.</summary>
    NoOrder,

    /// <summary>It has no number by which anything could go back.</summary>
    Nameless,
}

/// <summary>Tells what each entry of a list is, without fetching anything for it.</summary>
static class HubSift
{
    /// <param name="known">The newest version of the order that has this number.</param>
    /// <param name="takenAt">When the hub took its answer; null: it has not.</param>
    /// <param name="back">What goes back under this number; null: nothing.</param>
    /// <param name="askedAt">When the list was asked for.</param>
    public static HubEntry Of(HubOrder entry, KnownOrder? known, DateTimeOffset? takenAt, HubFeed? back, DateTimeOffset askedAt)
    {
        if (OrderReader.NumberFault(entry.Order.OrderNo) is not null) return HubEntry.Nameless;
        if (known is null)
        {
            // The same entry as went back; after the hub took that, it goes back once more.
            if (back?.Words.Digest == DigestOf(entry) && !(back is { State: HubFeedState.Taken, EndedAt: { } ended } && ended < askedAt)) return HubEntry.Open;
            return entry.Faults.Count == 0 ? HubEntry.New : HubEntry.NoOrder;
        }

        // What is damaged in a repeat says nothing against the order that is here.
        if (entry.Faults.Count == 0 && known.ContentDigest != DigestOf(entry)) return HubEntry.Conflict;
        // A list asked for before the hub's word may be older than it.
        return takenAt < askedAt ? HubEntry.Again : HubEntry.Open;
    }

    /// <summary>By which an entry is known again.</summary>
    public static string DigestOf(HubOrder entry) => Sm3.HexHash(OrderContent.BusinessFields(entry.Order));

    /// <summary>Each number once, in the list's order: the same order may come twice in one list. Those without a number all stay.</summary>
    public static IEnumerable<HubOrder> Once(IEnumerable<HubOrder> entries)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return entries.Where(entry => entry.Order.OrderNo.Length == 0 || seen.Add(entry.Order.OrderNo));
    }
}
