using Gateway.Register.Accounts;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>A row of deductions: money that a line took.</summary>
internal sealed record DeductionRow
{
    public const string Columns = """
        line_id AS LineId, channel_id AS ChannelId, order_no AS OrderNo, order_version AS OrderVersion, line_no AS "LineNo",
        account AS Account, sub_account AS SubAccount, court_code AS CourtCode, amount_minor AS AmountMinor, deducted_at AS DeductedAt
        """;

    public long LineId { get; init; }
    public string ChannelId { get; init; } = "";
    public string OrderNo { get; init; } = "";
    public int OrderVersion { get; init; }
    public string LineNo { get; init; } = "";
    public string Account { get; init; } = "";
    public string SubAccount { get; init; } = "";
    public string CourtCode { get; init; } = "";
    public long AmountMinor { get; init; }
    public long DeductedAt { get; init; }

    public Deduction Deduction => new(
        new OrderKey(ChannelId, OrderNo, OrderVersion), LineNo, new RegisterKey(Account, SubAccount), CourtCode, AmountMinor, Relational.Columns.Moment(DeductedAt));

    public static DeductionRow Of(Deduction deduction, long lineId) => new()
    {
        LineId = lineId,
        ChannelId = deduction.Order.ChannelId,
        OrderNo = deduction.Order.OrderNo,
        OrderVersion = deduction.Order.Version,
        LineNo = deduction.LineNo,
        Account = deduction.Register.Account,
        SubAccount = deduction.Register.SubAccount,
        CourtCode = deduction.CourtCode,
        AmountMinor = deduction.AmountMinor,
        DeductedAt = deduction.At.UtcTicks,
    };
}
