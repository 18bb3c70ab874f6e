namespace Gateway.Tidy;

/// <summary>The house style, checked on every file.</summary>
[TestFixture]
internal sealed class TidyTests
{
    private static readonly Repository Files = Repository.Load();
    private static readonly AllowList Allowed = AllowList.Load();

    private static IEnumerable<TestCaseData> Rules() => RuleSet.All.Select(rule =>
        new TestCaseData(rule).SetArgDisplayNames(rule.Name));

    [TestCaseSource(nameof(Rules))]
    public void The_repository_keeps_the_rule(IRule rule)
    {
        var findings = rule.Check(Files).ToList();
        var faults = Allowed.Without(findings).Select(finding => finding.ToString())
            .Concat(Allowed.Stale(rule.Name, findings).Select(entry => $"{entry}: allows nothing any more, remove it"))
            .Distinct().ToList();
        if (faults.Count > 0)
            Assert.Fail(string.Join('\n', faults));
    }

    [Test]
    public void Every_exception_is_to_a_rule_that_exists() =>
        Assert.That(Allowed.OfUnknownRules([.. RuleSet.All.Select(rule => rule.Name)]), Is.Empty);

    [Test]
    public void The_walk_finds_the_repository() => Assert.Multiple(() =>
    {
        Assert.That(Files.Files.Select(file => file.Path), Has.Member("Gateway.sln").And.Member("tests/Gateway.Tidy/TidyTests.cs"));
        Assert.That(Files.Files.Where(file => file.IsUnder("src") && file.IsProject), Is.Not.Empty);
        Assert.That(Files.Files.Where(file => file.Path.Contains("/obj/", StringComparison.Ordinal)), Is.Empty);
    });
}
