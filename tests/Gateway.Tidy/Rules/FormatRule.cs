using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Gateway.Tidy.Rules;

/// <summary>.editorconfig decides the format, and `dotnet format` agrees.</summary>
internal sealed partial class FormatRule(string root) : IRule
{
    public string Name => "format";

    public IEnumerable<Finding> Check(Repository repository)
    {
        // Without the slash at its end, --include takes a folder for a file and looks at nothing.
        var start = new ProcessStartInfo("dotnet", ["format", "whitespace", ".", "--folder", "--verify-no-changes", "--include", "src/", "tests/", "tools/"])
        {
            WorkingDirectory = root,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new Win32Exception("dotnet did not start.");
        var output = process.StandardError.ReadToEnd();
        process.WaitForExit();
        var findings = Line().Matches(output).Select(found => new Finding(
                Name,
                Path.GetRelativePath(root, found.Groups["path"].Value).Replace('\\', '/'),
                int.Parse(found.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture),
                "not formatted: run dotnet format"))
            .DistinctBy(finding => (finding.Path, finding.Line)).ToList();
        if (process.ExitCode != 0 && findings.Count == 0)
            findings.Add(new Finding(Name, ".", 1, $"dotnet format ended with {process.ExitCode}: {output}"));
        return findings;
    }

    [GeneratedRegex(@"^(?<path>[^(\n]+)\((?<line>\d+),\d+\): ", RegexOptions.Multiline)]
    private static partial Regex Line();
}
