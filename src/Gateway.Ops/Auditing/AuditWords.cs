using System.Text.Json;
using Gateway.Ops.Privacy;
using Gateway.Store;

namespace Gateway.Ops.Auditing;

/// <summary>
/// What an entry of the audit chain says, as a person may see it. The chain holds little of customers, but accounts that stopped or were looked at stand in it by number, and why somebody
/// did something is free text, in which anything may stand.
/// </summary>
public static class AuditWords
{
    // Entries about an account have its number as their subject.
    private const string AboutAnAccount = "account.";

    // Behind these words a subject goes on with a number of a customer's.
    private static readonly string[] BeforeNumbers = ["account:", "lookup:", "register:Parties:"];

    // Texts that say nothing of customers. What is not listed is masked, so that what is added one day is, too.
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "kind", "court", "content", "documents", "documentRefusal", "refusal", "shortfall", "newFreeze", "ofd", "lastDay", "line", "rules", "decision", "evidence", "certificate", "seal",
        "maker", "scope", "target", "source", "import", "reference", "outcome", "document", "servedAt", "record", "freeze", "newest", "role", "issuer", "fault", "code", "digest",
    };

    public static string Subject(AuditEntry entry, Sight sight)
    {
        if (entry.Action.StartsWith(AboutAnAccount, StringComparison.Ordinal)) return sight.Number(entry.Subject);
        var word = BeforeNumbers.FirstOrDefault(w => entry.Subject.StartsWith(w, StringComparison.Ordinal));
        return word is null ? entry.Subject : word + sight.Number(entry.Subject[word.Length..]);
    }

    /// <summary>The detail's members; what is empty is left out.</summary>
    public static IReadOnlyList<(string Name, string Text)> Detail(AuditEntry entry, Sight sight)
    {
        if (entry.Detail.Length == 0) return [];
        try
        {
            using var json = JsonDocument.Parse(entry.Detail);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? [.. json.RootElement.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null).Select(m => (m.Name, Text(m, sight))).Where(m => m.Item2.Length > 0)]
                : [("", sight.Words(entry.Detail))];
        }
        catch (JsonException)
        {
            return [("", sight.Words(entry.Detail))];
        }
    }

    private static string Text(JsonProperty member, Sight sight) => member.Value.ValueKind switch
    {
        JsonValueKind.String when Plain.Contains(member.Name) => member.Value.GetString()!,
        JsonValueKind.String => sight.Words(member.Value.GetString()!),
        JsonValueKind.Array or JsonValueKind.Object => sight.Words(member.Value.GetRawText()),
        _ => member.Value.GetRawText(),
    };
}
