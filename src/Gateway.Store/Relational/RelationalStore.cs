using System.Security.Cryptography;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store.Archive;
using Gateway.Store.Batching;
using Microsoft.Extensions.Logging;

namespace Gateway.Store.Relational;

/// <summary>The store over a relational database and the archive: what all database products share. Steps go through the group commit, reads beside it.</summary>
public abstract partial class RelationalStore : IStore
{
    const string DocumentsDirectory = "archive";

    /// <summary>So many bytes of OFDs are read for one page of receipts: a slow reader keeps no more of them in memory.</summary>
    const long ReceiptPageBytes = 4L << 20;

    readonly StoreDatabase _database;
    readonly WriteQueue _writer;
    readonly DocumentArchive _archive;
    readonly ILogger _log;
    readonly string _directory;

    private protected RelationalStore(StoreDatabase database, StorageOptions options, TimeProvider clock, ILogger log)
    {
        _database = database;
        _log = log;
        _directory = options.Directory;
        _writer = new WriteQueue(database, options.QueueCapacity, options.MaximumBatch, log);
        _archive = new DocumentArchive(Path.Combine(options.Directory, DocumentsDirectory), options.SegmentBytes, options.QueueCapacity, clock, log);
    }

    /// <summary>Transactions committed since start: fewer than steps when they came together.</summary>
    internal long Commits => _writer.Commits;

    /// <inheritdoc/>
    /// <exception cref="StoreTooNewException">A later build has migrated this store.</exception>
    public async Task MigrateAsync(CancellationToken cancel) => _log.StoreOpened(_directory, await _database.MigrateAsync(cancel).ConfigureAwait(false));

    /// <inheritdoc/>
    public Task<KnownOrder?> FindOrderAsync(string channelId, string orderNo, CancellationToken cancel) =>
        ReadAsync(async s => (await OrderQueries.NewestAsync(s, channelId, orderNo).ConfigureAwait(false))?.Known, cancel);

    /// <inheritdoc/>
    public async Task<AcceptResult> AcceptAsync(AcceptOrder order, CancellationToken cancel)
    {
        try
        {
            var appended = await ArchiveAsync(order.Blobs, cancel).ConfigureAwait(false);
            return await _writer.RunAsync(s => AcceptStep.RunAsync(s, order, appended), UrgencyOf(order.Order.Kind), cancel).ConfigureAwait(false);
        }
        finally
        {
            _archive.Indexed(order.Blobs.Keys);
        }
    }

