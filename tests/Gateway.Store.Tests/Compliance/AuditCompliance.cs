using Gateway.Store.Auditing;

namespace Gateway.Store.Tests.Compliance;

public abstract partial class StoreCompliance<TFixture>
{
    [Test]
    public async Task The_audit_chain_tells_an_orders_whole_way_and_verifies_after_reopening()
    {
        await Store.AuditAsync(new AuditEntry("channel:zdz", "message.refused", "digest", """{"faults":2}"""), Cancel);
        var key = await AnsweredAsync("A1");
        await Store.StoreReceiptAsync(Make.Receipt(key), Cancel);
        await Store.AcknowledgeAsync("zdz", [1], Cancel);
        await ReopenAsync();

        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
        await Fixture.ExecuteAsync("UPDATE audit SET detail = '{}' WHERE action IN ('message.refused', 'order.accepted', 'line.final', 'receipt.stored', 'receipt.acknowledged')");
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.EqualTo(1));
    }

    [Test]
    public async Task Chains_of_more_than_one_page_verify()
    {
        await Task.WhenAll(Enumerable.Range(0, 2500).Select(i => Store.AuditAsync(new AuditEntry("t", "t", $"{i}", "{}"), Cancel)));
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
        await Fixture.ExecuteAsync("DELETE FROM audit WHERE audit_no > 2000");

        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.EqualTo(2001));
    }

    [Test]
    public async Task The_chain_is_searched_by_time_actor_action_and_subject_newest_first_and_page_by_page()
    {
        await Store.AuditAsync(new AuditEntry("person:王五", "desk.proposed", "desk:1", """{"decision":"Approve"}"""), Cancel);
        await Store.AuditAsync(new AuditEntry("person:李四", "desk.confirmed", "desk:1", "{}"), Cancel);
        Clock.Now += TimeSpan.FromHours(1);
        var later = Clock.GetUtcNow();
        await Store.AuditAsync(new AuditEntry("gateway", "line.final", "zdz:A%1:1", "{}"), Cancel);
        await Store.AuditAsync(new AuditEntry("person:王五", "customer.looked", "desk:12", "{}"), Cancel);

        Assert.That(await NumbersAsync(new AuditFilter()), Is.EqualTo(new[] { 4, 3, 2, 1 }));
        Assert.That(await NumbersAsync(new AuditFilter { From = later }), Is.EqualTo(new[] { 4, 3 }));
        Assert.That(await NumbersAsync(new AuditFilter { Until = later }), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(await NumbersAsync(new AuditFilter { From = later.AddSeconds(1) }), Is.Empty);
        Assert.That(await NumbersAsync(new AuditFilter { Actor = "person:王" }), Is.EqualTo(new[] { 4, 1 }));
        Assert.That(await NumbersAsync(new AuditFilter { Action = "desk." }), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(await NumbersAsync(new AuditFilter { Subject = "desk:1", Action = "customer" }), Is.EqualTo(new[] { 4 }));
        Assert.That(await NumbersAsync(new AuditFilter { Subject = "zdz:A%1" }), Is.EqualTo(new[] { 3 }), "a sign of LIKE means itself");
        Assert.That(await NumbersAsync(new AuditFilter { Subject = "zdz:A_1" }), Is.Empty);
        var page = await Store.ReadAuditAsync(new AuditFilter(), long.MaxValue, 3, Cancel);
        Assert.That((page.Next, page.LookedTo), Is.EqualTo(((long?)2, (DateTimeOffset?)Start)));
        Assert.That((await Store.ReadAuditAsync(new AuditFilter(), 2, 3, Cancel)) is { Next: null, Records: [{ Number: 1, Entry.Detail: """{"decision":"Approve"}""", Altered: false }] }, Is.True);
        Assert.That((await Store.FindAuditAsync(3, Cancel))!.Entry.Action, Is.EqualTo("line.final"));
        Assert.That(await Store.FindAuditAsync(5, Cancel), Is.Null);
    }

    [Test]
    public async Task A_verification_tells_how_far_it_is()
    {
        for (var i = 0; i < 3; i++) await Store.AuditAsync(new AuditEntry("t", "t", $"{i}", "{}"), Cancel);
        var told = new Told();
        Assert.That(await Store.VerifyAuditAsync(told, Cancel), Is.Null);
        Assert.That(told.Progress, Is.EqualTo(new[] { new AuditProgress(3, 3) }));
    }

    async Task<IEnumerable<long>> NumbersAsync(AuditFilter filter) => (await Store.ReadAuditAsync(filter, long.MaxValue, 10, Cancel)).Records.Select(r => r.Number);

    sealed class Told : IProgress<AuditProgress>
    {
        public List<AuditProgress> Progress { get; } = [];

        public void Report(AuditProgress value) => Progress.Add(value);
    }

    [TestCase("UPDATE audit SET detail = 'x' WHERE audit_no = 3", 3, TestName = "An_altered_detail_shows")]
    [TestCase("UPDATE audit SET actor = 'x' WHERE audit_no = 3", 3, TestName = "An_altered_actor_shows")]
    [TestCase("UPDATE audit SET recorded_at = recorded_at + 1 WHERE audit_no = 3", 3, TestName = "An_altered_moment_shows")]
    [TestCase("UPDATE audit SET actor = 'tt', action = '' WHERE audit_no = 3", 3, TestName = "Text_moved_from_one_field_to_the_next_shows")]
    [TestCase("UPDATE audit SET hash = previous_hash WHERE audit_no = 3", 3, TestName = "An_altered_hash_shows")]
    [TestCase("DELETE FROM audit WHERE audit_no = 3", 3, TestName = "A_missing_entry_shows")]
    [TestCase("DELETE FROM audit WHERE audit_no = 5", 5, TestName = "A_missing_last_entry_shows")]
    [TestCase("DELETE FROM audit WHERE audit_no = 1", 1, TestName = "A_missing_first_entry_shows")]
    [TestCase("DELETE FROM audit", 1, TestName = "An_emptied_chain_shows")]
    [TestCase("UPDATE audit SET audit_no = 100 WHERE audit_no = 4; UPDATE audit SET audit_no = 4 WHERE audit_no = 5; UPDATE audit SET audit_no = 5 WHERE audit_no = 100", 4, TestName = "Entries_in_another_order_show")]
    [TestCase("UPDATE store_head SET last_audit_hash = (SELECT hash FROM audit WHERE audit_no = 4)", 5, TestName = "A_head_that_names_another_hash_shows")]
    public async Task Tampering_with_the_audit_chain_shows(string tampering, long first)
    {
        for (var i = 0; i < 5; i++) await Store.AuditAsync(new AuditEntry("t", "t", $"{i}", "{}"), Cancel);
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
        await Fixture.ExecuteAsync(tampering);

        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.EqualTo(first));
    }
}
