using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Register;
using Gateway.Store;
using Gateway.Store.Views;

namespace Gateway.Ops.Orders;

/// <summary>What a person looks for, as they type it. Empty: any.</summary>
public sealed record OrderSearch
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public string OrderNo { get; init; } = "";
    public string CaseNo { get; init; } = "";
    public string Court { get; init; } = "";
    public Reason? Reason { get; init; }
    public OrderState? State { get; init; }
    public bool Open { get; init; }
    public bool InReview { get; init; }
    /// <summary>First moment of arrival, a wall clock's time of the bank.</summary>
    public DateTime? From { get; init; }
    /// <summary>Arrived before; a wall clock's time of the bank.</summary>
    public DateTime? Until { get; init; }

    /// <summary>A customer's: never kept with a search.</summary>
    [JsonIgnore]
    public string Account { get; init; } = "";
    /// <inheritdoc cref="Account"/>
    [JsonIgnore]
    public string IdKind { get; init; } = "";
    /// <inheritdoc cref="Account"/>
    [JsonIgnore]
    public string IdNumber { get; init; } = "";

    /// <summary>Whether somebody's data are searched for.</summary>
    [JsonIgnore]
    public bool NamesCustomer => Account.Length > 0 || IdNumber.Length > 0;

    /// <summary>As the store takes it.</summary>
    public OrderFilter ToFilter(Rules rules) => new()
    {
        OrderNo = Text(OrderNo),
        CaseNo = Text(CaseNo),
        Court = Text(Court),
        Account = Text(Account),
        Party = Text(IdNumber) is { } number ? new PartyNumbers(Text(IdKind) ?? "", number) : null,
        Reason = Reason,
        State = State,
        Open = Open,
        InReview = InReview,
        From = Moment(From, rules),
        Before = Moment(Until, rules),
    };

    /// <summary>As it is kept, without a customer's data.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>One that was kept; null: it is none.</summary>
    public static OrderSearch? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<OrderSearch>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateTimeOffset? Moment(DateTime? local, Rules rules) => local is { } at ? new DateTimeOffset(at, rules.TimeZone.GetUtcOffset(at)) : null;
}
