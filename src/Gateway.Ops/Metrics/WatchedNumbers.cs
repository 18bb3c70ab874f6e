using System.Diagnostics.Metrics;
using Gateway.Store;

namespace Gateway.Ops.Metrics;

/// <summary>Every number of a sample. Labels: names of the configuration and the registers, never of customers.</summary>
internal static class WatchedNumbers
{
    private const double TicksPerSecond = TimeSpan.TicksPerSecond;

    public static readonly IReadOnlyList<WatchedNumber> All =
    [
        new("gateway.store.up", null, "1 if the store answers", s => [new(s.Store is null ? 0 : 1)]),
        new("gateway.dependency.up", null, "1 if a part that this process needs works", s => s.Dependencies.Select(d => Of(d.Up ? 1 : 0, "dependency", d.Name))),
        OfStore("gateway.orders.accepted", "Orders accepted since the store was made", n => n.Orders) with { IsCounter = true },
        OfStore("gateway.open.lines", "Control lines without an outcome", n => n.OpenLines),
        OfStore("gateway.open.inquiries", "Inquiries without an answer", n => n.OpenInquiries),
        OfStore("gateway.unanswered.orders", "Orders that are done and have no receipt yet", n => n.UnansweredOrders),
        OfStore("gateway.unsent.outbox", "Outbox rows that are not on the bus yet", n => n.UnsentOutbox),
        new("gateway.outbox.age", "s", "Age of the oldest outbox row that is not on the bus yet", s => s.Store is not { } n ? [] :
            [Of(Age(s, n.OldestControlMessage), "topic", "control"), Of(Age(s, n.OldestInquiryMessage), "topic", "inquiry")]),
        OfStore("gateway.parked.accounts", "Accounts that are parked: an alarm", n => n.ParkedAccounts),
        OfStore("gateway.unacknowledged.receipts", "Receipts that no court has acknowledged yet", n => n.UnacknowledgedReceipts),
        new("gateway.receipt.unacknowledged.age", "s", "Age of the oldest receipt that a channel has not acknowledged", s => (s.Store?.OldestUnacknowledged ?? new Dictionary<string, DateTimeOffset>())
            .Select(o => Of(Age(s, o.Value), "channel", o.Key))),
        new("gateway.receipts.damaged", null, "Receipts whose document is damaged, by state: waiting to be made anew, or lost; an alarm", s => s.Store is not { } n ? [] :
            [Of(n.DamagedReceipts, "state", "waiting"), Of(n.LostReceipts, "state", "lost")]),
        OfStore("gateway.archive.damaged.segments", "Segments of the archive that this process met missing, cut short or altered, and that are so still: an alarm", n => n.DamagedSegments),
        OfStore("gateway.objections.open", "Objections of the bank that no court has decided", n => n.OpenObjections),
        OfStore("gateway.pauses", "Pauses that hold: an alarm", n => n.Pauses),
        OfStore("gateway.waiting.lines", "Control lines that wait for people or the end of a pause, or behind one that does", n => n.WaitingLines),
        OfStore("gateway.desk.open.tasks", "Tasks at the desk that are not done", n => n.OpenDeskTasks),
        OfStore("gateway.desk.overdue.tasks", "Tasks at the desk that are past their time: an alarm", n => n.OverdueDeskTasks),
        OfStore("gateway.desk.refused.tasks", "Acts that two people confirmed and that were not done: an alarm", n => n.RefusedDeskTasks),
        OfStore("gateway.differences.open", "Differences that reconciliation found and nobody has mended: an alarm", n => n.OpenDifferences),
        OfStore("gateway.payments.pending", "Remittances to other banks that are not confirmed", n => n.PendingPayments),
        OfStore("gateway.schema.version", "Version of the store's schema", n => n.SchemaVersion),
        new("gateway.certificate.end.timestamp", "s", "Last moment of a certificate or seal, since 1970", s => s.Ends.Select(e => Of(e.Until.ToUnixTimeSeconds(), "certificate", e.Name))),
        new("gateway.audit.intact", null, "1 if the audit chain verified from its first entry to its last when this process checked it: an alarm when 0", s => s.Audit is { } a ? [new(a.FirstBroken is null ? 1 : 0)] : []),
        new("gateway.audit.checked.timestamp", "s", "When this process checked the audit chain last, since 1970", s => s.Audit is { } a ? [new(a.At.ToUnixTimeSeconds())] : []),
        new("gateway.archive.disk.free", "By", "Free bytes of the disk that the archive lies on", s => s.Disk is { } d ? [new(d.Free)] : []),
        new("gateway.archive.disk.size", "By", "Bytes of the disk that the archive lies on", s => s.Disk is { } d ? [new(d.Size)] : []),
    ];

    private static WatchedNumber OfStore(string name, string help, Func<StoreStatistics, long> read) => new(name, null, help, s => s.Store is { } numbers ? [new(read(numbers))] : []);

    private static Measurement<double> Of(double value, string label, string name) => new(value, new KeyValuePair<string, object?>(label, name));

    /// <summary>None: nothing waits.</summary>
    private static double Age(WatchSample sample, DateTimeOffset? since) => since is { } then ? Math.Max(0, (sample.At - then).Ticks / TicksPerSecond) : 0;
}
