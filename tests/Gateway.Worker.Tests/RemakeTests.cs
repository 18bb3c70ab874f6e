using Gateway.Contracts.V1;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Store.Archive;
using Gateway.Store.Retention;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

/// <summary>Receipts whose document the archive has lost.</summary>
[TestFixture]
public sealed class RemakeTests
{
    private const string Account = "6222000000000001";

    [Test]
    public async Task A_lost_document_is_made_anew_under_its_number_and_says_what_it_said()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await AnswerAsync(bench, "O1");
        await AnswerAsync(bench, "O2");
        var before = await bench.ReceiptsAsync();
        // The segment that both were written to; what comes from here on begins another.
        File.Delete(bench.Segments.Single());
        await AnswerAsync(bench, "O3");
        Assert.That(await bench.ReceiptsAsync(), Is.Empty, "the stream waits");
        await bench.Remakes().RunDueAsync(default);
        Assert.That(await bench.ReceiptsAsync(), Is.Empty, "people have a while to put the segment back");

        bench.Time.Advance(TimeSpan.FromSeconds(bench.Options.ReceiptRemakeSeconds));
        await bench.Remakes().RunDueAsync(default);

        var after = await bench.ReceiptsAsync();
        Assert.That(after.Select(r => r.Sequence), Is.EqualTo(new[] { 1L, 2L, 3L }));
        Assert.That(after.Take(2).Select(r => r.Body), Is.EqualTo(before.Select(r => r.Body)));
        Assert.That(after.Take(2).Select(r => (r.Kind, r.Order, r.CreatedAt, r.Acknowledged)), Is.EqualTo(before.Select(r => (r.Kind, r.Order, r.CreatedAt, r.Acknowledged))));
        Assert.That(new SealVerifier(TestSeal.Trust, new SealPolicy()).VerifyOfd(after[1].Ofd, bench.Time.GetUtcNow()).IsValid, Is.True);
        Assert.That(OfdText.Extract(after[1].Ofd), Does.Contain("O2").And.Contain("原电子文件损毁，现按原内容重新制作"));
        Assert.That(await bench.Store.VerifyAuditAsync(default), Is.Null);
    }

    [Test]
    public async Task What_cannot_be_made_anew_holds_up_nobody()
    {
        await using var bench = await Bench.OpenAsync();
        await AnswerAsync(bench, "O1");
        await bench.Store.AcknowledgeAsync(Bench.Channel, [1], default);
        bench.Time.Advance(TimeSpan.FromDays(91));
        var lease = (await ((ILeases)bench.Store).TakeLeaseAsync("retention", "me", TimeSpan.FromMinutes(5), default))!;
        Assert.That((await ((IRetention)bench.Store).ArchiveOrdersAsync(lease, bench.Time.GetUtcNow(), 0, 10, default)).Moved, Is.EqualTo(1));
        foreach (var segment in bench.Segments) File.Delete(segment);
        await AnswerAsync(bench, "O2");
        Assert.That(() => bench.Store.ReadReceiptAsync(Bench.Channel, 1, default), Throws.TypeOf<ArchiveDamagedException>());
        bench.Time.Advance(TimeSpan.FromSeconds(bench.Options.ReceiptRemakeSeconds));

        await bench.Remakes().RunDueAsync(default);
        await bench.Remakes().RunDueAsync(default);

        Assert.That((await bench.ReceiptsAsync()).Select(r => r.Sequence), Is.EqualTo(new[] { 2L }));
        var numbers = await bench.Store.ReadStatisticsAsync(default);
        Assert.That((numbers.DamagedReceipts, numbers.LostReceipts, numbers.DamagedSegments), Is.EqualTo((0L, 1L, 2L)));
    }

    // Refused for its account: nothing of it stays in the register.
    private static async Task AnswerAsync(Bench bench, string orderNo)
    {
        await bench.AcceptAsync(Given.Control(orderNo, Given.Freeze(orderNo == "O1" ? Account : "6222000000000009", 100)));
        await bench.RunAllAsync();
    }
}
