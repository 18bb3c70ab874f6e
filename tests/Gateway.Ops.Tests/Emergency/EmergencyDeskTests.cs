using System.Text.Json;
using Gateway.Ops.Emergency;
using Gateway.Register.Courts;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;
using NSubstitute;

namespace Gateway.Ops.Tests.Emergency;

/// <summary>What people do in an emergency.</summary>
internal sealed class EmergencyDeskTests
{
    static readonly DateTimeOffset At = new(2026, 11, 22, 1, 2, 3, TimeSpan.Zero);
    static readonly CourtBook Courts = new(new CourtDirectory([new Channel("zdz", "总对总", ChannelKind.ZongDuiZong, [], ["*"], null, null, false)], [new Court("F10", "甲市人民法院", [], [])]));

    IDeskStore desk = null!;
    IPauseStore pauses = null!;
    IStore store = null!;

    [SetUp]
    public void Open()
    {
        (desk, pauses, store) = (Substitute.For<IDeskStore>(), Substitute.For<IPauseStore>(), Substitute.For<IStore>());
        desk.ReadTasksAsync(default!, default, default).ReturnsForAnyArgs([]);
        store.ReadBacklogsAsync(default).ReturnsForAnyArgs([]);
        pauses.PauseAsync(default, default!, default!, default!, default).ReturnsForAnyArgs((4L, (PauseFault?)null));
    }

    [TestCase(PauseScope.Everything, "", null, TestName = "Everything_stands_still")]
    [TestCase(PauseScope.Measure, "06", null, TestName = "A_measure_stands_still")]
    [TestCase(PauseScope.Measure, "inquiry", null, TestName = "Inquiries_stand_still")]
    [TestCase(PauseScope.Measure, "90", EmergencyFault.NoSuchMeasure, TestName = "The_banks_own_lines_are_no_measure_of_a_court")]
    [TestCase(PauseScope.Measure, "9", EmergencyFault.NoSuchMeasure, TestName = "A_measure_has_its_courts_code")]
    [TestCase(PauseScope.Channel, "zdz", null, TestName = "A_channel_stands_still")]
    [TestCase(PauseScope.Channel, "other", EmergencyFault.NoSuchChannel, TestName = "A_channel_must_be_in_the_directory")]
    public async Task Pausing(PauseScope scope, string target, EmergencyFault? expected)
    {
        var (_, fault) = await Emergency().PauseAsync(scope, target, "王经办", "收款专户异常", default);
        Assert.That(fault, Is.EqualTo(expected));
        Assert.That(pauses.ReceivedCalls().Count(), Is.EqualTo(expected is null ? 1 : 0));
    }

    [Test]
    public async Task That_it_goes_on_is_proposed_once_and_for_a_pause_that_holds()
    {
        pauses.ReadPausesAsync(default, default).ReturnsForAnyArgs([new Pause(4, PauseScope.Measure, "06", "王经办", "w", At, null, false), new Pause(5, PauseScope.Everything, "", "王经办", "w", At, At, false)]);
        desk.OpenTaskAsync(default!, default!, default).ReturnsForAnyArgs((9L, (DeskFault?)null));
        var proposal = new DeskProposal("王经办", DeskDecision.Approve, "");
        Assert.That(await Emergency().ResumeAsync(4, proposal, default), Is.EqualTo((9L, (EmergencyFault?)null, (DeskFault?)null)));
        Assert.That((await Emergency().ResumeAsync(5, proposal, default)).Fault, Is.EqualTo(EmergencyFault.NoSuchPause), "it is over");
        desk.ReadTasksAsync(default!, default, default).ReturnsForAnyArgs(
            [new DeskTask(9, DeskTaskKind.Resume, DeskTaskState.Proposed, "", "", null, "", "", "", null, At, null, null, "", "", "", "", null) { SubjectJson = JsonSerializer.Serialize(new ResumeSubject(4, PauseScope.Measure, "06")) }]);
        Assert.That(await Emergency().ResumeAsync(4, proposal, default), Is.EqualTo((9L, (EmergencyFault?)EmergencyFault.Proposed, (DeskFault?)null)));
    }

    [Test]
    public void A_form_becomes_an_order_with_what_its_kind_says_and_nothing_else()
    {
        var fields = new Dictionary<string, string>
        {
            ["measure"] = "08", ["order_no"] = " P1 ", ["court_code"] = "F10", ["officer.name"] = "李法官", ["party.id_number"] = "110101199001010011",
            ["line.0.target.account"] = "6222001", ["line.0.amount"] = "100.00", ["line.0.convert"] = "true", ["line.0.payee.account"] = "9001", ["line.0.original.order_no"] = "left over from 04",
            ["line.1.amount"] = "a line without an account", ["line.2.target.account"] = "6222002", ["line.2.whole_account"] = "true",
        };
        var order = Contracts.V1.Order.Parser.ParseJson(PaperForm.ToJson(fields, code => Courts.Now.FindCourt(code)?.Name));
        Assert.That((order.OrderNo, order.CourtName, order.Officer.Name, order.Party.IdNumber), Is.EqualTo(("P1", "甲市人民法院", "李法官", "110101199001010011")));
        var lines = order.FreezeAndDeduct.Lines;
        Assert.That(lines.Select(l => (l.Target.LineNo, l.Target.Account, l.Amount, l.WholeAccount, l.Convert)), Is.EqualTo(new[] { ("1", "6222001", "100.00", false, true), ("2", "6222002", "", true, false) }));
        Assert.That(lines[0].Payee.Account, Is.EqualTo("9001"));
    }

    [Test]
    public void Every_field_of_every_kind_is_one_of_the_message()
    {
        foreach (var measure in PaperForm.Measures)
        {
            var fields = PaperForm.Head.Concat(measure.Columns).Concat(PaperForm.Target.Concat(measure.Columns).Select(c => PaperForm.OfLine(0, c))).Append("measure").ToDictionary(f => f, _ => "1");
            fields["measure"] = measure.Code;
            Assert.That(() => Contracts.V1.Order.Parser.ParseJson(PaperForm.ToJson(fields, _ => "c")), Throws.Nothing, measure.Code);
        }
    }

    EmergencyDesk Emergency() => new(desk, pauses, store, Courts);
}
