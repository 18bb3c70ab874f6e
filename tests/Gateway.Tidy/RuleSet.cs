using Gateway.Tidy.Rules;

namespace Gateway.Tidy;

internal static class RuleSet
{
    public static IReadOnlyList<IRule> All { get; } =
    [
        new ClockRule(),
        new BlockingRule(),
        new FloatingPointRule(),
        new CatchRule(),
        new SwallowRule(),
        new FileLengthRule(),
        new MethodLengthRule(),
        new NameRule(),
        new DirectionRule(),
        new UnusedFileRule(),
        new ForeignTextRule(),
        new LoggingRule(),
        new EventIdRule(),
        new RunbookRule(),
        new NamedTestsRule(),
        new SleepRule(),
        new FormatRule(Repository.RootFolder),
    ];
}
