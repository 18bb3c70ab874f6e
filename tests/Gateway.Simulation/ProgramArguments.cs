using System.Globalization;
using Gateway.Simulation.Plans;

namespace Gateway.Simulation;

/// <summary>What the program is to do.</summary>
internal sealed record ProgramArguments
{
    /// <summary>Stories with their n-th call failing, not seeds.</summary>
    public bool Stories { get; init; }

    /// <summary>Only this one; empty: all.</summary>
    public string Story { get; init; } = "";

    public int Seeds { get; init; } = 1;

    public int From { get; init; } = 1;

    /// <summary>Where the traces of what failed go; empty: nowhere.</summary>
    public string Traces { get; init; } = "";

    /// <summary>The traces of what did not fail too.</summary>
    public bool KeepAll { get; init; }

    /// <summary>Prints each seed's digest, to compare two runs by.</summary>
    public bool Digest { get; init; }

    public Breakage Breaks { get; init; }

    /// <summary>Ends with the first seed that fails.</summary>
    public bool UntilFailed { get; init; }

    /// <summary>Null: not understood.</summary>
    public static ProgramArguments? Parse(string[] args)
    {
        if (args.Length == 0 || args[0] is not ("run" or "stories")) return null;
        var parsed = new ProgramArguments { Stories = args[0] == "stories" };
        for (var i = 1; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var (next, values) = args[i] switch
            {
                "--digest" => (parsed with { Digest = true }, 0),
                "--until-failed" => (parsed with { UntilFailed = true }, 0),
                "--keep-all" => (parsed with { KeepAll = true }, 0),
                "--seeds" when int.TryParse(value, CultureInfo.InvariantCulture, out var seeds) && seeds > 0 => (parsed with { Seeds = seeds }, 1),
                "--from" when int.TryParse(value, CultureInfo.InvariantCulture, out var from) && from >= 0 => (parsed with { From = from }, 1),
                "--break" when Enum.TryParse<Breakage>(value, out var breaks) => (parsed with { Breaks = breaks }, 1),
                "--story" when value.Length > 0 => (parsed with { Story = value }, 1),
                "--traces" when value.Length > 0 => (parsed with { Traces = value }, 1),
                _ => (null, 0),
            };
            if (next is null) return null;
            (parsed, i) = (next, i + values);
        }

        return parsed;
    }
}
