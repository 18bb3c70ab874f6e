using System.Text.Json;

namespace Gateway.Register.Accounts;

/// <summary>Reads a table of protected kinds: a JSON array of { kind, name, freeze, deduct, basis, exception }. Every fault is named with its line.</summary>
public static class ProtectedKindsJson
{
    private static readonly string[] Texts = ["kind", "name", "basis", "exception"];
    private static readonly string[] Flags = ["freeze", "deduct"];

    /// <summary>The table and what is wrong with it, each as "line N: reason"; with faults it must not be used.</summary>
    public static (IReadOnlyList<AccountNature> Kinds, IReadOnlyList<string> Faults) Read(ReadOnlySpan<byte> json)
    {
        var kinds = new List<AccountNature>();
        var faults = new List<string>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) return ([], [At(json, reader, "must be an array of kinds")]);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.StartObject) ReadKind(json, ref reader, kinds, faults);
                else
                {
                    faults.Add(At(json, reader, "must be an object"));
                    reader.Skip();
                }
            }

            if (reader.Read()) faults.Add(At(json, reader, "nothing may follow the array"));
        }
        catch (JsonException broken)
        {
            faults.Add($"line {broken.LineNumber + 1}: is no JSON");
        }

        if (faults.Count == 0 && !kinds.Exists(k => k is { Nature: "GENERAL", MayFreeze: true, MayDeduct: true })) faults.Add("line 1: lacks the ordinary kind GENERAL, which may be frozen and deducted");
        return (kinds, faults);
    }

    private static void ReadKind(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, List<AccountNature> kinds, List<string> faults)
    {
        var start = reader;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var flags = new Dictionary<string, bool>(StringComparer.Ordinal);
        var before = faults.Count;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var at = reader;
            reader.Read();
            var taken = reader.TokenType switch
            {
                JsonTokenType.String when Texts.Contains(name) => texts.TryAdd(name, reader.GetString()!),
                JsonTokenType.True or JsonTokenType.False when Flags.Contains(name) => flags.TryAdd(name, reader.GetBoolean()),
                _ => false,
            };
            if (!taken) faults.Add(At(json, at, $"\"{name}\" {Wrong(name, texts, flags)}"));
            reader.Skip();
        }

        if (faults.Count > before) return;
        foreach (var missing in Flags.Where(f => !flags.ContainsKey(f)).Concat(texts.GetValueOrDefault("kind", "").Length == 0 ? ["kind"] : []))
            faults.Add(At(json, start, $"\"{missing}\" is missing"));
        if (faults.Count > before) return;

        var kind = new AccountNature(texts["kind"], texts.GetValueOrDefault("name", ""), flags["freeze"], flags["deduct"], texts.GetValueOrDefault("basis", ""), texts.GetValueOrDefault("exception", ""));
        if (kinds.Exists(k => k.Nature == kind.Nature)) faults.Add(At(json, start, $"{kind.Nature} occurs twice"));
        if (kind is { MayFreeze: false, MayDeduct: true }) faults.Add(At(json, start, $"{kind.Nature}: what may not be frozen may not be deducted"));
        if (kind.Basis.Length == 0 && !(kind.MayFreeze && kind.MayDeduct)) faults.Add(At(json, start, $"{kind.Nature}: \"basis\" is missing, the receipt has to name it"));
        kinds.Add(kind);
    }

    private static string Wrong(string name, Dictionary<string, string> texts, Dictionary<string, bool> flags) =>
        texts.ContainsKey(name) || flags.ContainsKey(name) ? "occurs twice"
        : Texts.Contains(name) ? "must be a text"
        : Flags.Contains(name) ? "must be true or false"
        : "is not known";

    private static string At(ReadOnlySpan<byte> json, Utf8JsonReader reader, string reason) => $"line {json[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1}: {reason}";
}
