using System.Text.Json;

namespace Gateway.Hub.Json;

/// <summary>
/// One JSON object, read field by field. <see cref="End"/> refuses every field that nobody asked for: a misspelt name is an error, never
/// skipped. A place is written as people say it, e.g. <c>step 3 lines[0].amount</c>.
/// </summary>
internal sealed class StrictObject
{
    static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    readonly JsonElement element;
    readonly string prefix;
    readonly HashSet<string> asked = [];

    StrictObject(JsonElement element, string place, string prefix)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new JsonFormException(place, "expected an object");
        this.element = element;
        this.prefix = prefix;
        Place = place;
    }

    /// <summary>Where the object stands; empty for the whole file.</summary>
    public string Place { get; }

    /// <summary>The names of the object's fields, in their order.</summary>
    public IEnumerable<string> Names => element.EnumerateObject().Select(p => p.Name);

    /// <summary>Parses a whole file.</summary>
    /// <exception cref="JsonFormException">Not JSON, or not an object.</exception>
    public static StrictObject Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.AsMemory(), Options);
            return new StrictObject(document.RootElement.Clone(), "", "");
        }
        catch (JsonException e)
        {
            throw new JsonFormException("", "not JSON: " + e.Message);
        }
    }

    /// <summary>Where a field of this object stands.</summary>
    public string PlaceOf(string name) => prefix + name;

    /// <summary>Whether the field is there; it counts as asked for.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The object's JSON as it was read.</summary>
    public JsonElement Json => element;

    /// <summary>The field as it is, or null.</summary>
    public JsonElement? Find(string name)
    {
        asked.Add(name);
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>A text, or null where the field is absent. Amounts are text too: a number is refused.</summary>
    public string? Text(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Wrong(name, "expected a text");

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string name) => Text(name) ?? throw Wrong(name, "missing");

    /// <summary>true or false; false where the field is absent.</summary>
    public bool Flag(string name, bool absent = false) => Find(name) is not { } value ? absent
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong(name, "expected true or false");

    /// <summary>A whole number, or null where the field is absent.</summary>
    public int? Count(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) ? count
        : throw Wrong(name, "expected a whole number");

    /// <summary>A day as yyyy-MM-dd, or null where the field is absent.</summary>
    public DateOnly? Day(string name) => Text(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day
        : throw Wrong(name, "expected a day as yyyy-MM-dd");

    /// <summary>One of the texts given, or null where the field is absent.</summary>
    public string? OneOf(string name, params ReadOnlySpan<string> choices) =>
        Text(name) is not { } text ? null
        : choices.Contains(text) ? text
        : throw Wrong(name, $"\"{text}\" is unknown, one of {string.Join(", ", choices)} is expected");

    /// <summary>A text or a list of texts; empty where the field is absent.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is not { } value) return [];
        var items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
        return [.. items.Select(i => i.ValueKind == JsonValueKind.String ? i.GetString()! : throw Wrong(name, "expected a text or a list of texts"))];
    }

    /// <summary>An object, or null where the field is absent.</summary>
    public StrictObject? Object(string name) =>
        Find(name) is { } value ? new StrictObject(value, PlaceOf(name), PlaceOf(name) + ".") : null;

    /// <summary>A list of objects; empty where the field is absent.</summary>
    /// <param name="place">How to name the n-th object (from 0); null: <c>name[n]</c>.</param>
    public IReadOnlyList<StrictObject> Objects(string name, Func<int, string>? place = null)
    {
        if (Find(name) is not { } value) return [];
        if (value.ValueKind != JsonValueKind.Array) throw Wrong(name, "expected a list");
        return [.. value.EnumerateArray().Select((item, i) => place is null
            ? new StrictObject(item, $"{PlaceOf(name)}[{i}]", $"{PlaceOf(name)}[{i}].")
            : new StrictObject(item, place(i), place(i) + " "))];
    }

    /// <summary>An object's fields as names and texts, for things whose names are free, such as settings and rates.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> FreeTexts(string name)
    {
        if (Object(name) is not { } map) return [];
        return [.. map.element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.ValueKind switch
        {
            JsonValueKind.String => p.Value.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => p.Value.GetRawText(),
            _ => throw map.Wrong(p.Name, "expected a text, a number, true or false"),
        }))];
    }

    /// <summary>Refuses every field that was not asked for.</summary>
    public void End()
    {
        foreach (var name in Names)
            if (!asked.Contains(name)) throw Wrong(name, "unknown field");
    }

    /// <summary>The complaint about a field.</summary>
    public JsonFormException Wrong(string name, string message) => new(PlaceOf(name), message);
}
