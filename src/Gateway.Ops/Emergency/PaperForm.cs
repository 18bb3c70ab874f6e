using System.Globalization;
using System.Text.Json.Nodes;

namespace Gateway.Ops.Emergency;

/// <summary>What kind of order a paper is, by the courts' codes.</summary>
/// <param name="Field">The member of gateway.v1.Order that it fills in.</param>
/// <param name="Columns">What its lines say beside their target.</param>
public sealed record PaperMeasure(string Code, string Field, IReadOnlyList<string> Columns);

/// <summary>
/// The fields of a paper order, named as in gateway.v1.Order (<c>officer.name</c>), those of a line as <c>line.0.target.account</c>, made into its JSON. Says nothing of whether they are
/// right: who reads the order does, by the same names.
/// </summary>
public static class PaperForm
{
    /// <summary>The field that says what kind of order it is: a <see cref="PaperMeasure.Code"/>.</summary>
    public const string Measure = "measure";

    /// <summary>Most lines that a paper has here; an order with more is entered in parts, as papers have pages.</summary>
    public const int MaximumLines = 10;

    private const string LinePrefix = "line.";

    // Not texts in the message.
    private static readonly HashSet<string> Ticks = ["whole_account", "convert"];

    /// <summary>The kinds that a bank can carry out.</summary>
    public static readonly IReadOnlyList<PaperMeasure> Measures =
    [
        new("01", "freeze", ["amount", "whole_account", "from", "to"]),
        new("02", "renewal", ["original.order_no", "original.case_no", "to"]),
        new("04", "release", ["original.order_no", "original.case_no", "amount"]),
        new("06", "deduction", ["original.order_no", "original.case_no", "amount", "convert", "payee.name", "payee.account", "payee.bank_name", "payee.bank_no"]),
        new("08", "freeze_and_deduct", ["amount", "whole_account", "from", "to", "convert", "payee.name", "payee.account", "payee.bank_name", "payee.bank_no"]),
        new("inquiry", "inquiry", ["document_no", "transactions_from", "transactions_to"]),
    ];

    /// <summary>What every paper says.</summary>
    public static readonly IReadOnlyList<string> Head =
        ["order_no", "court_code", "case_no", "officer.name", "officer.phone", "officer.work_card_no", "officer.duty_card_no", "party.name", "party.id_kind", "party.id_number", "document_name", "remark"];

    /// <summary>What every line says first.</summary>
    public static readonly IReadOnlyList<string> Target = ["target.account", "target.sub_account", "target.currency", "target.ruling_no"];

    /// <summary>All columns of lines, of whatever kind.</summary>
    public static readonly IReadOnlyList<string> Columns = [.. Target, .. Measures.Where(m => m.Code != "inquiry").SelectMany(m => m.Columns).Distinct()];

    public static PaperMeasure? MeasureOf(string? code) => Measures.FirstOrDefault(m => m.Code == code);

    /// <summary>A field of a line.</summary>
    public static string OfLine(int line, string column) => string.Create(CultureInfo.InvariantCulture, $"{LinePrefix}{line}.{column}");

    /// <summary>The order's JSON. Fields that mean nothing for its kind are left out, and so are lines without an account.</summary>
    /// <param name="courtName">The name that the directory has for a court's code; null: it has none.</param>
    public static string ToJson(IReadOnlyDictionary<string, string> fields, Func<string, string?> courtName)
    {
        var order = new JsonObject();
        foreach (var field in Head) Put(order, field, Text(fields, field));
        Put(order, "court_name", courtName(Text(fields, "court_code")) ?? "");
        if (MeasureOf(fields.GetValueOrDefault(Measure)) is not { } measure) return order.ToJsonString();
        var content = new JsonObject();
        order[measure.Field] = content;
        if (measure.Code == "inquiry")
        {
            foreach (var column in measure.Columns) Put(content, column, Text(fields, column));
            return order.ToJsonString();
        }

        var lines = new JsonArray();
        for (var i = 0; i < MaximumLines; i++)
        {
            if (Text(fields, OfLine(i, "target.account")).Length == 0) continue;
            var line = new JsonObject();
            Put(line, "target.line_no", (lines.Count + 1).ToString(CultureInfo.InvariantCulture));
            foreach (var column in Target.Concat(measure.Columns)) Put(line, column, Text(fields, OfLine(i, column)));
            lines.Add((JsonNode)line);
        }

        content["lines"] = lines;
        return order.ToJsonString();
    }

    private static void Put(JsonObject into, string path, string text)
    {
        if (text.Length == 0) return;
        var words = path.Split('.');
        foreach (var word in words[..^1])
        {
            if (into[word] is not JsonObject inner) into[word] = inner = [];
            into = inner;
        }

        into[words[^1]] = Ticks.Contains(words[^1]) ? JsonValue.Create(text == "true") : JsonValue.Create(text);
    }

    private static string Text(IReadOnlyDictionary<string, string> fields, string name) => fields.GetValueOrDefault(name)?.Trim() ?? "";
}
