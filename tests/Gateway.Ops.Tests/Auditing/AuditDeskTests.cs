using System.Text;
using Gateway.Ops.Auditing;
using Gateway.Ops.Privacy;
using Gateway.Store;
using Gateway.Store.Auditing;
using NSubstitute;

namespace Gateway.Ops.Tests.Auditing;

/// <summary>What people see of the audit chain.</summary>
internal sealed class AuditDeskTests
{
    static readonly DateTimeOffset At = new(2026, 11, 22, 1, 2, 3, TimeSpan.Zero);

    [TestCase("account.parked", "6222000000001234", "****1234", TestName = "An_account_that_stopped")]
    [TestCase("customer.looked", "account:6222000000001234", "account:****1234", TestName = "An_account_that_was_looked_at")]
    [TestCase("customer.looked", "lookup:6222000000001234", "lookup:****1234", TestName = "An_account_that_was_looked_up")]
    [TestCase("register.changed", "register:Parties:10100 110101199001010011", "register:Parties:****0011", TestName = "An_amendment_of_a_party")]
    [TestCase("customer.looked", "desk:17", "desk:17", TestName = "A_task_is_no_number_of_a_customer")]
    [TestCase("order.accepted", "zdz:K1:1", "zdz:K1:1", TestName = "An_order_is_no_number_of_a_customer")]
    public void A_subject_is_masked(string action, string subject, string masked)
    {
        Assert.That(AuditWords.Subject(new AuditEntry("gateway", action, subject, "{}"), Sight.OfMasked), Is.EqualTo(masked));
        Assert.That(AuditWords.Subject(new AuditEntry("gateway", action, subject, "{}"), Revealing), Is.EqualTo(subject));
    }

    [TestCase("""{"kind":"Freeze","why":"张三的账户","sequence":3,"refusal":null,"empty":""}""", "kind=Freeze;why=****;sequence=3", TestName = "Free_text_is_masked_and_what_is_empty_left_out")]
    [TestCase("""{"something new":"张三","faults":["张三"]}""", "something new=****;faults=****", TestName = "What_nobody_listed_is_masked")]
    [TestCase("no json: 张三", "=****", TestName = "What_is_no_object_is_masked")]
    [TestCase("", "", TestName = "An_entry_without_detail_has_none")]
    public void A_detail_is_shown(string detail, string shown) =>
        Assert.That(string.Join(';', AuditWords.Detail(new AuditEntry("a", "b", "c", detail), Sight.OfMasked).Select(d => $"{d.Name}={d.Text}")), Is.EqualTo(shown));

    [Test]
    public async Task A_search_goes_on_through_parts_of_the_chain_that_have_nothing_until_a_page_is_full_or_enough_was_looked_at()
    {
        var log = Substitute.For<IAuditLog>();
        log.ReadAuditAsync(default!, default, default, default).ReturnsForAnyArgs(call => new AuditPage((long)call[1] <= 500 ? [Record((long)call[1])] : [], (long)call[1] - 100, At));
        var desk = new AuditDesk(log);
        var page = await desk.ReadAsync(new AuditFilter(), 700, 2, default);
        Assert.That(page.Records.Select(r => r.Number), Is.EqualTo(new[] { 500L, 400L }));
        Assert.That(page.Next, Is.EqualTo(300));

        log.ClearReceivedCalls();
        page = await desk.ReadAsync(new AuditFilter(), 1_000_000, 2, default);
        Assert.That((page.Records.Count, page.Next), Is.EqualTo((0, (long?)999_000)));
        Assert.That(log.ReceivedCalls().Count(), Is.EqualTo(10));
    }

    [Test]
    public async Task A_file_has_every_entry_masked_with_its_hash_and_what_was_altered_as_such()
    {
        var log = Substitute.For<IAuditLog>();
        log.ReadAuditAsync(default!, long.MaxValue, default, default).ReturnsForAnyArgs(new AuditPage([Record(2), Record(1) with { Altered = true }], null, At));
        var text = Encoding.UTF8.GetString(await new AuditDesk(log).ExportAsync(new AuditFilter(), Sight.OfMasked, TimeZoneInfo.Utc, default));
        Assert.That(text.TrimStart('\uFEFF').Split("\r\n"), Is.EqualTo(new[]
        {
            "number,recorded,actor,action,subject,detail,hash",
            "2,2026-11-22 01:02:03.0000000+00:00,'=gateway,account.parked,****1234,cause=****,h2",
            "1,2026-11-22 01:02:03.0000000+00:00,'=gateway,account.parked,****1234,ALTERED,h1",
            "",
        }));
    }

    [TestCase(null)]
    [TestCase(7L)]
    public async Task A_verification_tells_how_far_it_is_and_its_end_stands_in_the_chain(long? broken)
    {
        var log = Substitute.For<IAuditLog>();
        var store = Substitute.For<IStore>();
        var verification = new AuditVerification(log, store, null!, TimeProvider.System);
        log.VerifyAuditAsync(default!, default).ReturnsForAnyArgs(call =>
        {
            ((IProgress<AuditProgress>)call[0]).Report(new AuditProgress(6, 12));
            Assert.That((verification.Last!.Done, verification.Last.Of, verification.Last.EndedAt), Is.EqualTo((6L, 12L, (DateTimeOffset?)null)));
            return broken;
        });
        await verification.RunAsync("赵查看", default);
        Assert.That((verification.Last!.Broken, verification.Last.EndedAt is not null, verification.Last.By), Is.EqualTo((broken, true, "赵查看")));
        await store.Received().AuditAsync(Arg.Is<AuditEntry>(e => e.Actor == "person:赵查看" && e.Action == "audit.verified" && e.Detail.Contains(broken == null ? "null" : "7")), Arg.Any<CancellationToken>());
    }

    static Sight Revealing => new(revealed: true);

    static AuditRecord Record(long number) => new(number, At, new AuditEntry("=gateway", "account.parked", "6222000000001234", """{"cause":"x"}"""), Altered: false, $"h{number}");
}
