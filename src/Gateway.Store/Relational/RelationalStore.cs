using System.Data.Common;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store.Archive;
using Gateway.Store.Batching;
using Gateway.Store.Privacy;
using Microsoft.Extensions.Logging;

namespace Gateway.Store.Relational;

/// <summary>The store over a relational database and the archive: what all database products share. Steps go through the group commit, reads beside it.</summary>
public abstract partial class RelationalStore : IStore
{
    internal const string DocumentsDirectory = "archive";

    /// <summary>A file beside the database: the store is a shadow's.</summary>
    public const string ShadowMark = "shadow";

    const int ReadAttempts = 3;

    readonly StoreDatabase _database;
    readonly PrivacyOptions _privacy;
    readonly string _directory;
    readonly WriteQueue _writer;
    readonly DocumentArchive _archive;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    volatile bool _opened;
    int _disposed;

    private protected RelationalStore(StoreDatabase database, StorageOptions options, PrivacyOptions? privacy, OrderTraffic? traffic, TimeProvider clock, ILogger log, BeginSegment? segments = null)
    {
        _database = database;
        _privacy = privacy ?? new PrivacyOptions();
        _directory = options.Directory;
        _clock = clock;
        _log = log;
        // By itself it knows of no orders in hand, and gathers nothing.
        traffic ??= new OrderTraffic(clock);
        _archive = new DocumentArchive(Path.Combine(options.Directory, DocumentsDirectory), options.SegmentBytes, clock, log, segments ?? SegmentWriter.Begin);
        _writer = new WriteQueue(database, _archive.FlushAsync, options.QueueCapacity, options.MaximumBatch, TimeSpan.FromSeconds(options.BusyTimeoutSeconds), traffic, clock, log);
    }

    /// <summary>Transactions committed since start: fewer than steps when they came together.</summary>
    internal long Commits => _writer.Commits;

    /// <summary>Syncs of the archive since start.</summary>
    internal long Flushes => _archive.Flushes;

