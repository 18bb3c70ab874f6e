using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework.Internal;
using Outcome = Gateway.Register.Tests.Model.Outcome;

namespace Gateway.Register.Tests.Stories;

/// <summary>Random stories, told to the register and to the reference bank: equal answers, equal registers, and I3–I5, after every step.</summary>
internal sealed class RandomStoryTests
{
    private const int Stories = 20_000;

    private static readonly Lazy<List<(string Measure, Outcome Outcome)>> FirstAnswers = new(() => [.. Enumerable.Range(0, 1500).SelectMany(Answers)]);

    [Test]
    public void Register_and_reference_agree_after_every_step_of_any_story()
    {
        var count = Environment.GetEnvironmentVariable("GATEWAY_STORIES") is { Length: > 0 } more ? int.Parse(more, CultureInfo.InvariantCulture) : Stories;
        var plans = Gen.Choose(0, int.MaxValue - 1).Select(seed => new PlanMaker(seed).Make());
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithParallelRunConfig(new ParallelRunConfig(Environment.ProcessorCount)),
            Prop.ForAll(Arb.From(plans, PlanShrinker.Shrink), Told));
    }

    /// <summary>What is never told is not tested: every measure succeeds, and every reason that a line can meet is given, to each measure that can meet it.</summary>
    [TestCase("01", "SEAL_INVALID ACCOUNT_NOT_FOUND ACCOUNT_CLOSED HOLDER_MISMATCH CURRENCY_MISMATCH PRODUCT_NOT_FREEZABLE AMOUNT_MISSING AMOUNT_INVALID TERM_INVALID REVIEW_REJECTED")]
    [TestCase("02", "HOLDER_MISMATCH TERM_INVALID ORIGINAL_FREEZE_NOT_FOUND ORIGINAL_FREEZE_OF_OTHER_COURT ORIGINAL_FREEZE_EXPIRED ORIGINAL_FREEZE_RELEASED REVIEW_REJECTED")]
    [TestCase("04", "HOLDER_MISMATCH AMOUNT_INVALID ORIGINAL_FREEZE_NOT_FOUND ORIGINAL_FREEZE_OF_OTHER_COURT ORIGINAL_FREEZE_EXPIRED ORIGINAL_FREEZE_RELEASED RELEASE_EXCEEDS_LIMIT")]
    [TestCase("06", "ACCOUNT_PROTECTED AMOUNT_MISSING ORIGINAL_FREEZE_NOT_FOUND ORIGINAL_FREEZE_OF_OTHER_COURT PAYEE_NOT_REGISTERED PAYEE_NAME_MISMATCH PRIOR_FREEZE PRIORITY_CLAIM DEDUCTION_EXCEEDS_FREEZE INSUFFICIENT_FUNDS REVIEW_REJECTED")]
    [TestCase("08", "ACCOUNT_PROTECTED AMOUNT_MISSING PAYEE_NOT_REGISTERED PAYEE_NAME_MISMATCH PRIOR_FREEZE PRIORITY_CLAIM INSUFFICIENT_FUNDS REVIEW_REJECTED")]
    public void The_stories_reach(string measure, string reasons)
    {
        var answers = FirstAnswers.Value.Where(a => a.Measure == measure).Select(a => a.Outcome).ToList();
        Assert.That(answers.Select(a => a.Reason).Distinct(), Is.SupersetOf(reasons.Split(' ')));
        Assert.That(answers.Count(a => a is { Controlled: true, Reason: "" }), Is.GreaterThan(100));
        if (measure is "06" or "08") Assert.That(answers.Count(a => a is { Deducted: > 0, NotDeducted: > 0 }), Is.GreaterThan(20), "a part is deducted");
    }

    private static IReadOnlyList<(string Measure, Outcome Outcome)> Answers(int seed)
    {
        var telling = new Telling(new PlanMaker(seed).Make());
        telling.Tell();
        return telling.Answers;
    }

    // Each telling in a context of its own: those that fail on the way to the shortest plan are not the test's failures.
    private static void Told(Plan plan)
    {
        using var context = new TestExecutionContext.IsolatedContext();
        new Telling(plan).Tell();
    }
}
