using Dapper;
using Gateway.Store.Archive;
using Gateway.Store.Relational;
using Gateway.Store.Sqlite;
using Gateway.Store.Tests.Compliance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.Sqlite;

/// <summary>What happens to disks: nothing that was acknowledged is lost, nothing is made up, and the store says how it stands.</summary>
[TestFixture]
public sealed class DamageTests
{
    static CancellationToken Cancel => TestContext.CurrentContext.CancellationToken;

    [TestCase(true, TestName = "A_full_disk_stops_documents_and_what_names_them_and_all_goes_on_when_there_is_room")]
    [TestCase(false, TestName = "A_full_disk_stops_the_database_and_all_goes_on_when_there_is_room")]
    public async Task A_full_disk(bool withDocument)
    {
        using var disk = new SmallDisk();
        await using var store = await OpenAsync(disk.Folder);
        await AcceptAsync(store, "A0", withDocument);
        disk.Fill();

        // What the file system had set aside may take one or two more: each is acknowledged, and whole, or it is turned away.
        var told = new List<string> { "A0" };
        string? refused = null;
        for (var i = 1; refused is null; i++)
        {
            try
            {
                await AcceptAsync(store, $"A{i}", withDocument);
                told.Add($"A{i}");
            }
            catch (IOException)
            {
                refused = $"A{i}";
            }
        }

        Assert.That(await store.FindOrderAsync("zdz", refused, Cancel), Is.Null, "nothing of it is there");
        Assert.That((await store.ReadClockAsync(Cancel)).LastArrival, Is.Not.EqualTo(default(DateTimeOffset)), "it can be read meanwhile");
        Assert.That(() => store.AuditAsync(new AuditEntry("a", "b", "c", new string('x', 8192)), Cancel), Throws.TypeOf<StoreUnavailableException>());
        disk.MakeRoom();

        Assert.That((await AcceptAsync(store, refused, withDocument)).Kind, Is.EqualTo(AcceptKind.Accepted));
        foreach (var order in told.Append(refused))
        {
            Assert.That(await store.FindOrderAsync("zdz", order, Cancel), Is.Not.Null, order);
            if (withDocument) Assert.That(await store.ReadDocumentAsync(Make.Digest(Text(order)), Cancel), Is.Not.Null, order);
        }

        Assert.That(await store.VerifyAuditAsync(Cancel), Is.Null);
        Assert.That(await store.FindDamageAsync(Cancel), Is.EqualTo(new StoreDamage(null, [])).Using<StoreDamage>((a, b) => a.Database == b.Database && a.Segments.SequenceEqual(b.Segments)));
    }

    [Test]
    public async Task A_read_only_disk_is_waited_for()
    {
        using var disk = new SmallDisk();
        await using (var store = await OpenAsync(disk.Folder)) await AcceptAsync(store, "A1", withDocument: true);
        disk.SetWritable(false);

        await using (var store = New(disk.Folder)) Assert.That(() => store.MigrateAsync(Cancel), Throws.TypeOf<StoreUnavailableException>().With.Message.Contains(SqliteStore.FileName));
        disk.SetWritable(true);

        await using var again = await OpenAsync(disk.Folder);
        Assert.That(await again.FindOrderAsync("zdz", "A1", Cancel), Is.Not.Null);
    }

    [Test]
    public async Task A_database_that_was_cut_short_is_not_used()
    {
        await using var fixture = new SqliteFixture();
        await FillAsync(fixture);
        await using (var file = File.OpenWrite(DatabaseOf(fixture))) file.SetLength(file.Length / 2);

        Assert.That(await UseAsync(fixture), Is.TypeOf<StoreDamagedException>());
    }

    [TestCase("orders")]
    [TestCase("freezes")]
    [TestCase("uq_orders_key")]
    public async Task A_flipped_bit_in_the_database_is_found_at_start(string part)
    {
        await using var fixture = new SqliteFixture();
        await FillAsync(fixture);
        FlipBit(fixture, await PageOfAsync(fixture, part));

        Assert.That(await UseAsync(fixture), Is.TypeOf<StoreDamagedException>());
    }

    [Test]
    public async Task A_flipped_bit_that_is_met_at_work_stops_everything_in_this_process()
    {
        await using var fixture = new SqliteFixture();
        await FillAsync(fixture);
        FlipBit(fixture, await PageOfAsync(fixture, "orders"));
        await using var store = await fixture.OpenAsync(TimeProvider.System);
        Assert.That((await store.ReadClockAsync(Cancel)).LastArrival, Is.Not.EqualTo(default(DateTimeOffset)), "not every page is bad");

        Assert.That(() => store.AcceptAsync(Make.Accept(Make.Control("B1", Make.Line("1", "6001"))), Cancel), Throws.TypeOf<StoreDamagedException>());

        Assert.That(() => store.ReadClockAsync(Cancel), Throws.TypeOf<StoreDamagedException>(), "readiness asks for that");
        Assert.That(() => store.AuditAsync(new AuditEntry("a", "b", "c", "{}"), Cancel), Throws.TypeOf<StoreDamagedException>());
    }

