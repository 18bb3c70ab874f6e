using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Bus;
using Gateway.Register;
using Gateway.Register.Answers;
using Gateway.Store.Publishing;

namespace Gateway.Worker.Publishing;

/// <summary>
/// Receipts and events as the bank's own consumers get them (schema 1, src/Gateway.Bus/README.md). Accounts, orders, amounts and reasons; never a name, an ID or phone number, or what people wrote.
/// Members may be added under the same number; one that changes its meaning gets a new number, and a new topic.
/// </summary>
internal static class PublicJson
{
    private const int Schema = 1;

    /// <summary>Entries whose detail the gateway wrote by itself, of orders, counts and reasons.</summary>
    private static readonly string[] Told =
    [
        "order.accepted", "line.intent", "line.final", "line.held", "line.rerouted", "inquiry.answered", "receipt.stored", "receipt.acknowledged", "account.parked", "account.resumed",
        "expiry.queued", "order.archived",
    ];

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Under its account, or its subject where it has none.</summary>
    public static Bulletin Of(PublicEntry entry) => new(entry.Account.Length > 0 ? entry.Account : entry.Subject, Bytes(new JsonObject
    {
        ["schema"] = Schema,
        ["no"] = entry.No,
        ["at"] = Moment(entry.At),
        // Who at the bank did it is not the consumers' business.
        ["actor"] = entry.Actor.StartsWith("person:", StringComparison.Ordinal) ? "person" : entry.Actor,
        ["action"] = entry.Action,
        ["subject"] = entry.Subject,
        ["account"] = entry.Account.Length > 0 ? entry.Account : null,
        ["detail"] = Told.Contains(entry.Action) ? JsonNode.Parse(entry.Detail) : null,
    }));

    /// <summary>Under its channel.</summary>
    public static Bulletin Of(PublicReceipt receipt) => new(receipt.Channel, Bytes(new JsonObject
    {
        ["schema"] = Schema,
        ["channel"] = receipt.Channel,
        ["sequence"] = receipt.Sequence,
        ["kind"] = receipt.Kind.ToString().ToUpperInvariant(),
        ["createdAt"] = Moment(receipt.CreatedAt),
        ["order"] = new JsonObject { ["channel"] = receipt.Order.ChannelId, ["no"] = receipt.Order.OrderNo, ["version"] = receipt.Order.Version, ["kind"] = receipt.OrderKind.ToString() },
        ["lines"] = new JsonArray([.. receipt.Lines.Select(Of)]),
    }));

    private static JsonObject Of(PublicLine line)
    {
        var json = new JsonObject { ["line"] = line.LineNo, ["account"] = line.Account, ["measure"] = ((int)line.Measure).ToString("00", CultureInfo.InvariantCulture) };
        if (line.Answer is not { } answer) return json;
        json["subAccount"] = answer.SubAccount;
        json["controlled"] = answer.Controlled;
        json["reason"] = answer.Reason is { } reason ? ReasonTable.Of(reason).Code : null;
        json["currency"] = answer.Currency;
        Amount(json, "requested", answer.RequestedMinor, answer);
        Amount(json, "actual", answer.ActualMinor, answer);
        Amount(json, "deducted", answer.DeductedMinor, answer);
        Amount(json, "released", answer.ReleasedMinor, answer);
        json["to"] = answer.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return json;
    }

    private static void Amount(JsonObject json, string name, long? minor, LineAnswer answer) =>
        json[name] = minor is { } amount && answer.Currency.Length > 0 ? Currencies.ToText(amount, answer.Currency) : null;

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Json);
}