    /// <inheritdoc/>
    public Task AuditAsync(AuditEntry entry, CancellationToken cancel) => WriteAsync(s => AuditChain.AppendAsync(s, entry), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxRow>> ReadOutboxAsync(string topic, int max, CancellationToken cancel) => ReadAsync(s => OutboxSteps.ReadAsync(s, topic, max), cancel);

    /// <inheritdoc/>
    public Task MarkSentAsync(IReadOnlyList<long> outboxIds, CancellationToken cancel) => WriteAsync(s => OutboxSteps.RemoveAsync(s, outboxIds), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadUnfinishedAsync(string topic, string after, int max, CancellationToken cancel) =>
        ReadAsync(s => OutboxSteps.UnfinishedAsync(s, topic, after, max), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ChannelBacklog>> ReadBacklogsAsync(CancellationToken cancel) => ReadAsync(OrderQueries.BacklogsAsync, cancel);

    /// <inheritdoc/>
    public Task<AccountTurn?> OpenTurnAsync(string account, CancellationToken cancel) => ReadAsync(s => TurnQueries.OpenAsync(s, account), cancel);

    /// <inheritdoc/>
    public Task<AccountTurn?> RecordIntentAsync(AccountTurn turn, TurnIntent intent, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(intent.Stage, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(intent.Stage, 4);
        return _writer.RunAsync(s => TurnSteps.RecordIntentAsync(s, turn, intent), Urgency.Control, cancel);
    }

    /// <inheritdoc/>
    public Task<OutcomeResult> RecordOutcomeAsync(AccountTurn turn, TurnOutcome outcome, CancellationToken cancel)
    {
        if (turn.Order is null != outcome.Answer is null) throw new ArgumentException("A court's line has an answer, the bank's own line has none.", nameof(outcome));
        return _writer.RunAsync(s => TurnSteps.RecordOutcomeAsync(s, turn, outcome), Urgency.Control, cancel);
    }

    /// <inheritdoc/>
    public Task<bool> RecordReviewAsync(AccountTurn turn, Decision decision, TimeSpan due, CancellationToken cancel)
    {
        if (decision.Review is null || turn.Order is null) throw new ArgumentException("Only a court's line that people are asked about goes into review.", nameof(decision));
        return _writer.RunAsync(s => ReviewSteps.BeginAsync(s, turn, decision, due), Urgency.Control, cancel);
    }

    /// <inheritdoc/>
    public Task<bool> HoldBackAsync(AccountTurn turn, string freezeId, CancellationToken cancel) => _writer.RunAsync(s => ReviewSteps.HoldBackAsync(s, turn, freezeId), Urgency.Control, cancel);

    /// <inheritdoc/>
    public Task<RegisterBook> ReadBookAsync(RegisterKey key, CancellationToken cancel) => ReadAsync(s => BookQueries.ReadAsync(s, key), cancel);

    /// <inheritdoc/>
    public Task SetParkedAsync(string account, string? cause, CancellationToken cancel) => _writer.RunAsync(s => AccountSteps.SetParkedAsync(s, account, cause), Urgency.Control, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ParkedAccount>> ReadParkedAsync(string after, int max, CancellationToken cancel) => ReadAsync(s => AccountSteps.ReadParkedAsync(s, after, max), cancel);

    /// <inheritdoc/>
    public async Task<int> ScheduleExpiriesAsync(DateOnly today, TimeZoneInfo zone, CancellationToken cancel)
    {
        var queued = 0;
        foreach (var schedule in (Func<WriteSession, DateOnly, TimeZoneInfo, Task<int>>[])[ExpirySteps.ScheduleCourtsAsync, ExpirySteps.ScheduleEnteredAsync, ExpirySteps.ScheduleCoresAsync])
        {
            int some;
            do
            {
                some = await _writer.RunAsync(s => schedule(s, today, zone), cancel).ConfigureAwait(false);
                queued += some;
            }
            while (some == ExpirySteps.ChunkLength);
        }

        return queued;
    }

    /// <inheritdoc/>
    public Task<string?> LeaseFeedAsync(string holder, TimeSpan length, CancellationToken cancel) => _writer.RunAsync(s => FeedSteps.LeaseAsync(s, holder, length), cancel);

    /// <inheritdoc/>
    public Task<int> RecordFeedAsync(string cursor, string next, IReadOnlyList<RegisterKey> changed, CancellationToken cancel) =>
        _writer.RunAsync(s => FeedSteps.RecordAsync(s, cursor, next, changed), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WaitingNotice>> ReadNoticesAsync(long after, int max, CancellationToken cancel) => ReadAsync(s => NoticeSteps.WaitingAsync(s, after, max), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenInquiry>> ReadInquiriesAsync(string partyKey, int max, CancellationToken cancel) =>
        ReadAsync(s => OrderQueries.OpenInquiriesAsync(s, partyKey, max), cancel);

    /// <inheritdoc/>
    public Task<bool> RecordInquiryAsync(OrderKey order, InquiryAnswer answer, CancellationToken cancel) =>
        _writer.RunAsync(s => InquirySteps.RecordAsync(s, order, answer), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UnansweredOrder>> ReadUnansweredAsync(OrderKind kind, long after, int max, CancellationToken cancel) =>
        ReadAsync(s => OrderQueries.UnansweredAsync(s, kind, after, max), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UnansweredOrder>> ReadInterimDueAsync(DateTimeOffset before, long after, int max, CancellationToken cancel) =>
        ReadAsync(s => OrderQueries.InterimDueAsync(s, before, after, max), cancel);

    /// <inheritdoc/>
    public Task<OrderFile?> ReadOrderAsync(OrderKey order, CancellationToken cancel) => ReadAsync(s => OrderQueries.FileAsync(s, order), cancel);

    /// <inheritdoc/>
    public async Task<StoredReceipt> StoreReceiptAsync(NewReceipt receipt, CancellationToken cancel)
    {
        if (receipt.Kind == ReceiptKind.Final && await FindReceiptAsync(receipt.Order.ChannelId, receipt.Order.OrderNo, receipt.Order.Version, cancel).ConfigureAwait(false) is { } there) return there;

        return (await StoreAsync(receipt, async (session, key, appended) => await ReceiptSteps.StoreAsync(session, receipt, key, appended).ConfigureAwait(false), cancel).ConfigureAwait(false))!;
    }

    /// <inheritdoc/>
    public Task<StoredReceipt?> StoreInterimAsync(NewReceipt receipt, int openLines, CancellationToken cancel) =>
        StoreAsync(receipt, (session, key, appended) => ReceiptSteps.StoreInterimAsync(session, receipt, openLines, key, appended), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredReceipt>> ReadReceiptsAsync(string channelId, long fromSequence, int max, bool acknowledgedToo, CancellationToken cancel)
    {
        var rows = await ReadAsync(s => ReceiptSteps.ReadAsync(s, channelId, fromSequence, max, acknowledgedToo), cancel).ConfigureAwait(false);
        var receipts = new List<StoredReceipt>(rows.Count);
        var bytes = 0L;
        foreach (var row in rows)
        {
            if (bytes >= ReceiptPageBytes) break;
            var receipt = row.With(await ReadOfdAsync(row, cancel).ConfigureAwait(false));
            bytes += receipt.Ofd.Length;
            receipts.Add(receipt);
        }

        return receipts;
    }

    /// <inheritdoc/>
    public async Task<StoredReceipt?> FindReceiptAsync(string channelId, string orderNo, int? version, CancellationToken cancel)
    {
        var row = await ReadAsync(s => ReceiptSteps.FindAsync(s, channelId, orderNo, version), cancel).ConfigureAwait(false);
        return row?.With(await ReadOfdAsync(row, cancel).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> AcknowledgeAsync(string channelId, IReadOnlyList<long> sequences, CancellationToken cancel) =>
        _writer.RunAsync(s => ReceiptSteps.AcknowledgeAsync(s, channelId, sequences), cancel);

    /// <inheritdoc/>
    /// <exception cref="ArchiveDamagedException">The index knows the document, but the archive has it no more as it was.</exception>
    public async Task<byte[]?> ReadDocumentAsync(string sm3, CancellationToken cancel)
    {
        var at = await ReadAsync(s => DocumentIndex.FindAsync(s, sm3), cancel).ConfigureAwait(false);
        return at is null ? null : await _archive.ReadAsync(sm3, at, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<long?> VerifyAuditAsync(CancellationToken cancel) => AuditChain.VerifyAsync(_database, cancel);

    /// <inheritdoc/>
    public Task<StoreStatistics> ReadStatisticsAsync(CancellationToken cancel) => ReadAsync(StatisticsQuery.ReadAsync, cancel);

    /// <inheritdoc/>
    public Task<StoreClock> ReadClockAsync(CancellationToken cancel) => ReadAsync(
        async s => new StoreClock(
            Columns.Moment(await s.FirstAsync<long>("SELECT last_arrival FROM store_head WHERE head_id = 1").ConfigureAwait(false)), await _database.ReadClockAsync(s).ConfigureAwait(false)),
        cancel);

    /// <summary>Finishes what was queued, then closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _archive.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    static Urgency UrgencyOf(OrderKind kind) => kind == OrderKind.Control ? Urgency.Control : Urgency.Ordinary;

    /// <summary>The OFD into the archive, then the step; null where the step took nothing.</summary>
    async Task<StoredReceipt?> StoreAsync(NewReceipt receipt, Func<WriteSession, string, IReadOnlyDictionary<string, ArchiveLocation>, Task<ReceiptRow?>> step, CancellationToken cancel)
    {
        // Court documents lie under their SM3; what the bank made lies under its SHA-256, marked so.
        var key = $"sha256-{Convert.ToHexStringLower(SHA256.HashData(receipt.Ofd))}";
        try
        {
            var appended = await ArchiveAsync(new Dictionary<string, byte[]> { [key] = receipt.Ofd }, cancel).ConfigureAwait(false);
            var row = await _writer.RunAsync(s => step(s, key, appended), UrgencyOf(receipt.OrderKind), cancel).ConfigureAwait(false);
            if (row is null) return null;
            return row.OfdKey == key ? row.With(receipt.Ofd) : row.With(await ReadOfdAsync(row, cancel).ConfigureAwait(false));
        }
        finally
        {
            _archive.Indexed([key]);
        }
    }

    async Task<byte[]> ReadOfdAsync(ReceiptRow row, CancellationToken cancel) =>
        await ReadDocumentAsync(row.OfdKey, cancel).ConfigureAwait(false) ?? throw new ArchiveDamagedException($"The index lacks the receipt {row.OfdKey}.");

    /// <summary>Makes those documents durable that the index does not know yet; only then may rows name them.</summary>
    async Task<IReadOnlyDictionary<string, ArchiveLocation>> ArchiveAsync(IReadOnlyDictionary<string, byte[]> documents, CancellationToken cancel)
    {
        var unknown = await ReadAsync(
            async s =>
            {
                var keys = new List<string>();
                foreach (var key in documents.Keys)
                    if (await DocumentIndex.FindAsync(s, key).ConfigureAwait(false) is null) keys.Add(key);
                return keys;
            },
            cancel).ConfigureAwait(false);
        var locations = await Task.WhenAll(unknown.Select(k => _archive.AppendAsync(k, documents[k]))).ConfigureAwait(false);
        return unknown.Zip(locations).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
    }

    Task<bool> WriteAsync(Func<WriteSession, Task> step, CancellationToken cancel) =>
        _writer.RunAsync(async s => { await step(s).ConfigureAwait(false); return true; }, cancel);

    async Task<T> ReadAsync<T>(Func<ReadSession, Task<T>> query, CancellationToken cancel)
    {
        await using var session = await _database.BeginReadAsync(cancel).ConfigureAwait(false);
        return await query(session).ConfigureAwait(false);
    }
}
