using System.Globalization;

namespace Gateway.Hub.Processes;

/// <summary>The bank's people at the desk: each step is a process of its own, <c>gateway desk …</c>, on the store that the gateway works on.</summary>
/// <param name="programs">The built programs.</param>
/// <param name="configuration">gateway.json.</param>
internal sealed class GatewayDesk(Programs programs, string configuration)
{
    const string Maker = "经办员";
    const string Checker = "复核员";

    // Whom a court asks that gets its order back.
    static readonly string[] Contact = ["--contact", Maker, "--phone", "010-88880000"];

    /// <summary>Two people decide every review of an order that is open.</summary>
    /// <param name="order">Its number.</param>
    /// <param name="decision">approve, reject or return.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>How many reviews that were.</returns>
    /// <exception cref="InvalidDataException">The desk would not.</exception>
    public async Task<int> DecideAsync(string order, string decision, CancellationToken cancel)
    {
        var lines = (await RunAsync(["list", "--order", order], Maker, cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var tasks = lines.Select(l => l.Split('\t')).Where(t => t[1] == "Review").Select(t => t[0]).ToList();
        foreach (var task in tasks)
        {
            await RunAsync(["propose", task, "--decide", decision, "--note", "情况已核实", .. decision == "return" ? Contact : []], Maker, cancel);
            await RunAsync(["confirm", task], Checker, cancel);
        }

        return tasks.Count;
    }

    /// <summary>Two people decide something that they raise themselves, with a document.</summary>
    /// <param name="act">What stands behind <c>desk open</c>.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The task's number.</returns>
    /// <exception cref="InvalidDataException">The desk would not.</exception>
    public async Task<string> OpenAndConfirmAsync(IReadOnlyList<string> act, CancellationToken cancel)
    {
        var evidence = Path.Combine(Path.GetDirectoryName(configuration)!, "evidence.txt");
        await File.WriteAllTextAsync(evidence, "法院协调意见", cancel);
        var opened = await RunAsync(["open", .. act, "--evidence", evidence, "--note", "按法院协调意见办理"], Maker, cancel);
        var task = opened.Trim().Split(' ')[^1];
        await RunAsync(["confirm", task], Checker, cancel);
        return task;
    }

    /// <summary>Why an act that two people confirmed was not done; empty: it was.</summary>
    /// <param name="task">Its number.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="InvalidDataException">The desk would not, or the act waits for its turn still.</exception>
    public async Task<string> RefusalAsync(string task, CancellationToken cancel)
    {
        var all = (await RunAsync(["list", "--all"], Checker, cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var fields = all.Select(l => l.Split('\t')).Single(f => f[0] == task);
        return fields[2] switch { "Done" => "", "Refused" => fields[^1], var state => throw new InvalidDataException($"task {task} is {state}") };
    }

    async Task<string> RunAsync(IReadOnlyList<string> words, string person, CancellationToken cancel)
    {
        var (exitCode, output, errors) = await programs.AskGatewayAsync(["desk", .. words, "--config", configuration, "--as", person], cancel);
        return exitCode == 0 ? output : throw new InvalidDataException($"desk {string.Join(' ', words)}: {errors.Trim()}");
    }
}
