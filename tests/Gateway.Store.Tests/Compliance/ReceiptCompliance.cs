using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Orders;

namespace Gateway.Store.Tests.Compliance;

public abstract partial class StoreCompliance<TFixture>
{
    [Test]
    public async Task A_stored_receipt_comes_back_as_it_was_and_answers_its_order()
    {
        var key = await AnsweredAsync("A1");
        var stored = await Store.StoreReceiptAsync(Make.Receipt(key), Cancel);
        await ReopenAsync();

        var read = (await Store.ReadReceiptsAsync("zdz", 1, 10, false, Cancel)).Single();
        Assert.That(Text(read), Is.EqualTo(Text(stored)));
        Assert.That((read.Sequence, read.Kind, read.Order, read.Acknowledged), Is.EqualTo((1L, ReceiptKind.Final, key, false)));
        Assert.That(read.Ofd, Is.EqualTo(Make.Receipt(key).Ofd));
        Assert.That((await Store.FindOrderAsync("zdz", "A1", Cancel))!.State, Is.EqualTo(OrderState.Answered));
        Assert.That(await Store.ReadUnansweredAsync(OrderKind.Control, 0, 10, Cancel), Is.Empty);
    }

    [Test]
    public async Task The_oldest_receipt_that_a_channel_has_not_acknowledged_is_known()
    {
        foreach (var order in (string[])["A1", "A2"])
        {
            Clock.Now += TimeSpan.FromMinutes(1);
            await Store.StoreReceiptAsync(Make.Receipt(await AnsweredAsync(order)) with { CreatedAt = Clock.Now }, Cancel);
        }

        Assert.That((await Store.ReadStatisticsAsync(Cancel)).OldestUnacknowledged, Is.EqualTo(new Dictionary<string, DateTimeOffset> { ["zdz"] = Clock.Now.AddMinutes(-1) }));
        await Store.AcknowledgeAsync("zdz", [1], Cancel);
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).OldestUnacknowledged["zdz"], Is.EqualTo(Clock.Now));
        await Store.AcknowledgeAsync("zdz", [2], Cancel);
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).OldestUnacknowledged, Is.Empty);
    }

    [Test]
    public async Task A_large_document_is_kept_in_pieces_read_from_anywhere_and_stands_for_a_receipts_OFD()
    {
        var content = new byte[9 << 20];
        new Random(1).NextBytes(content);
        var large = await Store.StoreLargeAsync(new MemoryStream(content), Cancel);
        Assert.That(await Store.StoreLargeAsync(new MemoryStream(content), Cancel), Is.EqualTo(large), "the same again");
        var key = await AnsweredAsync("A1");
        await Store.StoreReceiptAsync(Make.Receipt(key) with { Ofd = [], Large = large }, Cancel);
        await ReopenAsync();

        var read = (await Store.ReadReceiptsAsync("zdz", 1, 10, false, Cancel)).Single();
        Assert.That((read.Large, read.Ofd.Length, large.Bytes), Is.EqualTo((large, 0, (long)content.Length)));
        foreach (var from in (long[])[0, 5, 4 << 20, content.Length - 1, content.Length])
        {
            using var all = new MemoryStream();
            await foreach (var piece in Store.ReadLargeAsync(large.Key, from, Cancel)) all.Write(piece.Span);
            Assert.That(all.ToArray().AsSpan().SequenceEqual(content.AsSpan((int)from)), Is.True, $"from {from}");
        }

        Assert.That(await Store.FindLargeAsync("pieces-none", Cancel), Is.Null);
    }

    [Test]
    public async Task A_second_final_receipt_is_not_stored_and_the_first_is_returned_unchanged()
    {
        var key = await AnsweredAsync("A1");
        await Store.StoreReceiptAsync(Make.Receipt(key), Cancel);
        var others = await Task.WhenAll(Enumerable.Range(0, 5).Select(i =>
            Task.Run(() => Store.StoreReceiptAsync(Make.Receipt(key) with { Ofd = [(byte)i], Body = [(byte)i] }, Cancel), Cancel)));

        Assert.That(others.Select(r => (r.Sequence, Text(r.Ofd), Text(r.Body))), Is.All.EqualTo((1L, Text(Make.Receipt(key).Ofd), Text(Make.Receipt(key).Body))));
        Assert.That(await Store.ReadReceiptsAsync("zdz", 1, 10, true, Cancel), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Racing_final_receipts_of_one_order_all_give_the_one_that_won()
    {
        var key = await AnsweredAsync("A1");
        await using var other = await Fixture.OpenAsync(Clock);
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Task.Run(() => (i % 2 == 0 ? Store : other).StoreReceiptAsync(Make.Receipt(key) with { Ofd = [(byte)i] }, Cancel), Cancel)));

        Assert.That(results.Select(r => Text(r.Ofd)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(results.Select(r => r.Sequence), Is.All.EqualTo(1));
    }

    [Test]
    public async Task Sequences_have_no_gap_and_no_repeat_however_many_write_at_once_and_each_channel_has_its_own()
    {
        var keys = new List<OrderKey>();
        for (var i = 0; i < 20; i++) keys.Add(await AnsweredAsync($"A{i}", i % 4 == 0 ? "dzd" : "zdz"));
        await using var other = await Fixture.OpenAsync(Clock);
        var stores = new[] { Store, other };

        await Task.WhenAll(keys.SelectMany((k, i) => new[] { ReceiptKind.Interim, ReceiptKind.Final }.Select(kind =>
            Task.Run(() => stores[i % 2].StoreReceiptAsync(Make.Receipt(k, kind), Cancel), Cancel))));

        Assert.That((await Store.ReadReceiptsAsync("zdz", 1, 100, true, Cancel)).Select(r => r.Sequence), Is.EqualTo(Enumerable.Range(1, 30)));
        Assert.That((await Store.ReadReceiptsAsync("dzd", 1, 100, true, Cancel)).Select(r => r.Sequence), Is.EqualTo(Enumerable.Range(1, 10)));
        Assert.That((await Store.ReadLastReceiptAsync("dzd", Cancel), await Store.ReadLastReceiptAsync("none", Cancel)), Is.EqualTo((10L, 0L)));
    }

    [Test]
    public async Task A_sequence_that_a_failed_step_would_have_taken_is_given_to_the_next()
    {
        var key = await AnsweredAsync("A1");
        Assert.That(() => Store.StoreReceiptAsync(Make.Receipt(key with { OrderNo = "no such order" }, ReceiptKind.Interim), Cancel), Throws.InvalidOperationException);

        Assert.That((await Store.StoreReceiptAsync(Make.Receipt(key), Cancel)).Sequence, Is.EqualTo(1));
    }

    [Test]
    public async Task Receipts_are_read_from_a_number_on_and_acknowledged_ones_only_on_request()
    {
        for (var i = 0; i < 5; i++) await Store.StoreReceiptAsync(Make.Receipt(await AnsweredAsync($"A{i}")), Cancel);
        var unknown = await Store.AcknowledgeAsync("zdz", [2, 4, 99], Cancel);
        var again = await Store.AcknowledgeAsync("zdz", [2], Cancel);

        Assert.That(unknown, Is.EqualTo(new[] { 99L }));
        Assert.That(again, Is.Empty);
        Assert.That((await Store.ReadReceiptsAsync("zdz", 2, 2, false, Cancel)).Select(r => r.Sequence), Is.EqualTo(new[] { 3L, 5L }));
        Assert.That((await Store.ReadReceiptsAsync("zdz", 2, 2, true, Cancel)).Select(r => (r.Sequence, r.Acknowledged)), Is.EqualTo(new[] { (2L, true), (3L, false) }));
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).UnacknowledgedReceipts, Is.EqualTo(3));
    }

    [Test]
    public async Task Another_channels_numbers_cannot_be_acknowledged()
    {
        await Store.StoreReceiptAsync(Make.Receipt(await AnsweredAsync("A1")), Cancel);

        Assert.That(await Store.AcknowledgeAsync("dzd", [1], Cancel), Is.EqualTo(new[] { 1L }));
        Assert.That((await Store.ReadReceiptsAsync("zdz", 1, 1, false, Cancel)).Single().Acknowledged, Is.False);
    }

    [Test]
    public async Task An_order_is_acknowledged_with_its_final_receipt_not_with_an_interim_one()
    {
        var key = await AnsweredAsync("A1");
        await Store.StoreReceiptAsync(Make.Receipt(key, ReceiptKind.Interim), Cancel);
        await Store.StoreReceiptAsync(Make.Receipt(key), Cancel);
        await Store.AcknowledgeAsync("zdz", [1], Cancel);
        Assert.That((await Store.FindOrderAsync("zdz", "A1", Cancel))!.State, Is.EqualTo(OrderState.Answered));
        await Store.AcknowledgeAsync("zdz", [2], Cancel);

        Assert.That((await Store.FindOrderAsync("zdz", "A1", Cancel))!.State, Is.EqualTo(OrderState.Acknowledged));
    }

    [Test]
    public async Task The_final_receipt_is_found_by_order_and_by_version()
    {
        var first = await AnsweredAsync("A1", refusal: Reason.SealExpired);
        await Store.StoreReceiptAsync(Make.Receipt(first), Cancel);
        var second = await AnsweredAsync("A1", version: 2, documents: "mended");
        Assert.That((await Store.FindReceiptAsync("zdz", "A1", null, Cancel))!.Order, Is.EqualTo(first), "version 2 has none yet");
        await Store.StoreReceiptAsync(Make.Receipt(second), Cancel);

        Assert.That((await Store.FindReceiptAsync("zdz", "A1", null, Cancel))!.Order, Is.EqualTo(second));
        Assert.That((await Store.FindReceiptAsync("zdz", "A1", 1, Cancel))!.Order, Is.EqualTo(first));
        Assert.That(await Store.FindReceiptAsync("zdz", "A1", 3, Cancel), Is.Null);
    }

    [Test]
    public async Task An_inquiry_is_answered_once_and_then_waits_for_its_receipt()
    {
        var key = (await AcceptAsync(Make.Accept(Make.Inquiry("Q1")))).Known.Key;
        await AcceptAsync(Make.Accept(Make.Inquiry("Q2")));
        await AcceptAsync(Make.Accept(Make.Inquiry("Q3", Make.Party with { IdNumber = "other" })));
        var open = await Store.ReadInquiriesAsync(Store.PartyKeyOf(Make.Party), 10, Cancel);
        Assert.That(open.Select(o => o.Order.OrderNo), Is.EqualTo(new[] { "Q1", "Q2" }));
        Assert.That(await Store.ReadInquiriesAsync(Store.PartyKeyOf(Make.Party), 1, Cancel), Has.Count.EqualTo(1));
        var register = new RegisterKey("6001", "01");
        var live = new LiveRegister { Key = register, Currency = "CNY", BalanceMinor = 100, OtherFreezes = [new OtherFreeze("公安", "1", null, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), Start)] };
        var account = new LiveAccount { Account = "6001", Holder = Make.Party, Status = AccountStatus.Dormant, Registers = [live], CoOwners = [new CoOwner("李四", 0.5m)], AsOf = Start };
        var described = new RegisterAnswer
        {
            Key = register,
            Currency = "CNY",
            BalanceMinor = 100,
            AvailableMinor = 5,
            Freezes = [new FreezeRecord(1, "公安", "1", null, 95, new DateOnly(2026, 12, 31))],
            Transactions = [new AccountTransaction("1", "转账", true, "CNY", 7, Start, "王五", "9", "某行")],
        };
        var answer = new InquiryAnswer { AsOf = Start, Accounts = [new AccountAnswer(account, [described])] };

        Assert.That(await Store.RecordInquiryAsync(key, answer, Cancel), Is.True);
        Assert.That(await Store.RecordInquiryAsync(key, answer with { Refusal = Reason.PartyNotCustomer }, Cancel), Is.False);

        Assert.That((await Store.ReadInquiriesAsync(Store.PartyKeyOf(Make.Party), 10, Cancel)).Select(o => o.Order.OrderNo), Is.EqualTo(new[] { "Q2" }));
        Assert.That((await Store.ReadUnansweredAsync(OrderKind.Inquiry, 0, 10, Cancel)).Select(u => u.Key), Is.EqualTo(new[] { key }));
        Assert.That(Text((await Store.ReadOrderAsync(key, Cancel))!.Inquiry), Is.EqualTo(Text(answer)));
    }

    [Test]
    public async Task An_inquiry_refused_for_its_documents_is_curable()
    {
        var key = (await AcceptAsync(Make.Accept(Make.Inquiry("Q1"), refusal: Reason.DocumentMissing))).Known.Key;
        await Store.RecordInquiryAsync(key, new InquiryAnswer { AsOf = Start, Refusal = Reason.DocumentMissing }, Cancel);
        await Store.StoreReceiptAsync(Make.Receipt(key), Cancel);

        Assert.That((await Store.FindOrderAsync("zdz", "Q1", Cancel))!.Curable, Is.True);
    }

    /// <summary>A one-line order whose line is final.</summary>
    async Task<OrderKey> AnsweredAsync(string orderNo, string channel = "zdz", int version = 1, string documents = "documents", Reason? refusal = null)
    {
        var account = $"6{channel}{orderNo}";
        var accepted = await AcceptAsync(Make.Accept(Make.Control(orderNo, Make.Line("1", account)), channel, version, documents: documents, refusal: refusal));
        var turn = await OpenTurnAsync(account);
        await Store.RecordOutcomeAsync(turn, refusal is { } reason ? Make.Refused(turn, reason) : Make.Frozen(turn), Cancel);
        return accepted.Known.Key;
    }
}
