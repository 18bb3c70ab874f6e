using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Gateway.Register.Decisions;

namespace Gateway.Store.Relational;

/// <summary>How domain records are written into columns: members by name, enums by name, derived members left out. Columns are read by later builds, so names stay.</summary>
internal static class StoreJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameInstructions } },
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
        // The column is no web page: 法 stays 法.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidDataException($"The store holds null where a {typeof(T).Name} should be.");

    static void NameInstructions(JsonTypeInfo type)
    {
        if (type.Type != typeof(CoreInstruction)) return;
        type.PolymorphismOptions = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = "$do",
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
            DerivedTypes =
            {
                new JsonDerivedType(typeof(PutHold), "put-hold"),
                new JsonDerivedType(typeof(ChangeHold), "change-hold"),
                new JsonDerivedType(typeof(RemoveHold), "remove-hold"),
                new JsonDerivedType(typeof(Debit), "debit"),
            },
        };
    }
}
