using System.Globalization;
using Gateway.Bench;

const long DefaultFreezes = 1_000_000;

switch (args)
{
    case ["crypto"]:
        CryptoSection.Run(Console.Out);
        return 0;
    case ["privacy"]:
        await PrivacySection.RunAsync(Console.Out);
        return 0;
    case ["growth", .. var options] when GrowthOptions(options) is var (freezes, json):
        await GrowthSection.RunAsync(freezes, json, Console.Out);
        return 0;
    case ["flood", .. var options] when FloodArguments.Parse(options) is { } flood:
        return await FloodSection.RunAsync(flood, Console.Out);
    default:
        Console.Error.WriteLine("usage: bench.sh crypto | privacy | growth [--to FREEZES] [--json] | flood [--quick] [--waiting N] [--freezes N] [--json]");
        return 2;
}

static (long Freezes, bool Json)? GrowthOptions(string[] options) => options switch
{
    [] => (DefaultFreezes, false),
    ["--json"] => (DefaultFreezes, true),
    ["--to", var to, .. var more] when long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var freezes) && more is [] or ["--json"] => (freezes, more.Length == 1),
    _ => null,
};
