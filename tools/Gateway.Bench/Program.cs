using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Bench;
using Gateway.Bench.Load;

// Each section prints a table and returns what it measured.
var sections = new Dictionary<string, Func<BenchArguments, TextWriter, Task<object>>>
{
    ["crypto"] = (arguments, output) => Task.FromResult<object>(CryptoSection.Run(Rate.For(arguments.Quick), output)),
    ["load"] = async (arguments, output) => await LoadSection.RunAsync(arguments, output),
    ["kafka"] = LoadSection.RunOverKafkaAsync,
    ["sql-server"] = LoadSection.RunOnSqlServerAsync,
    ["growth"] = async (arguments, output) => await GrowthSection.RunAsync(arguments, output),
    ["flood"] = async (arguments, output) => await FloodSection.RunAsync(arguments, output),
    ["pages"] = async (arguments, output) => await PagesSection.RunAsync(arguments, output),
    ["privacy"] = async (arguments, output) => await PrivacySection.RunAsync(arguments.Quick, output),
    ["soak"] = async (arguments, output) => await SoakSection.RunAsync(arguments, output),
};
const string OnlyByName = "soak";
var indented = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

return await BenchArguments.Command(sections.Keys, RunAsync).Parse(args).InvokeAsync();

async Task<int> RunAsync(BenchArguments arguments)
{
    var results = new Dictionary<string, object> { ["at"] = TimeProvider.System.GetUtcNow(), ["processors"] = Environment.ProcessorCount, ["quick"] = arguments.Quick };
    var kept = true;
    foreach (var name in arguments.Sections.Count > 0 ? arguments.Sections : sections.Keys.Where(s => arguments.Quick || s != OnlyByName))
    {
        await Console.Out.WriteLineAsync($"## {name}");
        var begun = Stopwatch.GetTimestamp();
        results[name] = await sections[name](arguments, Console.Out);
        kept &= results[name] is not IVerdict { Kept: false };
        await Console.Out.WriteLineAsync($"\n({name}: {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s)\n");
        // After each, in case a later one does not come to its end.
        if (arguments.Json is { } file) await File.WriteAllTextAsync(file, JsonSerializer.Serialize(results, indented) + "\n");
    }

    return kept ? 0 : 1;
}
