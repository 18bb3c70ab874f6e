using System.CommandLine;
using System.Globalization;
using Gateway.Hub.Chaos;
using Gateway.Hub.Processes;

namespace Gateway.Hub.Commands;

/// <summary>chaos: a running load while processes, brokers and the core fail at random; nothing may be lost or done twice.</summary>
internal static class ChaosCommand
{
    const int Accounts = 2000;
    const int Senders = 8;
    const int MostNamed = 40;

    static readonly KafkaShape Cluster = new(Brokers: 3, Ingress: 2, Workers: 3);

    public static Command Make()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long things go wrong.", DefaultValueFactory = _ => 10 };
        var seed = new Option<int>("--seed") { Description = "Replays a run's schedule; drawn and printed if not given.", DefaultValueFactory = _ => Random.Shared.Next() };
        var kafka = new Option<bool>("--kafka") { Description = "Two ingress, three worker and one ops process over three brokers (tools/kafka.sh); else one process." };
        var older = new Option<FileInfo>("--older") { Description = "Gateway.Host.dll of an earlier release: nothing is disturbed, but its processes are replaced one by one by the present ones." };
        older.AcceptExistingOnly();
        minutes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 10_000)) result.AddError("--minutes must be more than 0 and at most 10000");
        });
        var command = new Command("chaos", "Orders without end while things go wrong at random; then everything must settle. Exit code 1 unless all is well.") { minutes, seed, kafka, older };
        command.SetAction((parsed, cancel) => RunAsync(
            new ChaosPlan(TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(seed), Accounts, Senders, parsed.GetValue(kafka) ? Cluster : null, parsed.GetValue(older)?.FullName), cancel));
        return command;
    }

    static async Task<int> RunAsync(ChaosPlan plan, CancellationToken cancel)
    {
        if (plan.Kafka is not null && await KafkaBroker.MissingAsync(cancel) is { } missing) throw new InvalidDataException(missing);
        var folder = Directory.CreateDirectory(Path.Combine(Programs.RepositoryRoot(), "artifacts", "chaos"))
            .CreateSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{plan.Seed}-{Environment.ProcessId}")).FullName;
        Console.WriteLine($"seed {plan.Seed}, logs and data in {folder}");
        var verdict = await new ChaosRun(plan, Console.WriteLine).PlayAsync(folder, cancel);
        Name("lost", verdict.Lost);
        Name("doubled", verdict.Doubled);
        Name("difference", verdict.Differences);
        Console.WriteLine(verdict);
        if (verdict.Good) Directory.Delete(folder, recursive: true);
        return verdict.Good ? 0 : 1;
    }

    static void Name(string what, IReadOnlyList<string> found)
    {
        foreach (var one in found.Take(MostNamed)) Console.WriteLine($"{what}: {one}");
        if (found.Count > MostNamed) Console.WriteLine($"{what}: and {found.Count - MostNamed} more");
    }
}
