using Gateway.Register.Orders;
using Gateway.Store.Privacy;

namespace Gateway.Store.Tests.Compliance;

// What rows say of customers is sealed, each value for its own place.
public abstract partial class StoreCompliance<TFixture>
{
    string KeyFileName => Path.Combine(Path.GetDirectoryName(Fixture.ArchiveDirectory)!, "data-keys.txt");

    [Test]
    public async Task A_change_of_the_data_key_leaves_everything_as_it_was_and_the_old_key_may_go()
    {
        var order = await AnsweredAsync("A1");
        await Store.StoreReceiptAsync(Make.Receipt(order), Cancel);
        var inquiry = (await AcceptAsync(Make.Accept(Make.Inquiry("Q1"), blobs: Make.Blobs("ruling")))).Known.Key;
        await OpenTaskAsync();
        var before = await ReadableAsync(order, inquiry);
        var party = Store.PartyKeyOf(Make.Party);
        var old = await File.ReadAllTextAsync(KeyFileName, Cancel);

        var newest = KeyFile.Add(KeyFileName, "sm4-gcm", Clock.Now);
        Assert.That(await Store.RefreshKeysAsync(Cancel), Is.EqualTo(newest));
        Clock.Now += Store.NoticedWithin;
        var done = await Store.ReencryptAsync((_, _) => { }, Cancel);
        Assert.That(done.Values, Is.GreaterThan(10));
        Assert.That(done.RetiredKeys, Is.EqualTo(new[] { old.Split(' ')[0] }));
        Assert.That((await Store.ReencryptAsync((_, _) => { }, Cancel)).Values, Is.Zero, "all of it the first time");

        await File.WriteAllTextAsync(KeyFileName, (await File.ReadAllTextAsync(KeyFileName, Cancel)).Replace(old, "", StringComparison.Ordinal), Cancel);
        await ReopenAsync();
        Assert.That(await ReadableAsync(order, inquiry), Is.EqualTo(before));
        Assert.That(Store.PartyKeyOf(Make.Party), Is.EqualTo(party), "an inquiry that waits is found by it");
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
    }

    [Test]
    public async Task Segments_that_hold_nothing_any_more_go_once_nobody_can_write_to_them()
    {
        await AcceptAsync(Make.Accept(Make.Inquiry("Q1"), blobs: Make.Blobs("ruling")));
        KeyFile.Add(KeyFileName, "aes-256-gcm", Clock.Now);
        await Store.RefreshKeysAsync(Cancel);
        Clock.Now += Store.NoticedWithin;
        Assert.That(await Store.ReencryptAsync((_, _) => { }, Cancel), Has.Property(nameof(ReencryptResult.SegmentsRemoved)).Zero, "a process may still write to it");
        await AcceptAsync(Make.Accept(Make.Inquiry("Q2"), blobs: Make.Blobs("second")));
        Clock.Now += TimeSpan.FromDays(3);

        await AcceptAsync(Make.Accept(Make.Inquiry("Q3"), blobs: Make.Blobs("third")));
        KeyFile.Add(KeyFileName, "aes-256-gcm", Clock.Now);
        await Store.RefreshKeysAsync(Cancel);
        Clock.Now += Store.NoticedWithin;
        Assert.That(await Store.ReencryptAsync((_, _) => { }, Cancel), Has.Property(nameof(ReencryptResult.SegmentsRemoved)).EqualTo(1), "nobody writes to a segment for more than a day");
        Assert.That(await Store.ReadDocumentAsync(Make.Digest("second"), Cancel), Is.EqualTo("second"u8.ToArray()));
    }

    [Test]
    public async Task A_key_that_another_process_added_is_read_when_it_is_met()
    {
        await using var other = await Fixture.OpenAsync(Clock);
        KeyFile.Add(KeyFileName, "aes-256-gcm", Clock.Now);
        await other.RefreshKeysAsync(Cancel);
        var accepted = await other.AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))), Cancel);

        Assert.That((await Store.ReadOrderAsync(accepted.Known.Key, Cancel))!.Order.Party, Is.EqualTo(Make.Party));
    }

    [Test]
    public async Task Without_its_key_or_with_another_one_of_the_same_name_a_store_does_not_open()
    {
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))));
        var keys = await File.ReadAllTextAsync(KeyFileName, Cancel);
        var id = keys.Split(' ')[0];

        File.Delete(KeyFileName);
        KeyFile.Add(KeyFileName, "aes-256-gcm", Clock.Now);
        Assert.That(() => Fixture.OpenAsync(Clock), Throws.TypeOf<StoreKeyException>().With.Message.Contains($"sealed with the key {id}, which the key file does not hold"));
        await File.WriteAllTextAsync(KeyFileName, $"{id} aes-256-gcm {Convert.ToBase64String(new byte[32])}\n", Cancel);
        Assert.That(() => Fixture.OpenAsync(Clock), Throws.TypeOf<StoreKeyException>().With.Message.Contains($"the key {id} of the key file is not the one"));
        await File.WriteAllTextAsync(KeyFileName, keys, Cancel);
        await (await Fixture.OpenAsync(Clock)).DisposeAsync();
    }

    [Test]
    public async Task A_value_that_was_taken_from_another_row_does_not_open()
    {
        var first = (await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))))).Known.Key;
        await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6002"))));
        await Fixture.ExecuteAsync("UPDATE orders SET order_json = (SELECT o.order_json FROM orders o WHERE o.order_no = 'A2') WHERE order_no = 'A1'");

        Assert.That(() => Store.ReadOrderAsync(first, Cancel), Throws.TypeOf<StoreKeyException>().With.Message.Contains("orders.order_json does not hold what was sealed for it"));
    }

    async Task OpenTaskAsync()
    {
        var proposal = new Desk.DeskProposal("甲", Desk.DeskDecision.Approve, "张三的账户", Make.Digest("evidence"), "evidence"u8.ToArray());
        var act = new DeskAct { TaskId = 0, Authority = "某公安局", DocumentNo = "X1", To = new DateOnly(2026, 8, 1) };
        await Store.OpenTaskAsync(new Desk.NewDeskTask(Desk.DeskTaskKind.EnterOtherFreeze, "6001", "", act, "张三"), proposal, Cancel);
    }

    async Task<string> ReadableAsync(OrderKey order, OrderKey inquiry) => Text((
        await Store.ReadOrderAsync(order, Cancel), await Store.ReadReceiptsAsync("zdz", 1, 10, true, Cancel), await Store.ReadInquiriesAsync(Store.PartyKeyOf(Make.Party), 10, Cancel),
        await Store.ReadOrderAsync(inquiry, Cancel), await Store.ReadTasksAsync(new Desk.DeskFilter(null, true), 10, Cancel), await Store.ReadDocumentAsync(Make.Digest("ruling"), Cancel)).ToTuple());
}
