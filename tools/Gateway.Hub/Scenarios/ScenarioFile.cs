using Gateway.Hub.Orders;

namespace Gateway.Hub.Scenarios;

/// <summary>A whole story: the bank at the start, then what courts, customers and the bank do, with what must come back.</summary>
internal sealed record ScenarioFile
{
    public required string Name { get; init; }

    /// <summary>The bank's date at the start; null: the machine's clock as it is.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>Configuration keys of the gateway.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; }
    public required IReadOnlyList<CourtForm> Courts { get; init; }
    public required IReadOnlyList<AccountForm> Accounts { get; init; }

    /// <summary>The core's buying rates, by currency.</summary>
    public required IReadOnlyDictionary<string, string> Rates { get; init; }
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>Orders whose remittances a later step settles.</summary>
    public IEnumerable<string> SettledOrders => Steps.OfType<SettleStep>().Select(s => s.Order).Distinct();
}

/// <summary>An account that the bank has at the start.</summary>
/// <param name="Account">Its number.</param>
/// <param name="Holder">Whose it is.</param>
/// <param name="Setup">As the core simulator takes it.</param>
internal sealed record AccountForm(string Account, Person Holder, System.Text.Json.Nodes.JsonObject Setup);
