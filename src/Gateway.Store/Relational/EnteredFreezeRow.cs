using Gateway.Register.Accounts;
using Gateway.Register.Freezes;

namespace Gateway.Store.Relational;

/// <summary>A row of other_freezes.</summary>
internal sealed record EnteredFreezeRow
{
    public const string Columns = """
        hold_id AS HoldId, line_id AS LineId, account AS Account, sub_account AS SubAccount, authority AS Authority, document_no AS DocumentNo, limit_minor AS LimitMinor,
        first_day AS FirstDay, last_day AS LastDay, rank_time AS RankTime, sequence AS Sequence
        """;

    public string HoldId { get; init; } = "";
    public long LineId { get; init; }
    public string Account { get; init; } = "";
    public string SubAccount { get; init; } = "";
    public string Authority { get; init; } = "";
    public string DocumentNo { get; init; } = "";
    public long? LimitMinor { get; init; }
    public string FirstDay { get; init; } = "";
    public string LastDay { get; init; } = "";
    public long RankTime { get; init; }
    public long Sequence { get; init; }

    public static EnteredFreezeRow Of(EnteredFreeze freeze, long lineId) => new()
    {
        HoldId = freeze.HoldId,
        LineId = lineId,
        Account = freeze.Register.Account,
        SubAccount = freeze.Register.SubAccount,
        Authority = freeze.Authority,
        DocumentNo = freeze.DocumentNo,
        LimitMinor = freeze.LimitMinor,
        FirstDay = Relational.Columns.Day(freeze.From),
        LastDay = Relational.Columns.Day(freeze.To),
        RankTime = freeze.RankTime.UtcTicks,
        Sequence = freeze.Sequence,
    };

    public EnteredFreeze Freeze => new(
        HoldId, new RegisterKey(Account, SubAccount), Authority, DocumentNo, LimitMinor, Relational.Columns.Day(FirstDay), Relational.Columns.Day(LastDay),
        Relational.Columns.Moment(RankTime), Sequence);
}
