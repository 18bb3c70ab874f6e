using Gateway.Register.Accounts;
using Gateway.Register.Orders;

namespace Gateway.Register.Freezes;

/// <summary>How a freeze stands.</summary>
public enum FreezeState { Live, Released, Expired, UsedUp }

/// <summary>A court's freeze in the register: what was granted, and every change since. Limit, end and state are derived, never stored beside the changes.</summary>
public sealed record Freeze
{
    /// <summary>Order key and line.</summary>
    public required string FreezeId { get; init; }
    /// <summary>Number of the hold that the system before this one had put for it, and that was taken over with it; null: the gateway put one of its own.</summary>
    public string? AdoptedHoldId { get; init; }
    public required OrderKey Order { get; init; }
    public required string LineNo { get; init; }
    public required RegisterKey Register { get; init; }
    public required string CourtCode { get; init; }
    public required string CourtName { get; init; }
    public required string CaseNo { get; init; }
    /// <summary>CKWH ruling number, shown to others as DJWH.</summary>
    public required string RulingNo { get; init; }
    public required AssetKind AssetKind { get; init; }
    /// <summary>JRCPBH of the other asset that it was made for; empty: none, or not known.</summary>
    public string ProductNo { get; init; } = "";
    /// <summary>Where it stands in the queue: service time, or the arrival where a line that was served later was executed before it came (16).</summary>
    public required DateTimeOffset RankTime { get; init; }
    /// <summary>The account's strictly rising sequence; decides between equal rank times (C28).</summary>
    public required long Sequence { get; init; }
    public required DateTimeOffset ServiceTime { get; init; }
    /// <summary>L as granted, in minor units; null: the whole account (C22).</summary>
    public required long? GrantedMinor { get; init; }
    public required DateOnly From { get; init; }
    /// <summary>JSRQ as granted: the last day.</summary>
    public required DateOnly GrantedTo { get; init; }
    public IReadOnlyList<FreezeChange> Changes { get; init; } = [];

    public bool WholeAccount => GrantedMinor is null;

    /// <summary>The number of its hold in the core.</summary>
    public string HoldId => AdoptedHoldId ?? FreezeId;

    /// <summary>The court whose freeze it is now: the one that ordered it, or the one it was transferred to (C16).</summary>
    public string PresentCourtCode => Changes.LastOrDefault(c => c.Kind == FreezeChangeKind.Transferred)?.CourtCode ?? CourtCode;

    public string PresentCourtName => Changes.LastOrDefault(c => c.Kind == FreezeChangeKind.Transferred)?.CourtName ?? CourtName;

    /// <summary>Where it stands now: as granted, or where a hand-over put it (C16).</summary>
    public DateTimeOffset PresentRankTime => Changes.LastOrDefault(c => c.Kind == FreezeChangeKind.RankMoved)?.RankTime ?? RankTime;

    public long PresentSequence => Changes.LastOrDefault(c => c.Kind == FreezeChangeKind.RankMoved)?.Sequence ?? Sequence;

    /// <summary>L now, in minor units: granted less what was released in part and deducted, with what came back; null: unlimited.</summary>
    public long? LimitMinor => GrantedMinor - Changes.Sum(c => c.Kind switch
    {
        FreezeChangeKind.ReducedByRelease or FreezeChangeKind.ReducedByDeduction => c.AmountMinor,
        FreezeChangeKind.Returned => -c.AmountMinor,
        _ => 0,
    });

    /// <summary>The last day, after renewals.</summary>
    public DateOnly To => Changes.LastOrDefault(c => c.Kind == FreezeChangeKind.Renewed)?.To ?? GrantedTo;

    public FreezeState State => Changes.LastOrDefault(c => c.Kind is FreezeChangeKind.Released or FreezeChangeKind.Expired or FreezeChangeKind.UsedUp or FreezeChangeKind.Returned)?.Kind switch
    {
        FreezeChangeKind.Released => FreezeState.Released,
        FreezeChangeKind.Expired => FreezeState.Expired,
        FreezeChangeKind.UsedUp => FreezeState.UsedUp,
        _ => FreezeState.Live,
    };

    public bool Live => State == FreezeState.Live;

    /// <summary>Whether it still has effect on a day of the bank: its last day counts, the day after does not, whether or not its expiry line has run (C8).</summary>
    public bool LiveOn(DateOnly date) => Live && To >= date;
}

/// <summary>What can happen to a freeze. Returned: money that a deduction took from it came back from the payee's bank.</summary>
public enum FreezeChangeKind { Renewed, ReducedByRelease, ReducedByDeduction, Released, Expired, UsedUp, RankMoved, Transferred, Returned }

/// <summary>One change of a freeze, made by one line. AmountMinor for reductions, To for renewals.</summary>
public sealed record FreezeChange(string FreezeId, FreezeChangeKind Kind, long AmountMinor, DateOnly? To, OrderKey? ByOrder, string ByLineNo, DateTimeOffset At)
{
    /// <summary>For a hand-over: the place that it got.</summary>
    public DateTimeOffset? RankTime { get; init; }
    public long? Sequence { get; init; }
    /// <summary>For a transfer: the court whose freeze it is from now on.</summary>
    public string? CourtCode { get; init; }
    public string? CourtName { get; init; }
}

/// <summary>Another authority's freeze that two people entered by hand (C27). LimitMinor null: the whole account; HoldId: its hold in the core.</summary>
public sealed record EnteredFreeze(string HoldId, RegisterKey Register, string Authority, string DocumentNo, long? LimitMinor, DateOnly From, DateOnly To, DateTimeOffset RankTime, long Sequence)
{
    /// <summary>What the numbers of their holds begin with; a court's begins with its channel.</summary>
    public const string HoldPrefix = "other:";
}

/// <summary>Money that a court took from a register, own slice and free part together; below zero: that much of it came back. Minor units.</summary>
public sealed record Deduction(OrderKey Order, string LineNo, RegisterKey Register, string CourtCode, long AmountMinor, DateTimeOffset At);

/// <summary>All that the gateway knows of one register: every freeze, live or ended, and every deduction.</summary>
public sealed record RegisterBook(RegisterKey Key, IReadOnlyList<Freeze> Freezes, IReadOnlyList<Deduction> Deductions)
{
    /// <summary>Other authorities' live freezes that were entered by hand.</summary>
    public IReadOnlyList<EnteredFreeze> OtherFreezes { get; init; } = [];

    /// <summary>The book of a register that no court has touched.</summary>
    public static RegisterBook Empty(RegisterKey key) => new(key, [], []);

    /// <summary>The freeze of this number, live or ended, or null.</summary>
    public Freeze? Find(string? freezeId) => Freezes.FirstOrDefault(f => f.FreezeId == freezeId);
}
