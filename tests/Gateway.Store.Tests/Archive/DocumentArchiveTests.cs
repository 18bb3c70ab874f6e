using Gateway.Store.Archive;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.Archive;

[TestFixture]
public sealed class DocumentArchiveTests
{
    const long SegmentBytes = 4096;

    string _directory = "";
    DocumentArchive _archive = null!;

    [SetUp]
    public void Open()
    {
        _directory = Directory.CreateTempSubdirectory("gateway-archive-").FullName;
        _archive = NewArchive();
    }

    [TearDown]
    public void Close()
    {
        _archive.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Test]
    public async Task Records_come_back_as_they_were_also_empty_ones()
    {
        var full = await _archive.AppendAsync("k1", Bytes(1000));
        var empty = await _archive.AppendAsync("k2", Bytes(0));

        Assert.That(await _archive.ReadAsync("k1", full, default), Is.EqualTo(Bytes(1000)));
        Assert.That(await _archive.ReadAsync("k2", empty, default), Is.Empty);
    }

    [Test]
    public async Task A_key_not_yet_indexed_is_written_once()
    {
        var locations = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => _archive.AppendAsync("k", Bytes(100)))));
        Assert.That(locations.Distinct().Count(), Is.EqualTo(1));
        _archive.Indexed(["k"]);

        Assert.That(await _archive.AppendAsync("k", Bytes(100)), Is.Not.EqualTo(locations[0]), "whom the index told is not the archive's to remember");
    }

    [Test]
    public async Task A_full_segment_is_followed_by_the_next()
    {
        var locations = new List<ArchiveLocation>();
        for (var i = 0; i < 10; i++) locations.Add(await _archive.AppendAsync($"k{i}", Bytes(1500)));

        Assert.That(Directory.GetFiles(_directory), Has.Length.EqualTo(4));
        for (var i = 0; i < 10; i++) Assert.That(await _archive.ReadAsync($"k{i}", locations[i], default), Is.EqualTo(Bytes(1500)));
    }

    [Test]
    public async Task Each_process_writes_a_segment_of_its_own()
    {
        using var other = NewArchive();
        var mine = await _archive.AppendAsync("k1", Bytes(10));
        var theirs = await other.AppendAsync("k2", Bytes(10));

        Assert.That(mine.Segment, Is.Not.EqualTo(theirs.Segment));
        Assert.That(await _archive.ReadAsync("k2", theirs, default), Is.EqualTo(Bytes(10)));
    }

    [Test]
    public async Task A_torn_tail_harms_neither_the_records_before_it_nor_the_next_process()
    {
        var before = await _archive.AppendAsync("k1", Bytes(100));
        var torn = await _archive.AppendAsync("k2", Bytes(100));
        _archive.Dispose();
        await using (var file = File.OpenWrite(Path.Combine(_directory, before.Segment))) file.SetLength(torn.Offset + 60);
        _archive = NewArchive();
        var after = await _archive.AppendAsync("k3", Bytes(50));

        Assert.That(await _archive.ReadAsync("k1", before, default), Is.EqualTo(Bytes(100)));
        Assert.That(await _archive.ReadAsync("k3", after, default), Is.EqualTo(Bytes(50)));
        Assert.That(after.Segment, Is.Not.EqualTo(before.Segment));
        Assert.That(() => _archive.ReadAsync("k2", torn, default), Throws.TypeOf<ArchiveDamagedException>());
    }

    [Test]
    public async Task A_flipped_bit_anywhere_in_a_record_is_noticed()
    {
        var at = await _archive.AppendAsync("k1", Bytes(20));
        _archive.Dispose();
        var path = Path.Combine(_directory, at.Segment);
        var whole = await File.ReadAllBytesAsync(path);
        _archive = NewArchive();
        for (var i = 0; i < whole.Length; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[i] ^= 4;
            await File.WriteAllBytesAsync(path, damaged);
            Assert.That(() => _archive.ReadAsync("k1", at, default), Throws.TypeOf<ArchiveDamagedException>(), $"byte {i}");
        }
    }

    [Test]
    public async Task Another_keys_record_is_not_taken_for_ones_own()
    {
        var at = await _archive.AppendAsync("k1", Bytes(20));

        Assert.That(() => _archive.ReadAsync("k2", at, default), Throws.TypeOf<ArchiveDamagedException>());
    }

    [Test]
    public async Task What_a_failed_sync_lost_no_row_may_name_and_what_was_safe_before_it_may()
    {
        var failing = false;
        using var archive = new DocumentArchive(_directory, SegmentBytes, TimeProvider.System, NullLogger.Instance, (directory, _) => new FailingSegment(directory, $"{Guid.NewGuid():N}.seg", () => failing));
        var safe = await archive.AppendAsync("k1", Bytes(100));
        await archive.FlushAsync();
        var lost = await archive.AppendAsync("k2", Bytes(100));
        failing = true;
        await archive.FlushAsync();
        failing = false;

        Assert.That(() => archive.RequireDurable([safe]), Throws.Nothing);
        Assert.That(() => archive.RequireDurable([safe, lost]), Throws.InstanceOf<IOException>());
        archive.Indexed(["k2"]);
        var again = await archive.AppendAsync("k2", Bytes(100));
        await archive.FlushAsync();
        Assert.That(again.Segment, Is.Not.EqualTo(lost.Segment));
        Assert.That(() => archive.RequireDurable([again]), Throws.Nothing);
        Assert.That(archive.Flushes, Is.EqualTo(2), "a sync that failed is none");
    }

    DocumentArchive NewArchive() => new(_directory, SegmentBytes, TimeProvider.System, NullLogger.Instance, SegmentWriter.Begin);

    static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i % 256))];

    sealed class FailingSegment(string directory, string name, Func<bool> fails)
        : SegmentWriter(name, File.OpenHandle(Path.Combine(directory, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read))
    {
        public override void Flush()
        {
            if (fails()) throw new IOException("the disk is gone");
            base.Flush();
        }
    }
}
