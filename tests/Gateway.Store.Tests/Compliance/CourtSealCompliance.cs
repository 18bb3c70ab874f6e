using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Store.Desk;

namespace Gateway.Store.Tests.Compliance;

// The register of courts' seals.
public abstract partial class StoreCompliance<TFixture>
{
    static readonly CourtSeal First = new("F10", Make.Digest("甲院证书"), "");
    static readonly CourtSeal FirstByOneSeal = First with { SealId = "ES01" };

    static readonly DeskProposal WithLetter = new("甲", DeskDecision.Approve, "备案函", Make.Digest("备案函"), "备案函"u8.ToArray());

    async Task<long> EnterAsync(CourtSeal seal)
    {
        var (id, fault) = await Store.OpenTaskAsync(new NewDeskTask(DeskTaskKind.EnterCourtSeal, seal, "甲市人民法院"), WithLetter, Cancel);
        Assert.That(fault, Is.Null);
        Assert.That(await Store.ConfirmAsync(id, "乙", Cancel), Is.Null);
        return id;
    }

    [Test]
    public async Task Two_people_enter_a_court_s_seal_and_end_it()
    {
        var entering = new NewDeskTask(DeskTaskKind.EnterCourtSeal, First, "甲市人民法院");
        Assert.That((await Store.OpenTaskAsync(entering, new DeskProposal("甲", DeskDecision.Approve, "信"), Cancel)).Fault, Is.EqualTo(DeskFault.EvidenceMissing));
        var (id, _) = await Store.OpenTaskAsync(entering, WithLetter, Cancel);
        var task = (await Store.FindTaskAsync(id, Cancel))!;
        Assert.That((task.Kind, task.Seal, task.Act, task.Basis), Is.EqualTo((DeskTaskKind.EnterCourtSeal, First, (Gateway.Register.Orders.DeskAct?)null, "甲市人民法院")));
        Assert.That((await Store.ReadSealVersionAsync(Cancel), (await Store.ReadSealsAsync(Cancel)).Entries.Count), Is.EqualTo((0L, 0)), "nothing before the second person");

        Assert.That(await Store.ConfirmAsync(id, "甲", Cancel), Is.EqualTo(DeskFault.SamePerson));
        Assert.That(await Store.ConfirmAsync(id, "乙", Cancel), Is.Null);
        var entered = await Store.ReadSealsAsync(Cancel);
        var entry = entered.Entries.Single();
        Assert.That((entered.Version, entry.Seal, entry.Holder, entry.Remark, entry.TaskId, entry.EndedAt), Is.EqualTo((1L, First, "甲市人民法院", "备案函", (long?)id, (DateTimeOffset?)null)));

        var ending = new NewDeskTask(DeskTaskKind.EndCourtSeal, First, "甲市人民法院");
        Assert.That((await Store.OpenTaskAsync(ending, new DeskProposal("甲", DeskDecision.Approve, ""), Cancel)).Fault, Is.EqualTo(DeskFault.NoteMissing));
        var (endId, _) = await Store.OpenTaskAsync(ending, new DeskProposal("甲", DeskDecision.Approve, "已更换"), Cancel);
        Assert.That(await Store.ConfirmAsync(endId, "乙", Cancel), Is.Null);
        var ended = await Store.ReadSealsAsync(Cancel);
        Assert.That((ended.Version, ended.Entries.Single().EndedAt), Is.EqualTo((2L, (DateTimeOffset?)Clock.GetUtcNow())));

        await EnterAsync(First);
        Assert.That((await Store.ReadSealsAsync(Cancel)).Entries.Select(e => e.EndedAt is null), Is.EqualTo(new[] { false, true }));
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
    }

    [Test]
    public async Task What_is_refused_by_the_second_person_or_rejected_enters_nothing()
    {
        var (id, _) = await Store.OpenTaskAsync(new NewDeskTask(DeskTaskKind.EnterCourtSeal, First, ""), WithLetter, Cancel);
        await Store.RefuseAsync(id, "乙", "印模不符", Cancel);
        await Store.ProposeAsync(id, new DeskProposal("甲", DeskDecision.Reject, "印模不符"), Cancel);
        Assert.That(await Store.ConfirmAsync(id, "乙", Cancel), Is.Null);
        Assert.That((await Store.ReadSealsAsync(Cancel)).Entries, Is.Empty);
    }

