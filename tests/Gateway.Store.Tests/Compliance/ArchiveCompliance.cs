using System.Text;
using Gateway.Store.Archive;

namespace Gateway.Store.Tests.Compliance;

public abstract partial class StoreCompliance<TFixture>
{
    [Test]
    public async Task The_same_document_of_many_orders_is_stored_once()
    {
        var scan = new string('g', 10_000);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            Task.Run(() => Store.AcceptAsync(Make.Accept(Make.Control($"A{i}", Make.Line("1", $"6{i}")), blobs: Make.Blobs(scan)), Cancel), Cancel)));
        await AcceptAsync(Make.Accept(Make.Control("B1", Make.Line("1", "7")), blobs: Make.Blobs(scan)));

        Assert.That(Directory.GetFiles(Fixture.ArchiveDirectory).Sum(f => new FileInfo(f).Length), Is.LessThan(2 * scan.Length));
        Assert.That(await Store.ReadDocumentAsync(Make.Digest(scan), Cancel), Is.EqualTo(Encoding.UTF8.GetBytes(scan)));
    }

    [Test]
    public async Task A_document_nobody_sent_is_null()
    {
        Assert.That(await Store.ReadDocumentAsync(Make.Digest("never sent"), Cancel), Is.Null);
    }

    [Test]
    public async Task A_missing_segment_is_named()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001")), blobs: Make.Blobs("ruling")));
        var segment = Directory.GetFiles(Fixture.ArchiveDirectory).Single();
        await Store.DisposeAsync();
        File.Delete(segment);
        Store = await Fixture.OpenAsync(Clock);

        Assert.That(
            () => Store.ReadDocumentAsync(Make.Digest("ruling"), Cancel),
            Throws.TypeOf<ArchiveDamagedException>().With.Message.Contains(Path.GetFileName(segment)));
    }

    [Test]
    public async Task Nothing_is_accepted_while_the_archive_cannot_be_written_and_all_goes_on_afterwards()
    {
        var aside = Fixture.ArchiveDirectory + ".aside";
        Directory.Move(Fixture.ArchiveDirectory, aside);
        var order = Make.Accept(Make.Control("A1", Make.Line("1", "6001")), blobs: Make.Blobs("ruling"));
        Assert.That(() => AcceptAsync(order), Throws.InstanceOf<IOException>());
        Assert.That(await Store.FindOrderAsync("zdz", "A1", Cancel), Is.Null);
        Directory.Move(aside, Fixture.ArchiveDirectory);

        Assert.That((await AcceptAsync(order)).Kind, Is.EqualTo(AcceptKind.Accepted));
        Assert.That(await Store.ReadDocumentAsync(Make.Digest("ruling"), Cancel), Is.EqualTo("ruling"u8.ToArray()));
    }
}