    [Test]
    public async Task Segments_that_are_missing_cut_or_altered_are_named_and_the_rest_goes_on()
    {
        await using var fixture = new SqliteFixture();
        fixture.Options.SegmentBytes = 4096;
        await using (var store = await fixture.OpenAsync(TimeProvider.System))
            for (var i = 0; i < 4; i++) await AcceptAsync(store, $"A{i}", withDocument: true);
        var segments = await SegmentsAsync(fixture, 4);
        File.Delete(segments[0]);
        await using (var file = File.OpenWrite(segments[1])) file.SetLength(file.Length - 1);
        var bytes = await File.ReadAllBytesAsync(segments[2], Cancel);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(segments[2], bytes, Cancel);

        await using var again = await fixture.OpenAsync(TimeProvider.System);
        var damage = await again.FindDamageAsync(Cancel);

        Assert.That(damage.Database, Is.Null);
        Assert.That(damage.Segments, Is.EquivalentTo(segments.Take(2).Select(Path.GetFileName)), "what lies within is looked at when it is read");
        for (var i = 0; i < 3; i++)
            Assert.That(() => again.ReadDocumentAsync(Make.Digest(Text($"A{i}")), Cancel), Throws.TypeOf<ArchiveDamagedException>().With.Message.Contains(Path.GetFileName(segments[i])));
        Assert.That(await again.ReadDocumentAsync(Make.Digest(Text("A3")), Cancel), Is.Not.Null);
        Assert.That((await AcceptAsync(again, "B1", withDocument: true)).Kind, Is.EqualTo(AcceptKind.Accepted));
    }

    static string Text(string order) => order + new string('d', 5000);

    static SqliteStore New(string folder) => new(new StorageOptions { Directory = folder, BusyTimeoutSeconds = 1 }, TimeProvider.System, NullLogger<SqliteStore>.Instance);

    static async Task<SqliteStore> OpenAsync(string folder)
    {
        var store = New(folder);
        await store.MigrateAsync(Cancel);
        return store;
    }

    static Task<AcceptResult> AcceptAsync(IStore store, string order, bool withDocument) =>
        store.AcceptAsync(Make.Accept(Make.Control(order, Make.Line("1", "6001")), blobs: withDocument ? Make.Blobs(Text(order)) : null), Cancel);

    /// <summary>Orders on enough pages that half of the file is not only air.</summary>
    static async Task FillAsync(SqliteFixture fixture)
    {
        await using var store = await fixture.OpenAsync(TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => AcceptAsync(store, $"A{i}", withDocument: false)));
    }

    /// <summary>What a start, a look at the files and then work with all orders come to.</summary>
    static async Task<Exception?> UseAsync(SqliteFixture fixture)
    {
        await using var store = New(fixture.Options.Directory);
        try
        {
            await store.MigrateAsync(Cancel);
            if ((await store.FindDamageAsync(Cancel)).Database is null) return null;
            await store.FindOrderAsync("zdz", "A1", Cancel);
            return null;
        }
        catch (StoreDamagedException damaged)
        {
            return damaged;
        }
    }

    static string DatabaseOf(SqliteFixture fixture) => Path.Combine(fixture.Options.Directory, SqliteStore.FileName);

    static async Task<(long Offset, long Size)> PageOfAsync(SqliteFixture fixture, string part)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabaseOf(fixture)};Pooling=False");
        var size = await connection.ExecuteScalarAsync<long>("PRAGMA page_size");
        // A constraint's index has a name of SQLite's own: the table's first.
        var page = await connection.ExecuteScalarAsync<long?>("SELECT rootpage FROM sqlite_master WHERE name = @part", new { part })
            ?? await connection.ExecuteScalarAsync<long>("SELECT rootpage FROM sqlite_master WHERE name LIKE 'sqlite_autoindex_orders%'");
        return ((page - 1) * size, size);
    }

    /// <summary>In the kind of the page.</summary>
    static void FlipBit(SqliteFixture fixture, (long Offset, long Size) page)
    {
        using var file = File.OpenHandle(DatabaseOf(fixture), FileMode.Open, FileAccess.ReadWrite);
        var one = new byte[1];
        RandomAccess.Read(file, one, page.Offset);
        one[0] ^= 4;
        RandomAccess.Write(file, one, page.Offset);
    }

    static async Task<string[]> SegmentsAsync(SqliteFixture fixture, int orders)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabaseOf(fixture)};Pooling=False");
        var found = new List<string>();
        for (var i = 0; i < orders; i++)
            found.Add(Path.Combine(fixture.ArchiveDirectory, (await connection.ExecuteScalarAsync<string>("SELECT segment FROM documents WHERE document_key = @key", new { key = Make.Digest(Text($"A{i}")) }))!));
        return [.. found];
    }
}
