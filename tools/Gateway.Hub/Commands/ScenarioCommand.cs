using System.CommandLine;
using Gateway.Hub.Processes;
using Gateway.Hub.Scenarios;

namespace Gateway.Hub.Commands;

/// <summary>scenario: plays scenario files through the real service.</summary>
internal static class ScenarioCommand
{
    public static Command Make()
    {
        var paths = new Argument<string[]>("FILE|DIR") { Description = "Scenario files, and folders of them.", Arity = ArgumentArity.OneOrMore };
        var receipts = new Option<string?>("--receipts") { Description = "Keep every receipt as DIR/FILE/ORDER.ofd and the seals' trust anchor as DIR/ca.cer." };
        var kafka = new Option<bool>("--kafka") { Description = "Play them on one ingress, two worker and one ops process over a Kafka of their own (tools/kafka.sh)." };
        var command = new Command("scenario", "Plays scenario files, each through a gateway and a core simulator of its own; exit code 1 if any failed.") { paths, receipts, kafka };
        command.SetAction(async (parsed, cancel) =>
        {
            var files = Expand(parsed.GetRequiredValue(paths));
            await using var broker = parsed.GetValue(kafka) ? await OwnBroker.StartAsync(cancel) : null;
            using var runner = new ScenarioRunner(
                Programs.Find(), parsed.GetValue(receipts) is { } folder ? Path.GetFullPath(folder) : null, broker is null ? null : () => Deployment.OverKafka(broker.Bootstrap));
            var failed = 0;
            await foreach (var outcome in runner.RunAllAsync(files, cancel))
            {
                Console.WriteLine(outcome);
                if (outcome.Failure is not null) failed++;
            }

            Console.WriteLine($"{files.Count - failed} passed, {failed} failed");
            return failed == 0 ? 0 : 1;
        });
        return command;
    }

    static List<string> Expand(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path)) files.AddRange(Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
            else if (File.Exists(path)) files.Add(path);
            else throw new FileNotFoundException($"{path} is neither a file nor a folder");
        }

        return files.Count > 0 ? files : throw new FileNotFoundException("no scenario files there");
    }
}
