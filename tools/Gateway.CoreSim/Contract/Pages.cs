namespace Gateway.CoreSim.Contract;

internal sealed record TransactionsPage(IReadOnlyList<Transaction> Transactions, string NextCursor);

internal sealed record Transaction(
    string SerialNo, string Kind, string Direction, string Currency, string Amount, DateTimeOffset At, Counterparty Counterparty);

internal sealed record Counterparty(string Name, string Account, string Bank)
{
    public string BankNo { get; init; } = "";
    public string IdKind { get; init; } = "";
    public string IdNumber { get; init; } = "";
    public string Address { get; init; } = "";
    public string Postcode { get; init; } = "";
    public string Phone { get; init; } = "";
}

internal sealed record Quote(string Currency, string Into, string BuyingRate, DateTimeOffset At);

internal sealed record FeedPage(IReadOnlyList<FeedEvent> Events, string NextCursor);

/// <summary>Something that changed an account without the gateway: CREDIT, CLAIM, OTHER_FREEZE, CLOSURE or PAYMENT.</summary>
internal sealed record FeedEvent(string Kind, string Account, string SubAccount, string Reference, DateTimeOffset At);
