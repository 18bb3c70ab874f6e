using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Register.Parties;

namespace Gateway.Register.Tests;

/// <summary>Clause 5: what was added to a party, and its new names, are the party; what it became by merger or split is another one, for which only what was frozen before goes on.</summary>
internal sealed class PartyAmendmentTests
{
    private static readonly PartyIdentity Old = new("某某贸易有限公司", "24100", "91110000MA0000001X");
    private static readonly PartyIdentity Renamed = Old with { Name = "某某科技有限公司" };
    private static readonly PartyIdentity Again = Old with { Name = "某某集团有限公司" };
    private static readonly PartyIdentity Other = new("别家有限公司", "24100", "91110000MA0000002X");

    [Test]
    public void A_renamed_party_is_one_party_under_all_its_names_in_both_directions()
    {
        var amendments = Of(new(AmendmentKind.Rename, Old, Renamed), new(AmendmentKind.Rename, Renamed, Again));
        foreach (var (holder, party) in new[] { (Old, Again), (Again, Old), (Renamed, Old), (Old, Old) }) Assert.That(amendments.IsSame(holder, party), $"{holder.Name} {party.Name}");
        Assert.That(amendments.IsSame(Other, Old) || amendments.IsSame(Old with { Name = "无名" }, Old), Is.False);
        Assert.That(amendments.NamesOf(Renamed), Is.EquivalentTo(new[] { Renamed, Old, Again }).And.ItemAt(0).EqualTo(Renamed));
        Assert.That(PartyAmendments.None.NamesOf(Old), Is.EqualTo(new[] { Old }));
    }

    [Test]
    public void An_added_ID_leads_to_the_same_party_in_whichever_writing()
    {
        var person = new PartyIdentity("张三", "10100", "110101900307002");
        var passport = new PartyIdentity("ZHANG SAN", "30300", "E12345678");
        var amendments = Of(new PartyAmendment(AmendmentKind.Add, person, passport));
        Assert.That(amendments.IsSame(passport, person with { IdNumber = "11010119900307002X" }), "the number in its new writing");
        Assert.That(amendments.IsSame(person, passport with { Name = "Zhang San" }));
        Assert.That(amendments.IsSame(passport, person with { Name = "李四" }), Is.False);
    }

    [Test]
    public void Names_that_go_round_end()
    {
        var amendments = Of([.. Enumerable.Range(0, 20).Select(i => new PartyAmendment(AmendmentKind.Rename, Old with { Name = $"第{i}名" }, Old with { Name = $"第{(i + 1) % 20}名" }))]);
        Assert.That(amendments.NamesOf(Old with { Name = "第0名" }).Count, Is.InRange(16, 20));
    }

    [TestCase(AmendmentKind.Rename, true)]
    [TestCase(AmendmentKind.Add, true)]
    [TestCase(AmendmentKind.Merger, false)]
    [TestCase(AmendmentKind.Split, false)]
    public void A_first_freeze_reaches_a_renamed_party_and_not_its_successor(AmendmentKind kind, bool reaches)
    {
        var story = new Story(1000, rules: RulesWith(kind));
        Assert.That(FreezeRegister.Decide(Case(story, "O1", Freeze, Old, holder: After(kind))).Refusal, Is.EqualTo(reaches ? null : Reason.HolderMismatch));
        Assert.That(FreezeRegister.Decide(Case(story, "O1", Freeze, After(kind), holder: Old)).Refusal, Is.EqualTo(reaches ? null : Reason.HolderMismatch), "the other way round");
        Assert.That(FreezeRegister.Decide(Case(story, "O1", Freeze with { Measure = Measure.Deduct, Payee = Story.PayeeOf("F10") }, Old, holder: After(kind))).Refusal, Is.EqualTo(reaches ? null : Reason.HolderMismatch), "no freeze of its own");
    }

    [TestCase(AmendmentKind.Merger)]
    [TestCase(AmendmentKind.Split)]
    public void What_was_frozen_before_a_merger_or_split_goes_on_under_either_name(AmendmentKind kind)
    {
        var story = new Story(1000, rules: RulesWith(kind));
        story.Send(Case(story, "O1", Freeze, Old, holder: Old));
        foreach (var party in new[] { Old, Other })
        {
            foreach (var measure in new[] { Measure.Renew, Measure.Release, Measure.Deduct })
            {
                var line = Freeze with { Measure = measure, OriginalOrderNo = "O1", Amount = 100, To = Story.Start.AddYears(2), Payee = Story.PayeeOf("F10") };
                Assert.That(FreezeRegister.Decide(Case(story, "O2", line, party, holder: Other)).Refusal, Is.Null, $"{party.Name} {measure}");
            }
        }

        Assert.That(FreezeRegister.Decide(Case(story, "O3", Freeze, Old, holder: Other)).Refusal, Is.EqualTo(Reason.HolderMismatch), "a new freeze names who the party is now");
    }

    [Test]
    public void A_renamed_party_is_nobodys_question_where_half_matches_wait_for_people()
    {
        var rules = RulesWith(AmendmentKind.Rename) with { Review = new ReviewModes { Measures = new Dictionary<Measure, ReviewMode> { [Measure.Freeze] = ReviewMode.Semi } } };
        var story = new Story(1000, rules: rules);
        Assert.That(FreezeRegister.Decide(Case(story, "O1", Freeze, Old, holder: Renamed)).Review, Is.Null);
        Assert.That(FreezeRegister.Decide(Case(story, "O1", Freeze, Old with { Name = "无名" }, holder: Renamed)).Review?.Rules, Does.Contain(ReviewRule.PartyMismatch));
    }

    private static readonly ControlLine Freeze = new() { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, Amount = 500, To = Story.Start.AddYears(1) };

    private static PartyIdentity After(AmendmentKind kind) => kind is AmendmentKind.Merger or AmendmentKind.Split ? Other : Renamed;

    private static Rules RulesWith(AmendmentKind kind) => new() { ProtectedAccount = ProtectedAccountRule.Refuse, Amendments = Of(new PartyAmendment(kind, Old, After(kind))) };

    private static PartyAmendments Of(params PartyAmendment[] all)
    {
        var amendments = new PartyAmendments(IdKinds.Standard);
        amendments.Replace(all);
        return amendments;
    }

    private static LineCase Case(Story story, string order, ControlLine line, PartyIdentity party, PartyIdentity holder)
    {
        var given = story.Case(order, "F10", line);
        return given with { Header = given.Header! with { Party = party }, Live = given.Live! with { Holder = holder } };
    }
}
