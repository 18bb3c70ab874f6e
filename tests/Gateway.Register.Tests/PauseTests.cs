using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>Clause 22: what of an account may go on while one of its lines waits for the end of a pause.</summary>
internal sealed class PauseTests
{
    [Test]
    public void Nothing_goes_on_behind_a_freeze_or_the_bank_s_own_line() =>
        Assert.That(
            Enum.GetValues<Measure>().Where(FreezeRegister.LetsOthersGoOn),
            Is.EquivalentTo(new[] { Measure.Renew, Measure.Release, Measure.ReleaseQueued, Measure.Deduct, Measure.CollectIncome }));

    private static Story OneCaseTwoFreezes()
    {
        var story = new Story(10000);
        story.Freeze("O1", 1000, caseNo: "(2026)执1号");
        story.Freeze("O2", 2000, caseNo: "(2026)执1号");
        return story;
    }

    private static ControlLine Line(Measure measure, string original) => new() { LineNo = "1", Measure = measure, Account = Story.AccountNo, OriginalOrderNo = original };

    [TestCase(Measure.Release, "O2", "zdz:O2:1:1")]
    [TestCase(Measure.Renew, "O1", "zdz:O1:1:1")]
    [TestCase(Measure.Deduct, "O2", "zdz:O2:1:1")]
    [TestCase(Measure.Release, "O9", null, Description = "no such order")]
    [TestCase(Measure.Freeze, "O1", null, Description = "a freeze acts on no other")]
    [TestCase(Measure.Release, "", null, Description = "a release must say which of the case's freezes")]
    [TestCase(Measure.Deduct, "", "zdz:O1:1:1", Description = "a deduction takes the case's first")]
    public void The_freeze_that_a_waiting_line_means(Measure measure, string original, string? freezeId)
    {
        var story = OneCaseTwoFreezes();
        Assert.That(FreezeRegister.ActsOn(story.Case("R1", "F10", Line(measure, original), "(2026)执1号")), Is.EqualTo(freezeId));
    }

    [Test]
    public void The_bank_s_own_line_means_none() =>
        Assert.That(FreezeRegister.ActsOn(OneCaseTwoFreezes().Case("R1", "F10", Line(Measure.Expire, "O1")) with { Header = null }), Is.Null);
}
