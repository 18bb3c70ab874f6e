using Gateway.Store.Archive;

namespace Gateway.Store.Tests.Compliance;

// Receipts whose document the archive has lost.
public abstract partial class StoreCompliance<TFixture>
{
    [Test]
    public async Task A_damaged_receipt_holds_up_those_behind_it_until_its_document_is_replaced()
    {
        var segments = await ThreeReceiptsAsync();
        File.Delete(segments[1]);

        Assert.That(await SequencesAsync(), Is.EqualTo(new[] { 1L }));
        Assert.That(() => Store.ReadReceiptAsync("zdz", 2, Cancel), Throws.TypeOf<ArchiveDamagedException>());
        var damaged = (await Store.ReadDamagedAsync(10, Cancel)).Single();
        Assert.That((damaged.Sequence, damaged.Kind, damaged.Order.OrderNo, damaged.Lost), Is.EqualTo((2L, ReceiptKind.Final, "A2", false)));
        Assert.That(await NumbersAsync(), Is.EqualTo((1L, 0L, 1L)));
        Assert.That(await Store.LookAgainAsync(damaged, Cancel), Is.False);
        Assert.That(await Store.ReadBodyAsync(damaged, Cancel), Is.EqualTo(Make.Receipt(damaged.Order).Body));
        Assert.That(await Store.ReplaceAsync(damaged, [1, 2, 3], null, Cancel), Is.True);
        Assert.That(await Store.ReplaceAsync(damaged, [4], null, Cancel), Is.False, "it is mended");
        Assert.That(await Store.GiveUpAsync(damaged, Cancel), Is.False);

        Assert.That(await SequencesAsync(), Is.EqualTo(new[] { 1L, 2L, 3L }));
        var receipt = (await Store.ReadReceiptAsync("zdz", 2, Cancel))!;
        Assert.That((Text(receipt.Ofd), Text(receipt.Body)), Is.EqualTo((Text(new byte[] { 1, 2, 3 }), Text(Make.Receipt(damaged.Order).Body))));
        Assert.That(await Store.ReadDamagedAsync(10, Cancel), Is.Empty);
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
        Assert.That(await Store.ReadReceiptAsync("zdz", 4, Cancel), Is.Null);
    }

    [Test]
    public async Task One_that_is_given_up_is_passed_by_until_its_segment_is_put_back()
    {
        var segments = await ThreeReceiptsAsync();
        var bytes = await File.ReadAllBytesAsync(segments[1], Cancel);
        await File.WriteAllBytesAsync(segments[1], [.. bytes[..^1], (byte)(bytes[^1] ^ 1)], Cancel);
        await SequencesAsync();
        var damaged = (await Store.ReadDamagedAsync(10, Cancel)).Single();
        Assert.That((await Store.GiveUpAsync(damaged, Cancel), await Store.GiveUpAsync(damaged, Cancel)), Is.EqualTo((true, false)));
        await ReopenAsync();

        Assert.That(await SequencesAsync(), Is.EqualTo(new[] { 1L, 3L }));
        Assert.That(() => Store.FindReceiptAsync("zdz", "A2", null, Cancel), Throws.TypeOf<ArchiveDamagedException>());
        Assert.That(await NumbersAsync(), Is.EqualTo((0L, 1L, 1L)));
        await File.WriteAllBytesAsync(segments[1], bytes, Cancel);
        Assert.That(await Store.LookAgainAsync((await Store.ReadDamagedAsync(10, Cancel)).Single(), Cancel), Is.True);

        Assert.That(await SequencesAsync(), Is.EqualTo(new[] { 1L, 2L, 3L }));
        Assert.That(await NumbersAsync(), Is.EqualTo((0L, 0L, 0L)));
    }

    /// <summary>Each in a segment of its own, in their order.</summary>
    async Task<IReadOnlyList<string>> ThreeReceiptsAsync()
    {
        var segments = new List<string>();
        foreach (var order in (string[])["A1", "A2", "A3"])
        {
            await Store.StoreReceiptAsync(Make.Receipt(await AnsweredAsync(order)), Cancel);
            await ReopenAsync();
            segments.Add(Directory.GetFiles(Fixture.ArchiveDirectory).Except(segments).Single());
        }

        return segments;
    }

    async Task<IEnumerable<long>> SequencesAsync() => (await Store.ReadReceiptsAsync("zdz", 1, 10, false, Cancel)).Select(r => r.Sequence);

    async Task<(long Damaged, long Lost, long Segments)> NumbersAsync()
    {
        var numbers = await Store.ReadStatisticsAsync(Cancel);
        return (numbers.DamagedReceipts, numbers.LostReceipts, numbers.DamagedSegments);
    }
}
