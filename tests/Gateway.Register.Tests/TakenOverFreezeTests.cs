using Gateway.Register.Decisions;

namespace Gateway.Register.Tests;

/// <summary>A freeze that was taken over keeps the number of its hold in the core: whatever happens to it acts on that one.</summary>
internal sealed class TakenOverFreezeTests
{
    private static Story TakenOver()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000);
        story.Freeze("O2", 8000, "F11");
        story.TakeOver("O1", "OLD1");
        return story;
    }

    private static IEnumerable<TestCaseData> Acts()
    {
        yield return Act("release", s => s.Release("R1", "O1"), null);
        yield return Act("part release", s => s.Release("R1", "O1", 1000), 500000);
        yield return Act("renewal", s => s.Renew("R1", "O1", s.Today.AddYears(2).AddDays(-1)), 600000);
        yield return Act("part deduction", s => s.Deduct("D1", "O1", 2000), 400000);
        yield return Act("deduction", s => s.Deduct("D1", "O1", 6000), null);
        yield return Act("expiry", s => s.Expire("O1", s.Today.AddYears(1).AddDays(-1)), null);

        static TestCaseData Act(string name, Action<Story> act, long? left) => new TestCaseData(act, left).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Acts))]
    public void Whatever_happens_to_a_freeze_that_was_taken_over_acts_on_its_old_hold(Action<Story> act, long? left)
    {
        var story = TakenOver();
        story.Core.Journal.Clear();
        act(story);
        Assert.That(story.Core.Holds.FirstOrDefault(h => h.HoldId == "OLD1")?.LimitMinor, Is.EqualTo(left));
        Assert.That(story.Core.Journal.OfType<PutHold>(), Is.Empty, "no hold is put beside it");
    }

    [Test]
    public void A_freeze_of_the_gateway_s_own_has_its_hold_under_its_own_number()
    {
        var story = TakenOver();
        Assert.That(story.Book.Freezes.Select(f => f.HoldId), Is.EqualTo(new[] { "OLD1", "zdz:O2:1:1" }));
    }
}
