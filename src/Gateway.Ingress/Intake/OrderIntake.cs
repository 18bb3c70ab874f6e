using System.Runtime.InteropServices;
using Gateway.Contracts.Answers;
using Gateway.Contracts.Orders;
using Gateway.Ingress.Review;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Emergency;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.Intake;

/// <summary>
/// Takes a message of a channel (DESIGN 2, steps 2 to 5): repeat, channel's dates and courts, validation, document review, durability, in this order.
/// In two halves, so that a stream can prepare many at the same time and still have those on one account served in the order in which they came.
/// </summary>
sealed class OrderIntake(
    IStore store, CourtBook courts, IDocumentReview review, IntakeAudit audit, RepeatLedger repeats, WorkSignal work, PauseBoard pauses, BankIdentity bank, Rules rules, TimeProvider time, ILogger<OrderIntake> log)
{
    /// <summary>All that comes before durability. Costs the time of the documents' digests and seals.</summary>
    public async Task<PreparedOrder> PrepareAsync(Channel channel, V1Order? message, CancellationToken cancel)
    {
        if (message is null) return Known(new IntakeResult.NoOrder(OrderReader.Read(null, _ => "").Faults));
        var digests = new ContentDigests(message);
        var known = await FindAsync(channel, message.OrderNo, cancel).ConfigureAwait(false);
        if (known is not null && !IsMended(known, digests)) return Known(Compare(known, digests));

        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, bank.TimeZone).DateTime);
        // A stream may be older than the channel's present entry.
        var directory = courts.Now;
        var present = directory.FindChannel(channel.Id);
        if (present?.OpenOn(today) != true) return Known(new IntakeResult.ChannelClosed());
        if ((await pauses.KnownAsync(cancel).ConfigureAwait(false)).OfChannel(channel.Id) is not null) return Known(new IntakeResult.ChannelPaused());
        if (message.CourtCode.Length > 0 && !present.SpeaksFor(message.CourtCode)) return Known(new IntakeResult.CourtNotAllowed());

        var reading = OrderReader.Read(message, digests.Of);
        if (reading.Order is not { } order) return Known(new IntakeResult.NoOrder(reading.Faults));

        var documents = order.Documents.Zip(message.Documents, (meta, sent) => new SentDocument(meta, BytesOf(sent.Content), BytesOf(sent.DetachedSeal))).ToList();
        var served = ServiceTimes.Of(order.SentTime, present.TrustSentTime, now);
        var reviewed = new ReviewCase($"{channel.Id}:{order.OrderNo}", order, documents, directory, now, served) { Unsealed = present.UnsealedDocuments };
        var finding = await review.ReviewAsync(reviewed, cancel).ConfigureAwait(false);
        return new PreparedOrder(channel, message, null, new AcceptOrder(
            channel.Id, order, known is null ? 1 : known.Key.Version + 1, digests.Business, digests.Documents, finding?.Reason, finding?.Detail ?? "",
            present.TrustSentTime, Blobs(documents))
        {
            Notes = finding is null ? review.Note(reviewed) : [],
            ReviewNewOfficer = rules.UnknownOfficer == UnknownOfficer.Review,
            ReviewNewCourt = rules.Review.ShowsFirstOrder(order),
        });

        PreparedOrder Known(IntakeResult result) => new(channel, message, result, null);
    }

    /// <summary>The message's own bytes where it holds them as an array: documents are most of it, and nobody writes into them.</summary>
    static byte[] BytesOf(ByteString content) =>
        MemoryMarshal.TryGetArray(content.Memory, out var held) && held.Array is { } whole && whole.Length == held.Count ? whole : content.ToByteArray();

    /// <summary>Makes a ready order durable, or leaves the audit entry of one that is turned away.</summary>
    public async Task<IntakeResult> CommitAsync(PreparedOrder prepared, CancellationToken cancel)
    {
        var result = prepared.Order is null ? prepared.Decided! : await AcceptAsync(prepared, prepared.Order, cancel).ConfigureAwait(false);
        switch (result)
        {
            case IntakeResult.Accepted accepted:
                work.Pulse();
                log.OrderAccepted(accepted.Order.Key, accepted.Order.DocumentRefusal?.ToString() ?? "none");
                break;
            case IntakeResult.Repeat repeat:
                log.OrderRepeated(repeat.Order.Key);
                await repeats.NoteAsync(repeat.Order.Key, cancel).ConfigureAwait(false);
                break;
            default:
                await audit.TurnedAwayAsync(prepared.Channel, prepared.Message, result, cancel).ConfigureAwait(false);
                break;
        }

        return result;
    }

    async Task<IntakeResult> AcceptAsync(PreparedOrder prepared, AcceptOrder order, CancellationToken cancel)
    {
        var accepted = await store.AcceptAsync(order, cancel).ConfigureAwait(false);
        return accepted.Kind switch
        {
            AcceptKind.Accepted => new IntakeResult.Accepted(accepted.Known),
            // Another sending of the same number was faster: judged like one that came before.
            AcceptKind.Repeat => Compare(accepted.Known, new ContentDigests(prepared.Message!)),
            _ => new IntakeResult.Conflict(),
        };
    }

    // A number that cannot be one was never stored.
    async Task<KnownOrder?> FindAsync(Channel channel, string orderNo, CancellationToken cancel) =>
        OrderReader.NumberFault(orderNo) is not null ? null : await store.FindOrderAsync(channel.Id, orderNo, cancel).ConfigureAwait(false);

    static bool IsMended(KnownOrder known, ContentDigests digests) => known.Curable && digests.SameBusiness(known) && !digests.SameDocuments(known);

    static IntakeResult Compare(KnownOrder known, ContentDigests digests) =>
        digests.SameBusiness(known) && digests.SameDocumentList(known) ? new IntakeResult.Repeat(known) : new IntakeResult.Conflict();


    static Dictionary<string, byte[]> Blobs(IEnumerable<SentDocument> documents)
    {
        var blobs = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            if (document.Content.Length > 0) blobs[document.Meta.Sm3] = document.Content;
            if (document.Meta.SealSm3 is { } seal) blobs[seal] = document.Seal;
        }

        return blobs;
    }
}
