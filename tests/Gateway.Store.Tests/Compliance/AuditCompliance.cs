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
