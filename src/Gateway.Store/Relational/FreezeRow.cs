using Gateway.Register.Accounts;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>A row of freezes: what was granted.</summary>
internal sealed record FreezeRow
{
    public const string Columns = """
        freeze_id AS FreezeId, channel_id AS ChannelId, order_no AS OrderNo, order_version AS OrderVersion, line_no AS "LineNo",
        account AS Account, sub_account AS SubAccount, court_code AS CourtCode, court_name AS CourtName, case_no AS CaseNo, ruling_no AS RulingNo,
        asset_kind AS AssetKind, rank_time AS RankTime, sequence AS Sequence, service_time AS ServiceTime, granted_minor AS GrantedMinor,
        first_day AS FirstDay, granted_last_day AS GrantedLastDay, adopted_hold_id AS AdoptedHoldId, product_no AS ProductNo
        """;

    public string FreezeId { get; init; } = "";
    /// <summary>Only written: the line that made it.</summary>
    public long LineId { get; init; }
    public string ChannelId { get; init; } = "";
    public string OrderNo { get; init; } = "";
    public int OrderVersion { get; init; }
    public string LineNo { get; init; } = "";
    public string Account { get; init; } = "";
    public string SubAccount { get; init; } = "";
    public string CourtCode { get; init; } = "";
    public string CourtName { get; init; } = "";
    public string CaseNo { get; init; } = "";
    public string RulingNo { get; init; } = "";
    public AssetKind AssetKind { get; init; }
    public long RankTime { get; init; }
    public long Sequence { get; init; }
    public long ServiceTime { get; init; }
    public long? GrantedMinor { get; init; }
    public string FirstDay { get; init; } = "";
    public string GrantedLastDay { get; init; } = "";
    public string? AdoptedHoldId { get; init; }
    public string? ProductNo { get; init; }

    public static FreezeRow Of(Freeze freeze, long lineId) => new()
    {
        LineId = lineId,
        FreezeId = freeze.FreezeId,
        ChannelId = freeze.Order.ChannelId,
        OrderNo = freeze.Order.OrderNo,
        OrderVersion = freeze.Order.Version,
        LineNo = freeze.LineNo,
        Account = freeze.Register.Account,
        SubAccount = freeze.Register.SubAccount,
        CourtCode = freeze.CourtCode,
        CourtName = freeze.CourtName,
        CaseNo = freeze.CaseNo,
        RulingNo = freeze.RulingNo,
        AssetKind = freeze.AssetKind,
        RankTime = freeze.RankTime.UtcTicks,
        Sequence = freeze.Sequence,
        ServiceTime = freeze.ServiceTime.UtcTicks,
        GrantedMinor = freeze.GrantedMinor,
        FirstDay = Relational.Columns.Day(freeze.From),
        GrantedLastDay = Relational.Columns.Day(freeze.GrantedTo),
        AdoptedHoldId = freeze.AdoptedHoldId,
        ProductNo = freeze.ProductNo.Length == 0 ? null : freeze.ProductNo,
    };

    public Freeze With(IReadOnlyList<FreezeChange> changes) => new()
    {
        FreezeId = FreezeId,
        Order = new OrderKey(ChannelId, OrderNo, OrderVersion),
        LineNo = LineNo,
        Register = new RegisterKey(Account, SubAccount),
        CourtCode = CourtCode,
        CourtName = CourtName,
        CaseNo = CaseNo,
        RulingNo = RulingNo,
        AssetKind = AssetKind,
        RankTime = Relational.Columns.Moment(RankTime),
        Sequence = Sequence,
        ServiceTime = Relational.Columns.Moment(ServiceTime),
        GrantedMinor = GrantedMinor,
        From = Relational.Columns.Day(FirstDay),
        GrantedTo = Relational.Columns.Day(GrantedLastDay),
        AdoptedHoldId = AdoptedHoldId,
        ProductNo = ProductNo ?? "",
        Changes = changes,
    };
}
