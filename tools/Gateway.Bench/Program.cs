using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Bench;
using Gateway.Bench.Load;

// Each section prints a table and returns what it measured.
var sections = new Dictionary<string, Func<BenchArguments, TextWriter, Task<object>>>
{
    ["crypto"] = (_, output) => Task.FromResult<object>(CryptoSection.Run(output)),
    ["load"] = async (arguments, output) => await LoadSection.RunAsync(arguments, output),
    ["growth"] = async (arguments, output) => await GrowthSection.RunAsync(arguments.To, output),
    ["flood"] = async (arguments, output) => await FloodSection.RunAsync(arguments, output),
    ["pages"] = async (arguments, output) => await PagesSection.RunAsync(arguments, output),
    ["privacy"] = async (_, output) => await PrivacySection.RunAsync(output),
    ["soak"] = async (arguments, output) => await SoakSection.RunAsync(arguments, output),
};
const string OnlyByName = "soak";
var indented = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

return await BenchArguments.Command(sections.Keys, RunAsync).Parse(args).InvokeAsync();

async Task<int> RunAsync(BenchArguments arguments)
{
    var results = new Dictionary<string, object> { ["at"] = TimeProvider.System.GetUtcNow(), ["processors"] = Environment.ProcessorCount, ["quick"] = arguments.Quick };
    foreach (var name in arguments.Sections.Count > 0 ? arguments.Sections : sections.Keys.Where(s => s != OnlyByName))
    {
        await Console.Out.WriteLineAsync($"## {name}");
        results[name] = await sections[name](arguments, Console.Out);
        await Console.Out.WriteLineAsync();
    }

    if (arguments.Json is { } file) await File.WriteAllTextAsync(file, JsonSerializer.Serialize(results, indented) + "\n");
    return 0;
}