    [Test]
    public async Task A_certificate_speaks_for_one_court_and_an_entry_is_made_once()
    {
        var (early, _) = await Store.OpenTaskAsync(new NewDeskTask(DeskTaskKind.EnterCourtSeal, First with { CourtCode = "F11" }, ""), WithLetter, Cancel);
        await EnterAsync(First);

        Assert.That(await Store.ConfirmAsync(early, "乙", Cancel), Is.EqualTo(DeskFault.SealEntered), "entered for F10 since it was proposed");
        Assert.That((await Store.FindTaskAsync(early, Cancel))!.State, Is.EqualTo(DeskTaskState.Proposed));
        Assert.That((await Store.OpenTaskAsync(new NewDeskTask(DeskTaskKind.EnterCourtSeal, First, ""), WithLetter, Cancel)).Fault, Is.EqualTo(DeskFault.SealEntered));
        Assert.That((await Store.OpenTaskAsync(new NewDeskTask(DeskTaskKind.EndCourtSeal, FirstByOneSeal, ""), WithLetter, Cancel)).Fault, Is.EqualTo(DeskFault.SealNotEntered));
        await EnterAsync(FirstByOneSeal);
        Assert.That((await Store.ReadSealsAsync(Cancel)).Entries.Select(e => e.Seal), Is.EqualTo(new[] { First, FirstByOneSeal }));
    }

    [Test]
    public async Task The_first_use_enters_one_seal_of_a_court_and_never_again()
    {
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => Store.EnterFirstSealAsync(new CourtSeal("F10", Make.Digest($"证书{i}"), "ES01"), "甲市人民法院", "首次使用", $"zdz:A{i}", Cancel), Cancel)));
        Assert.That(tries.Count(t => t), Is.EqualTo(1));
        var entry = (await Store.ReadSealsAsync(Cancel)).Entries.Single();
        Assert.That((entry.TaskId, entry.Remark, entry.Holder), Is.EqualTo(((long?)null, "首次使用", "甲市人民法院")));

        Assert.That(await Store.EnterFirstSealAsync(entry.Seal with { CourtCode = "F11" }, "", "", "zdz:B1", Cancel), Is.False, "the certificate speaks for F10");
        Assert.That(await Store.EnterFirstSealAsync(new CourtSeal("F11", Make.Digest("乙"), "ES01"), "", "", "zdz:B1", Cancel), Is.False, "the seal is F10's");
        var (end, _) = await Store.OpenTaskAsync(new NewDeskTask(DeskTaskKind.EndCourtSeal, entry.Seal, ""), new DeskProposal("甲", DeskDecision.Approve, "遗失"), Cancel);
        await Store.ConfirmAsync(end, "乙", Cancel);
        Assert.That(await Store.EnterFirstSealAsync(entry.Seal, "", "", "zdz:A9", Cancel), Is.False, "people ended it");
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
    }

    [Test]
    public async Task A_document_is_remembered_from_the_first_order_that_was_accepted_with_it_without_a_finding()
    {
        var key = Make.Digest("ruling");
        var blobs = Make.Blobs("ruling");
        Assert.That(await Store.FindFirstAcceptanceAsync(key, Cancel), Is.Null);
        await AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001")), refusal: Reason.SealUntrusted, blobs: blobs));
        Assert.That(await Store.FindFirstAcceptanceAsync(key, Cancel), Is.Null, "it was archived, but its seal did not hold");

        Clock.Now += TimeSpan.FromMinutes(1);
        var accepted = await AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001")), blobs: blobs));
        Clock.Now += TimeSpan.FromMinutes(1);
        await AcceptAsync(Make.Accept(Make.Control("A3", Make.Line("1", "6001")), blobs: blobs));
        Assert.That(await Store.FindFirstAcceptanceAsync(key, Cancel), Is.EqualTo(accepted.Known.ArrivedAt));
    }
}
