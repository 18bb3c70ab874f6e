using Gateway.Register.Courts;
using Gateway.Store.Desk;
using Gateway.Store.Registers;

namespace Gateway.Store.Tests.Compliance;

// The registers that people keep.
public abstract partial class StoreCompliance<TFixture>
{
    static readonly RegisterEntry CourtF10 = RegisterViews.Entry(new Court("F10", "甲市人民法院", [], []));
    static readonly RegisterEntry CourtF11 = RegisterViews.Entry(new Court("F11", "乙县人民法院", [], []) { Parent = "F10" });
    static readonly RegisterEntry Fund9001 = RegisterViews.Entry("F10", new ExecutionFundAccount("9001", "甲市人民法院执行款专户", "CNY"));

    static NewDeskTask Proposed(params RegisterItem[] items) => new(new RegisterChange(items), "");

    static RegisterItem To(RegisterEntry? before, RegisterEntry? after) => new((after ?? before)!.Kind, (after ?? before)!.Key, before, after);

    async Task<DeskFault?> ChangeAsync(params RegisterItem[] items)
    {
        var (id, fault) = await Store.OpenTaskAsync(Proposed(items), new DeskProposal("甲", DeskDecision.Approve, ""), Cancel);
        return fault ?? await Store.ConfirmAsync(id, "乙", Cancel);
    }

    [Test]
    public async Task What_is_configured_is_entered_once_and_what_people_changed_or_ended_stays()
    {
        Assert.That(await Store.EnterConfiguredAsync([CourtF10, CourtF11, Fund9001], Cancel), Is.Empty);
        var renamed = CourtF11.With(("Name", "乙市人民法院"));
        Assert.That(await ChangeAsync(To(CourtF11, renamed), To(Fund9001, null)), Is.Null);

        Assert.That(await Store.EnterConfiguredAsync([CourtF10, CourtF11, Fund9001], Cancel), Is.EquivalentTo(new[] { CourtF11, Fund9001 }));
        var contents = await Store.ReadRegistersAsync(RegisterRules.Whole, Cancel);
        Assert.That((contents.Find(RegisterKind.Courts, "F11"), contents.Find(RegisterKind.Funds, Fund9001.Key)), Is.EqualTo((renamed, (RegisterEntry?)null)));
        Assert.That((await Store.ReadLogAsync(RegisterKind.Courts, "F11", Cancel)).Select(l => (l.After, l.Source, l.TaskId)), Is.EqualTo(new[] { (CourtF11, "configuration", (long?)null), (renamed, "desk", 1L) }));
        Assert.That(await Store.VerifyAuditAsync(Cancel), Is.Null);
    }

    [Test]
    public async Task A_change_holds_once_the_second_person_agrees_and_then_its_registers_have_another_version()
    {
        await Store.EnterConfiguredAsync([CourtF10], Cancel);
        var before = await Store.ReadRegisterVersionAsync(RegisterRules.Whole, Cancel);
        var (id, fault) = await Store.OpenTaskAsync(Proposed(To(null, Fund9001)), new DeskProposal("甲", DeskDecision.Approve, ""), Cancel);
        Assert.That((fault, await Store.ConfirmAsync(id, "甲", Cancel), await Store.ReadRegisterVersionAsync(RegisterRules.Whole, Cancel)), Is.EqualTo(((DeskFault?)null, (DeskFault?)DeskFault.SamePerson, before)));
        Assert.That((await Store.FindTaskAsync(id, Cancel))!.Change!.Items.Single(), Is.EqualTo(To(null, Fund9001)));

        Assert.That(await Store.ConfirmAsync(id, "乙", Cancel), Is.Null);
        Assert.That(await Store.ReadRegisterVersionAsync(RegisterRules.Whole, Cancel), Is.GreaterThan(before));
        Assert.That(await Store.ReadRegisterVersionAsync([RegisterKind.Courts], Cancel), Is.EqualTo(before), "only the fund's register changed");
        Assert.That(await Store.ReadEntriesAsync(RegisterKind.Funds, "", 10, Cancel), Is.EqualTo(new[] { Fund9001 }));
        Assert.That(await Store.ReadEntriesAsync(RegisterKind.Funds, Fund9001.Key, 10, Cancel), Is.Empty);
    }

    [Test]
    public async Task A_change_whose_ground_has_moved_or_that_contradicts_the_registers_is_refused()
    {
        await Store.EnterConfiguredAsync([CourtF10, CourtF11], Cancel);
        var (first, _) = await Store.OpenTaskAsync(Proposed(To(CourtF11, CourtF11.With(("Name", "乙一")))), new DeskProposal("甲", DeskDecision.Approve, ""), Cancel);
        Assert.That(await ChangeAsync(To(CourtF11, CourtF11.With(("Name", "乙二")))), Is.Null);
        Assert.That(await Store.ConfirmAsync(first, "乙", Cancel), Is.EqualTo(DeskFault.RegisterMoved));
        Assert.That(await ChangeAsync(To(CourtF10, null)), Is.EqualTo(DeskFault.RegisterUnsound), "F11 is below it");
        Assert.That(await ChangeAsync(To(null, Fund9001.With(("Court", "F99")))), Is.EqualTo(DeskFault.RegisterUnsound));
    }

    [Test]
    public async Task A_party_s_amendment_needs_its_document_and_is_never_taken_back()
    {
        var renamed = RegisterViews.Make(RegisterKind.Parties, ("No", "2026-1"), ("Name", "旧名称公司"), ("IdKind", "24100"), ("IdNumber", "91310000"), ("Amendment", "rename"), ("NewName", "新名称公司"), ("Since", "2026-07-01"), ("Basis", "准予变更登记通知书"));
        Assert.That(await ChangeAsync(To(null, renamed)), Is.EqualTo(DeskFault.EvidenceMissing));
        var (id, _) = await Store.OpenTaskAsync(Proposed(To(null, renamed)), WithLetter, Cancel);
        Assert.That(await Store.ConfirmAsync(id, "乙", Cancel), Is.Null);
        Assert.That((await Store.OpenTaskAsync(Proposed(To(renamed, null)), WithLetter, Cancel)).Fault, Is.EqualTo(DeskFault.RegisterUnsound));
        Assert.That((await Store.OpenTaskAsync(Proposed(To(renamed, renamed.With(("Basis", "更正")))), WithLetter, Cancel)).Fault, Is.EqualTo(DeskFault.RegisterUnsound));
    }

    [Test]
    public async Task An_officer_comes_into_the_register_with_the_first_order()
    {
        await Store.AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001"))), Cancel);
        await Store.AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6001"))), Cancel);
        var officer = (await Store.ReadEntriesAsync(RegisterKind.Officers, "", 10, Cancel)).Single();
        Assert.That((officer["Name"], officer["WorkCardNo"], officer["Phone"], officer["FirstOrder"]), Is.EqualTo(("王五", "G1", "010-1", "A1")));
        Assert.That((await Store.ReadLogAsync(RegisterKind.Officers, officer.Key, Cancel)).Single().Source, Is.EqualTo("order"));
    }
}
