using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>A row of freeze_changes: what happened to a freeze since, in order of change_no.</summary>
internal sealed record FreezeChangeRow
{
    public const string Columns = """
        c.freeze_id AS FreezeId, c.change_no AS ChangeNo, c.kind AS Kind, c.amount_minor AS AmountMinor, c.last_day AS LastDay,
        c.by_channel_id AS ByChannelId, c.by_order_no AS ByOrderNo, c.by_order_version AS ByOrderVersion, c.by_line_no AS ByLineNo, c.changed_at AS ChangedAt,
        c.rank_time AS RankTime, c.sequence AS Sequence, c.court_code AS CourtCode, c.court_name AS CourtName
        """;

    public string FreezeId { get; init; } = "";
    public long ChangeNo { get; init; }
    /// <summary>Only written: the line that made it.</summary>
    public long LineId { get; init; }
    public string Kind { get; init; } = "";
    public long AmountMinor { get; init; }
    public string? LastDay { get; init; }
    public string? ByChannelId { get; init; }
    public string? ByOrderNo { get; init; }
    public int? ByOrderVersion { get; init; }
    public string ByLineNo { get; init; } = "";
    public long ChangedAt { get; init; }
    public long? RankTime { get; init; }
    public long? Sequence { get; init; }
    public string? CourtCode { get; init; }
    public string? CourtName { get; init; }

    public static FreezeChangeRow Of(FreezeChange change, long changeNo, long lineId) => new()
    {
        LineId = lineId,
        FreezeId = change.FreezeId,
        ChangeNo = changeNo,
        Kind = change.Kind.ToString(),
        AmountMinor = change.AmountMinor,
        LastDay = change.To is { } to ? Relational.Columns.Day(to) : null,
        ByChannelId = change.ByOrder?.ChannelId,
        ByOrderNo = change.ByOrder?.OrderNo,
        ByOrderVersion = change.ByOrder?.Version,
        ByLineNo = change.ByLineNo,
        ChangedAt = change.At.UtcTicks,
        RankTime = change.RankTime?.UtcTicks,
        Sequence = change.Sequence,
        CourtCode = change.CourtCode,
        CourtName = change.CourtName,
    };

    public FreezeChange Change => new(
        FreezeId, Enum.Parse<FreezeChangeKind>(Kind), AmountMinor, LastDay is null ? null : Relational.Columns.Day(LastDay),
        ByChannelId is null ? null : new OrderKey(ByChannelId, ByOrderNo!, ByOrderVersion!.Value), ByLineNo, Relational.Columns.Moment(ChangedAt))
    {
        RankTime = RankTime is { } ticks ? Relational.Columns.Moment(ticks) : null,
        Sequence = Sequence,
        CourtCode = CourtCode,
        CourtName = CourtName,
    };
}
