using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Gateway.Store.Backup;
using Gateway.Store.Privacy;
using Gateway.Store.Sqlite;
using Gateway.Store.Tests.Compliance;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.Sqlite;

/// <summary>Backups beside a store that is written to, and what comes of them.</summary>
[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BackupTests : IDisposable
{
    const int Writers = 8;

    readonly string _folder = Directory.CreateTempSubdirectory("gateway-backup-").FullName;

    static CancellationToken Cancel => TestContext.CurrentContext.CancellationToken;

    StorageOptions Live => new() { Directory = Path.Combine(_folder, "live"), SegmentBytes = 65536 };

    StorageOptions Restored => new() { Directory = Path.Combine(_folder, "restored") };

    string Backups => Path.Combine(_folder, "backups");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_backup_under_load_holds_everything_that_was_acknowledged_before_it_began()
    {
        var told = new Told();
        using var stop = new CancellationTokenSource();
        await using var store = await OpenAsync(Live);
        var load = Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteAsync(store, $"{w}", told, stop.Token), CancellationToken.None)));
        await told.AwaitAsync(100);
        await TakeAsync();
        await told.AwaitAsync(100);

        var before = told.Orders.ToArray();
        var since = Stopwatch.GetTimestamp();
        var (folder, manifest, _) = await TakeAsync(later: true);
        var took = Stopwatch.GetElapsedTime(since);
        var during = told.Orders.Count - before.Length;
        await told.AwaitAsync(during + 50);
        await stop.CancelAsync();
        await load;

        since = Stopwatch.GetTimestamp();
        await PutAsync(folder);
        await using var restored = await OpenAsync(Restored);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"backup {took.TotalMilliseconds:F0} ms beside {during} orders; restored and opened in {Stopwatch.GetElapsedTime(since).TotalMilliseconds:F0} ms; {manifest.Database.Bytes} + {manifest.Segments.Sum(s => s.Bytes)} bytes"));
        foreach (var (order, sequence) in before)
        {
            Assert.That((await restored.FindReceiptAsync("zdz", order, 1, Cancel))?.Sequence, Is.EqualTo(sequence), $"{order} was acknowledged");
            Assert.That(await restored.ReadDocumentAsync(Make.Digest(Text(order)), Cancel), Is.Not.Null, order);
        }

        Assert.That(await restored.VerifyAuditAsync(Cancel), Is.Null);
        Assert.That((await restored.FindDamageAsync(Cancel)).Segments, Is.Empty);
        Assert.That(manifest.LastReceipts["zdz"], Is.GreaterThanOrEqualTo(before.Max(b => b.Value)).And.LessThan(told.Orders.Values.Max()));
        Assert.That((await restored.ReadClockAsync(Cancel)).LastArrival, Is.EqualTo(manifest.LastArrival));
    }

    [Test]
    public async Task Restoring_refuses_a_store_in_use_and_one_that_is_not_to_be_replaced_and_moves_the_other_aside()
    {
        await using var live = await OpenAsync(Live);
        await AcceptAsync(live, "A1");
        var (folder, _, _) = await TakeAsync();
        await using (var other = await OpenAsync(Restored))
        {
            await AcceptAsync(other, "B1");
            Assert.That(() => PutAsync(folder, replace: true), Throws.TypeOf<BackupException>().With.Message.Contains("a process works on"));
        }

        Assert.That(() => PutAsync(folder), Throws.TypeOf<BackupException>().With.Message.Contains("--replace"));
        await using (var still = await OpenAsync(Restored)) Assert.That(await still.FindOrderAsync("zdz", "B1", Cancel), Is.Not.Null, "nothing was touched");

        var aside = await PutAsync(folder, replace: true);

        await using var restored = await OpenAsync(Restored);
        Assert.That(await restored.FindOrderAsync("zdz", "A1", Cancel), Is.Not.Null);
        Assert.That(await restored.FindOrderAsync("zdz", "B1", Cancel), Is.Null);
        await using var before = await OpenAsync(new StorageOptions { Directory = aside! });
        Assert.That(await before.ReadDocumentAsync(Make.Digest(Text("B1")), Cancel), Is.Not.Null, "the store before is whole where it lies now");
    }

    [TestCase("cut")]
    [TestCase("flipped")]
    [TestCase("segment")]
    [TestCase("unfinished")]
    [TestCase("newer")]
    public async Task A_backup_that_is_not_whole_is_not_restored(string fault)
    {
        await using (var live = await OpenAsync(Live)) await AcceptAsync(live, "A1");
        var (folder, manifest, _) = await TakeAsync();
        var (database, path) = (Path.Combine(folder, SqliteStore.FileName), Path.Combine(folder, BackupManifest.FileName));
        switch (fault)
        {
            case "cut":
                await using (var file = File.OpenWrite(database)) file.SetLength(file.Length - 1);
                break;
            case "flipped":
                var bytes = await File.ReadAllBytesAsync(database, Cancel);
                bytes[^100] ^= 1;
                await File.WriteAllBytesAsync(database, bytes, Cancel);
                break;
            case "segment":
                File.Delete(Path.Combine(Backups, SqliteBackup.ArchiveFolder, manifest.Segments[0].Name));
                break;
            case "unfinished":
                File.Delete(path);
                break;
            default:
                await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, Cancel)).Replace($"\"SchemaVersion\":{SqliteBackup.SchemaVersion}", "\"SchemaVersion\":999", StringComparison.Ordinal), Cancel);
                break;
        }

        Assert.That(() => PutAsync(folder), Throws.TypeOf<BackupException>());
        Assert.That(Directory.Exists(Restored.Directory), Is.False, "nothing was begun");
    }

    static string Text(string order) => order + new string('d', 2000);

    async Task<SqliteStore> OpenAsync(StorageOptions options)
    {
        // One key file for all: it is in no backup.
        var keys = Path.Combine(_folder, KeyFile.Standard);
        if (!File.Exists(keys)) KeyFile.Add(keys, "aes-256-gcm", TimeProvider.System.GetUtcNow());
        var store = new SqliteStore(options, TimeProvider.System, NullLogger<SqliteStore>.Instance, new PrivacyOptions { KeyFile = keys });
        await store.MigrateAsync(Cancel);
        return store;
    }

    /// <summary>Orders until stopped, each from its acceptance to its receipt.</summary>
    static async Task WriteAsync(SqliteStore store, string writer, Told told, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var order = string.Create(CultureInfo.InvariantCulture, $"{writer}-{i}");
            await store.AcceptAsync(Make.Accept(Make.Control(order, Make.Line("1", writer)), blobs: Make.Blobs(Text(order))), CancellationToken.None);
            var turn = (await store.OpenTurnAsync(writer, CancellationToken.None))!;
            await store.RecordOutcomeAsync(turn, Make.Frozen(turn), CancellationToken.None);
            told.Add(order, (await store.StoreReceiptAsync(Make.Receipt(turn.Order!), CancellationToken.None)).Sequence);
        }
    }

    static Task<AcceptResult> AcceptAsync(SqliteStore store, string order) => store.AcceptAsync(Make.Accept(Make.Control(order, Make.Line("1", "6001")), blobs: Make.Blobs(Text(order))), Cancel);

    Task<(string Folder, BackupManifest Manifest, string Digest)> TakeAsync(bool later = false)
    {
        Directory.CreateDirectory(Backups);
        // Backups are named by the second.
        return SqliteBackup.TakeAsync(Live, Backups, "甲", new ManualClock(TimeProvider.System.GetUtcNow().AddMinutes(later ? 1 : 0)), Cancel);
    }

    async Task<string?> PutAsync(string folder, bool replace = false) => (await SqliteRestore.PutAsync(
        Restored, folder, replace, async (options, _) => await (await OpenAsync(options)).DisposeAsync(), TimeProvider.System, Cancel)).Aside;

    /// <summary>Orders that were taken to their receipts, with the receipts' numbers.</summary>
    sealed class Told
    {
        readonly Channel<string> _told = Channel.CreateUnbounded<string>();

        public ConcurrentDictionary<string, long> Orders { get; } = [];

        public void Add(string order, long sequence)
        {
            Orders[order] = sequence;
            _told.Writer.TryWrite(order);
        }

        public async Task AwaitAsync(int more)
        {
            for (var i = 0; i < more; i++) await _told.Reader.ReadAsync(Cancel);
        }
    }
}
