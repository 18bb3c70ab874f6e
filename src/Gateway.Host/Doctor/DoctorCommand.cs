using System.Globalization;
using Gateway.Host.Configuration;

namespace Gateway.Host.Doctor;

/// <summary><c>gateway doctor</c>: what a new installation lacks, as a table with what to do.</summary>
internal static class DoctorCommand
{
    /// <returns>The exit code: 1 where something is wrong, 2 where command or configuration file cannot be read.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var (command, fault) = CommandLine.Parse(words);
        if (command is null or { CheckOnly: true })
        {
            await errors.WriteLineAsync(fault ?? "--check: doctor does that already").ConfigureAwait(false);
            return GatewayProcess.Misconfigured;
        }

        try
        {
            var (configuration, faults) = GatewayConfiguration.Load(command.ConfigFile);
            faults = [.. faults, .. GatewayProcess.FaultsOf(configuration, command.Roles)];
            var rows = await new Checkup(command.ConfigFile, configuration, faults, command.Roles).RunAsync(cancel).ConfigureAwait(false);
            foreach (var line in Table(rows)) await output.WriteLineAsync(line).ConfigureAwait(false);
            return rows.Any(r => r.Weight == Weight.Wrong) ? 1 : 0;
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{command.ConfigFile}: {unreadable.Message}").ConfigureAwait(false);
            return GatewayProcess.Misconfigured;
        }
    }

    private static IEnumerable<string> Table(IReadOnlyList<Finding> rows)
    {
        var width = rows.Max(r => r.Part.Length);
        foreach (var row in rows)
        {
            yield return $"{WordOf(row.Weight),-6} {row.Part.PadRight(width)}  {row.What}";
            if (row.Do.Length > 0) yield return $"{"",-6} {new string(' ', width)}  → {row.Do}";
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"{rows.Count(r => r.Weight == Weight.Wrong)} wrong, {rows.Count(r => r.Weight == Weight.Look)} to look at, {rows.Count(r => r.Weight == Weight.Fine)} fine");
    }

    private static string WordOf(Weight weight) => weight switch { Weight.Wrong => "WRONG", Weight.Look => "look", _ => "ok" };
}
