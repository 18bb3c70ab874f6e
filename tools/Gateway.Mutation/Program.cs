using Gateway.Mutation;

// REPORT REASONS [--part]
const int LeastPercent = 95;

if (args is not ([_, _] or [_, _, "--part"]))
{
    Console.Error.WriteLine("usage: Gateway.Mutation REPORT REASONS [--part]");
    return 2;
}

var (mutants, uncompiled) = Report.Read(args[0]);
var reasons = new Reasons(File.ReadLines(args[1]));
var unexplained = 0;
foreach (var survivor in mutants.Where(m => !m.Killed))
{
    var reason = reasons.Of(survivor);
    if (reason is null) unexplained++;
    Console.WriteLine($"{survivor.File}: {survivor.Change}");
    Console.WriteLine($"in: {survivor.SourceLine}");
    Console.WriteLine(reason ?? $"NO REASON at line {survivor.Line}{(survivor.Covered ? "" : ": no test comes here")}");
    Console.WriteLine();
}

var stale = args.Length == 2 ? reasons.Unused.ToList() : [];
foreach (var entry in stale) Console.WriteLine($"no survivor any more, take it out of {Path.GetFileName(args[1])}: {entry}");
if (unexplained > 0) Console.WriteLine($"{unexplained} survivors without a reason: test them, or write the reason into {Path.GetFileName(args[1])}");

Console.WriteLine($"{uncompiled} others do not compile and are not counted");
var killed = mutants.Count(m => m.Killed);
Console.WriteLine($"killed {killed} of {mutants.Count}");
return mutants.Count > 0 && killed * 100 >= mutants.Count * LeastPercent && unexplained == 0 && stale.Count == 0 ? 0 : 1;
