namespace Gateway.Register.Tests.Stories;

/// <summary>The same stories each time and no search for the shortest: a quick look, and what tools/mutation.sh runs in place of the random ones.</summary>
internal sealed class FirstStoryTests
{
    private const int StoriesEach = 50;

    [Test]
    public void Register_and_reference_agree_on_the_first_stories([Range(0, 7)] int part)
    {
        foreach (var seed in Enumerable.Range(part * StoriesEach, StoriesEach)) new Telling(new PlanMaker(seed).Make()).Tell();
    }
}
