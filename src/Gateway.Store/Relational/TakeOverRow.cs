using Gateway.Register.Orders;
using Gateway.Store.Privacy;
using Gateway.Store.TakeOver;

namespace Gateway.Store.Relational;

/// <summary>A row of takeover_freezes: a freeze laid ready, with its line and, in the first row of an order, the order.</summary>
internal sealed record TakeOverRow
{
    public string ImportId { get; init; } = "";
    public long RowNo { get; init; }
    /// <summary>Numbers that its order and its line will have: what is sealed is bound to them.</summary>
    public long OrderId { get; init; }
    public long LineId { get; init; }
    public string PartyKey { get; init; } = "";
    public string? OrderJson { get; init; }
    public string LineJson { get; init; } = "";
    public string FreezeId { get; init; } = "";
    public string? AdoptedHoldId { get; init; }
    public string ChannelId { get; init; } = "";
    public string OrderNo { get; init; } = "";
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
    public long? GrantedMinor { get; init; }
    public string FirstDay { get; init; } = "";
    public string GrantedLastDay { get; init; } = "";

    /// <summary>One row.</summary>
    /// <param name="order">All lines of the order, in its first row alone; null: it is not the first.</param>
    public static TakeOverRow Of(RowCipher cipher, string importId, long rowNo, TakenOverFreeze taken, long orderId, long lineId, IReadOnlyList<TakenOverFreeze>? order)
    {
        var freeze = taken.Freeze;
        return new TakeOverRow
        {
            ImportId = importId,
            RowNo = rowNo,
            OrderId = orderId,
            LineId = lineId,
            PartyKey = cipher.PartyKeyOf(taken.Party),
            OrderJson = order is null ? null : cipher.Seal(SealedColumns.Order.Of(orderId), StoreJson.Write(OrderOf(order))),
            LineJson = cipher.Seal(SealedColumns.Line.Of(lineId), StoreJson.Write(LineOf(taken))),
            FreezeId = freeze.FreezeId,
            AdoptedHoldId = freeze.AdoptedHoldId,
            ChannelId = freeze.Order.ChannelId,
            OrderNo = freeze.Order.OrderNo,
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
            GrantedMinor = freeze.GrantedMinor,
            FirstDay = Columns.Day(freeze.From),
            GrantedLastDay = Columns.Day(freeze.GrantedTo),
        };
    }

    /// <summary>The order as far as it is known: its documents and its officer stayed in the system before.</summary>
    static Order OrderOf(IReadOnlyList<TakenOverFreeze> freezes) => new()
    {
        OrderNo = freezes[0].Freeze.Order.OrderNo,
        Kind = OrderKind.Control,
        CourtCode = freezes[0].Freeze.CourtCode,
        CourtName = freezes[0].Freeze.CourtName,
        CaseNo = freezes[0].Freeze.CaseNo,
        Officer = new Officer("", "", "", ""),
        Party = freezes[0].Party,
        Lines = [.. freezes.Select(LineOf)],
    };

    static ControlLine LineOf(TakenOverFreeze taken) => new()
    {
        LineNo = taken.Freeze.LineNo,
        Measure = Measure.Freeze,
        AssetKind = taken.Freeze.AssetKind,
        Account = taken.Freeze.Register.Account,
        SubAccount = taken.Freeze.Register.SubAccount,
        WholeAccount = taken.Freeze.WholeAccount,
        From = taken.Freeze.From,
        To = taken.Freeze.GrantedTo,
        RulingNo = taken.Freeze.RulingNo,
    };
}
