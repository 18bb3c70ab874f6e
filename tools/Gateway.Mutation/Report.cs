using System.Text.Json;

namespace Gateway.Mutation;

/// <summary>Stryker's report, in the schema of mutation testing elements.</summary>
/// <param name="Mutants">Those that compiled and were wanted, in the order of the source.</param>
/// <param name="Uncompiled">How many did not compile, or shared a statement with one that did not.</param>
internal sealed record Report(IReadOnlyList<Mutant> Mutants, int Uncompiled)
{
    public static Report Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var files = json.RootElement.GetProperty("files").EnumerateObject().OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        return new Report(
            [.. files.SelectMany(file => OfFile(Path.GetFileName(file.Name), file.Value))],
            files.Sum(file => file.Value.GetProperty("mutants").EnumerateArray().Count(m => m.GetProperty("status").GetString() == "CompileError")));
    }

    private static IEnumerable<Mutant> OfFile(string name, JsonElement file)
    {
        var lines = file.GetProperty("source").GetString()!.ReplaceLineEndings("\n").Split('\n');
        return file.GetProperty("mutants").EnumerateArray()
            .Select(mutant => OfMutant(name, lines, mutant)).OfType<Mutant>()
            .OrderBy(m => m.Line).ThenBy(m => m.Change, StringComparer.Ordinal);
    }

    private static Mutant? OfMutant(string file, string[] lines, JsonElement mutant)
    {
        var status = mutant.GetProperty("status").GetString()!;
        if (status is "CompileError" or "Ignored") return null;
        if (status is not ("Killed" or "Timeout" or "Survived" or "NoCoverage")) throw new FormatException($"a mutant of {file} has no result: {status}");
        var location = mutant.GetProperty("location");
        var (start, end) = (Position(location.GetProperty("start")), Position(location.GetProperty("end")));
        var change = $"{OnOneLine(Between(lines, start, end))} → {OnOneLine(mutant.GetProperty("replacement").GetString() ?? "")}";
        return new Mutant(file, start.Line + 1, lines[start.Line].Trim(), change, status is "Killed" or "Timeout", status is not "NoCoverage");
    }

    // From 0; the report counts from 1.
    private static (int Line, int Column) Position(JsonElement at) => (at.GetProperty("line").GetInt32() - 1, at.GetProperty("column").GetInt32() - 1);

    private static string Between(string[] lines, (int Line, int Column) start, (int Line, int Column) end) =>
        start.Line == end.Line
            ? lines[start.Line][start.Column..end.Column]
            : string.Join('\n', [lines[start.Line][start.Column..], .. lines[(start.Line + 1)..end.Line], lines[end.Line][..end.Column]]);

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