    /// <inheritdoc/>
    /// <exception cref="StoreTooNewException">A later build has migrated this store.</exception>
    /// <exception cref="StoreKeyException">The data keys do not fit this store.</exception>
    /// <exception cref="StoreDamagedException">The database's file is damaged.</exception>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        var version = await RememberingAsync(_database.MigrateAsync(cancel)).ConfigureAwait(false);
        if (_opened) return;
        _log.StoreOpened(_database.Place, version);
        await OpenKeysAsync(cancel).ConfigureAwait(false);
        _opened = true;
    }

    /// <inheritdoc/>
    public Task<KnownOrder?> FindOrderAsync(string channelId, string orderNo, CancellationToken cancel) =>
        ReadAsync(async s => (await OrderQueries.NewestAsync(s, channelId, orderNo).ConfigureAwait(false))?.Known, cancel);

    /// <inheritdoc/>
    public Task<AcceptResult> AcceptAsync(AcceptOrder order, CancellationToken cancel) =>
        WriteWithAsync(order.Blobs, (s, appended) => AcceptStep.RunAsync(s, order, appended), UrgencyOf(order.Order.Kind), cancel);

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
    public Task<IReadOnlyList<string>> ReadStalledAsync(string topic, DateTimeOffset before, string after, int max, CancellationToken cancel) =>
        ReadAsync(s => OutboxSteps.StalledAsync(s, topic, before, after, max), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ChannelBacklog>> ReadBacklogsAsync(CancellationToken cancel) => ReadAsync(OrderQueries.BacklogsAsync, cancel);

    /// <inheritdoc/>
    public Task<AccountTurn?> OpenTurnAsync(string account, CancellationToken cancel) => ReadStillAsync(account, s => TurnQueries.OpenAsync(s, account), cancel);

    /// <inheritdoc/>
    public Task<AccountTurn?> RecordIntentAsync(AccountTurn turn, TurnIntent intent, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(intent.Stage, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(intent.Stage, 4);
        return WriteAsync(s => TurnSteps.RecordIntentAsync(s, turn, intent), Urgency.Control, cancel);
    }

    /// <inheritdoc/>
    public Task<OutcomeResult> RecordOutcomeAsync(AccountTurn turn, TurnOutcome outcome, CancellationToken cancel)
    {
        if (turn.Order is null != outcome.Answer is null) throw new ArgumentException("A court's line has an answer, the bank's own line has none.", nameof(outcome));
        return WriteAsync(s => TurnSteps.RecordOutcomeAsync(s, turn, outcome), Urgency.Control, cancel);
    }

    /// <inheritdoc/>
    public Task<bool> RecordReviewAsync(AccountTurn turn, Decision decision, TimeSpan due, CancellationToken cancel)
    {
        if (decision.Review is null || turn.Order is null) throw new ArgumentException("Only a court's line that people are asked about goes into review.", nameof(decision));
        return WriteAsync(s => ReviewSteps.BeginAsync(s, turn, decision, due), Urgency.Control, cancel);
    }

    /// <inheritdoc/>
    public Task<bool> RerouteAsync(AccountTurn turn, string account, CancellationToken cancel) => WriteAsync(s => TurnSteps.RerouteAsync(s, turn, account), Urgency.Control, cancel);

    /// <inheritdoc/>
    public Task<bool> HoldBackAsync(AccountTurn turn, string freezeId, CancellationToken cancel) => WriteAsync(s => ReviewSteps.HoldBackAsync(s, turn, freezeId), Urgency.Control, cancel);

    /// <inheritdoc/>
    public Task<RegisterBook> ReadBookAsync(RegisterKey key, CancellationToken cancel) => ReadStillAsync(key.Account, s => BookQueries.ReadAsync(s, key), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WaitingNotice>> ReadNoticesAsync(long after, int max, CancellationToken cancel) => ReadAsync(s => NoticeSteps.WaitingAsync(s, after, max), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenInquiry>> ReadInquiriesAsync(string partyKey, int max, CancellationToken cancel) =>
        ReadAsync(s => OrderQueries.OpenInquiriesAsync(s, partyKey, max), cancel);

    /// <inheritdoc/>
    public Task<bool> RecordInquiryReviewAsync(OrderKey order, ReviewNeed need, TimeSpan due, CancellationToken cancel) =>
        WriteAsync(s => ReviewSteps.BeginInquiryAsync(s, order, need, due), cancel);

    /// <inheritdoc/>
    public Task<bool> RecordInquiryAsync(OrderKey order, InquiryAnswer answer, CancellationToken cancel) =>
        WriteAsync(s => InquirySteps.RecordAsync(s, order, answer), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UnansweredOrder>> ReadUnansweredAsync(OrderKind kind, long after, int max, CancellationToken cancel) =>
        ReadAsync(s => OrderQueries.UnansweredAsync(s, kind, after, max), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UnansweredOrder>> ReadInterimDueAsync(DateTimeOffset before, long after, int max, CancellationToken cancel) =>
        ReadAsync(s => OrderQueries.InterimDueAsync(s, before, after, max), cancel);

    /// <inheritdoc/>
    public async Task<OrderFile?> ReadOrderAsync(OrderKey order, CancellationToken cancel)
    {
        var (file, archived) = await ReadAsync(s => OrderQueries.FileAsync(s, order), cancel).ConfigureAwait(false);
        return archived is null ? file : (await ReadArchivedAsync(archived, cancel).ConfigureAwait(false)).File;
    }

    /// <inheritdoc/>
    /// <exception cref="ArchiveDamagedException">The index knows the document, but the archive has it no more as it was.</exception>
    public async Task<byte[]?> ReadDocumentAsync(string sm3, CancellationToken cancel)
    {
        var at = await ReadAsync(s => DocumentIndex.FindAsync(s, sm3), cancel).ConfigureAwait(false);
        return at is null ? null : await _archive.ReadAsync(sm3, at, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<long?> VerifyAuditAsync(CancellationToken cancel) => AuditChain.VerifyAsync(_database, progress: null, cancel);

    /// <inheritdoc/>
    public async Task<StoreStatistics> ReadStatisticsAsync(CancellationToken cancel) =>
        await ReadAsync(s => StatisticsQuery.ReadAsync(s, _clock.GetUtcNow()), cancel).ConfigureAwait(false) with { DamagedSegments = await _archive.CountDamagedAsync(cancel).ConfigureAwait(false) };

    /// <inheritdoc/>
    public Task<StoreClock> ReadClockAsync(CancellationToken cancel) => ReadAsync(ClockAsync, cancel);

    /// <summary>How the store's database looks to this build, before it is opened. Makes and changes nothing.</summary>
    /// <exception cref="StoreUnavailableException">It does not answer.</exception>
    public async Task<StoreLook> LookAsync(CancellationToken cancel)
    {
        try
        {
            var found = await _database.FindVersionAsync(cancel).ConfigureAwait(false);
            if (found != _database.KnownVersion) return new StoreLook(_database.Place, found, _database.KnownVersion, null);
            await using var session = await _database.BeginReadAsync(cancel).ConfigureAwait(false);
            return new StoreLook(_database.Place, found, _database.KnownVersion, await ClockAsync(session).ConfigureAwait(false));
        }
        catch (DbException error)
        {
            throw new StoreUnavailableException($"{_database.Place} does not answer: {error.Message}", error);
        }
    }

    /// <summary>Finishes what was queued, then closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        // It is registered under two interfaces, and a container disposes each.
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        await _writer.DisposeAsync().ConfigureAwait(false);
        _archive.Dispose();
        await _database.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    static Urgency UrgencyOf(OrderKind kind) => kind == OrderKind.Control ? Urgency.Control : Urgency.Ordinary;

    /// <summary>Appends those documents that the index does not know yet, then runs the step that names them.</summary>
    async Task<T> WriteWithAsync<T>(
        IReadOnlyDictionary<string, byte[]> documents, Func<WriteSession, IReadOnlyDictionary<string, ArchiveLocation>, Task<T>> step, Urgency urgency, CancellationToken cancel)
    {
        try
        {
            var appended = await ArchiveAsync(documents, cancel).ConfigureAwait(false);
            return await WriteNamingAsync(appended.Values, s => step(s, appended), urgency, cancel).ConfigureAwait(false);
        }
        finally
        {
            _archive.Indexed(documents.Keys);
        }
    }

    /// <summary>A step whose rows name these records of the archive: they are durable by then, or it fails.</summary>
    Task<T> WriteNamingAsync<T>(IEnumerable<ArchiveLocation> named, Func<WriteSession, Task<T>> step, Urgency urgency, CancellationToken cancel) => WriteAsync(
        session =>
        {
            _archive.RequireDurable(named);
            return step(session);
        },
        urgency, cancel);

    /// <summary>Appends those documents that the index does not know yet.</summary>
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
        WriteAsync(async s => { await step(s).ConfigureAwait(false); return true; }, cancel);

    Task<T> WriteAsync<T>(Func<WriteSession, Task<T>> step, CancellationToken cancel) => WriteAsync(step, Urgency.Ordinary, cancel);

    async Task<T> WriteAsync<T>(Func<WriteSession, Task<T>> step, Urgency urgency, CancellationToken cancel)
    {
        RequireOpened();
        return await RememberingAsync(_writer.RunAsync(step, urgency, cancel)).ConfigureAwait(false);
    }

    /// <summary>Reads at one moment of an account, on products too whose reads are no snapshots: what a turn wrote in between raised the account's version, and it is read again.</summary>
    Task<T> ReadStillAsync<T>(string account, Func<ReadSession, Task<T>> query, CancellationToken cancel) => ReadAsync(
        async session =>
        {
            while (true)
            {
                var before = await AccountSteps.FindAsync(session, account).ConfigureAwait(false);
                var found = await query(session).ConfigureAwait(false);
                if ((await AccountSteps.FindAsync(session, account).ConfigureAwait(false))?.Version == before?.Version) return found;
                cancel.ThrowIfCancellationRequested();
            }
        },
        cancel);

    async Task<T> ReadAsync<T>(Func<ReadSession, Task<T>> query, CancellationToken cancel)
    {
        RequireOpened();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var session = await _database.BeginReadAsync(cancel).ConfigureAwait(false);
                return await query(session).ConfigureAwait(false);
            }
            catch (Exception error) when ((error is DbException or InvalidOperationException) && _database.FaultOf(error) != DatabaseFault.None)
            {
                if (_database.FaultOf(error) == DatabaseFault.Damaged) throw Remember(new StoreDamagedException("The store's database is damaged.", error));
                // A reader may be a deadlock's victim, and a pooled connection may be dead: once more, on another one.
                if (attempt == ReadAttempts) throw new StoreUnavailableException("The store's database does not answer.", error);
            }
        }
    }

    async Task<StoreClock> ClockAsync(ReadSession session) => new(
        Columns.Moment(await session.FirstAsync<long>("SELECT last_arrival FROM store_head WHERE head_id = 1").ConfigureAwait(false)), await _database.ReadClockAsync(session).ConfigureAwait(false));

    void RequireOpened()
    {
        if (!_opened) throw new StoreUnavailableException("The store's database was not reached yet.");
        RequireSound();
    }
}
