using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WireMock.Matchers;

/// <summary>Whether a match accepts or refuses the request.</summary>
public enum MatchBehaviour
{
    AcceptOnMatch,
    RejectOnMatch,
}

/// <summary>Judges a body, or a part of a request.</summary>
public interface IMatcher
{
    string Name { get; }

    MatchBehaviour MatchBehaviour { get; }

    internal bool Accepts(string? input);
}

/// <summary>Judges a text.</summary>
public interface IStringMatcher : IMatcher
{
}

/// <summary>Judges a JSON value.</summary>
public interface IJsonMatcher : IMatcher
{
    object Value { get; }
}

/// <summary>One of several texts, exactly.</summary>
public class ExactMatcher(MatchBehaviour matchBehaviour, bool ignoreCase, params string[] values) : IStringMatcher
{
    public ExactMatcher(params string[] values)
        : this(MatchBehaviour.AcceptOnMatch, false, values)
    {
    }

    public ExactMatcher(bool ignoreCase, params string[] values)
        : this(MatchBehaviour.AcceptOnMatch, ignoreCase, values)
    {
    }

    public string Name => nameof(ExactMatcher);

    public MatchBehaviour MatchBehaviour { get; } = matchBehaviour;

    bool IMatcher.Accepts(string? input) =>
        values.Contains(input, ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal)
        == (MatchBehaviour == MatchBehaviour.AcceptOnMatch);
}

/// <summary>One of several regular expressions.</summary>
public class RegexMatcher(MatchBehaviour matchBehaviour, string[] patterns, bool ignoreCase = false) : IStringMatcher
{
    private readonly Regex[] _patterns =
        [.. patterns.Select(pattern => new Regex(pattern, ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None, TimeSpan.FromSeconds(10)))];

    public RegexMatcher(string pattern, bool ignoreCase = false)
        : this(MatchBehaviour.AcceptOnMatch, [pattern], ignoreCase)
    {
    }

    public virtual string Name => nameof(RegexMatcher);

    public MatchBehaviour MatchBehaviour { get; } = matchBehaviour;

    bool IMatcher.Accepts(string? input) =>
        (input is not null && _patterns.Any(pattern => pattern.IsMatch(input))) == (MatchBehaviour == MatchBehaviour.AcceptOnMatch);
}

/// <summary>One of several patterns with * and ?.</summary>
public class WildcardMatcher(MatchBehaviour matchBehaviour, string[] patterns, bool ignoreCase = false)
    : RegexMatcher(matchBehaviour, [.. patterns.Select(ToRegex)], ignoreCase)
{
    public WildcardMatcher(string pattern, bool ignoreCase = false)
        : this(MatchBehaviour.AcceptOnMatch, [pattern], ignoreCase)
    {
    }

    public override string Name => nameof(WildcardMatcher);

    private static string ToRegex(string pattern) =>
        $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$";
}

/// <summary>The same JSON value, whatever the order of its properties.</summary>
public class JsonMatcher(MatchBehaviour matchBehaviour, object value, bool ignoreCase = false) : IJsonMatcher
{
    public JsonMatcher(string value, bool ignoreCase = false)
        : this(MatchBehaviour.AcceptOnMatch, value, ignoreCase)
    {
    }

    public JsonMatcher(object value, bool ignoreCase = false)
        : this(MatchBehaviour.AcceptOnMatch, value, ignoreCase)
    {
    }

    public virtual string Name => nameof(JsonMatcher);

    public object Value { get; } = value;

    public MatchBehaviour MatchBehaviour { get; } = matchBehaviour;

    bool IMatcher.Accepts(string? input)
    {
        JsonNode? actual;
        try
        {
            actual = JsonNode.Parse(input ?? "");
        }
        catch (JsonException)
        {
            // What is no JSON matches no JSON.
            return MatchBehaviour == MatchBehaviour.RejectOnMatch;
        }

        var expected = Json.ToNode(Value);
        var same = ignoreCase ? Matches(Json.WithoutCase(expected), Json.WithoutCase(actual)) : Matches(expected, actual);
        return same == (MatchBehaviour == MatchBehaviour.AcceptOnMatch);
    }

    private protected virtual bool Matches(JsonNode? expected, JsonNode? actual) => JsonNode.DeepEquals(expected, actual);
}

/// <summary>At least these properties, and these leading elements of arrays.</summary>
public class JsonPartialMatcher : JsonMatcher
{
    public JsonPartialMatcher(string value, bool ignoreCase = false)
        : base(value, ignoreCase)
    {
    }

    public JsonPartialMatcher(object value, bool ignoreCase = false)
        : base(value, ignoreCase)
    {
    }

    public override string Name => nameof(JsonPartialMatcher);

    private protected override bool Matches(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (JsonObject part, JsonObject whole) =>
            part.All(property => whole.TryGetPropertyValue(property.Key, out var found) && Matches(property.Value, found)),
        (JsonArray part, JsonArray whole) =>
            part.Count <= whole.Count && part.Zip(whole).All(pair => Matches(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(expected, actual),
    };
}

internal static class Json
{
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonSerializerOptions Indented = new(Plain) { WriteIndented = true };

    public static JsonNode? ToNode(object value) => value switch
    {
        string text => JsonNode.Parse(text),
        JsonNode node => node,
        _ => JsonSerializer.SerializeToNode(value, Plain),
    };

    public static JsonNode? WithoutCase(JsonNode? node) => node switch
    {
        JsonObject whole => new JsonObject(whole.Select(property => KeyValuePair.Create(property.Key.ToUpperInvariant(), WithoutCase(property.Value)))),
        JsonArray array => new JsonArray([.. array.Select(WithoutCase)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(value.GetValue<string>().ToUpperInvariant()),
        _ => node?.DeepClone(),
    };
}
