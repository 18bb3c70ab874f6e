namespace Gateway.Register.Tests.Model;

/// <summary>One thing that happened to the account, in the order in which the bank learned of it. Amounts in units of the currency.</summary>
internal abstract record Happening;

/// <summary>Money came (positive) or went (negative), by anybody but a court.</summary>
internal sealed record MoneyMoved(decimal Amount) : Happening;

/// <summary>A claim stands at this amount from now on: registered, raised, fallen, or ended (0).</summary>
internal sealed record ClaimSet(string Claim, string Holder, decimal Amount, DateTimeOffset At) : Happening;

/// <summary>Another authority froze; amount null: the whole account.</summary>
internal sealed record OtherFroze(string Name, decimal? Amount, DateOnly To, DateTimeOffset At) : Happening;

internal sealed record OtherReleased(string Name) : Happening;

/// <summary>A court froze, at its place in the queue; limit null: the whole account.</summary>
internal sealed record CourtFroze(string Name, string Court, string CaseNo, decimal? Limit, DateOnly From, DateOnly To, bool OtherAsset, DateTimeOffset RankTime) : Happening;

internal sealed record CourtRenewed(string Name, DateOnly To) : Happening;

/// <summary>Amount null: the whole freeze.</summary>
internal sealed record CourtReleased(string Name, decimal? Amount) : Happening;

/// <summary>Two freezes changed places (C16).</summary>
internal sealed record PlacesChanged(string First, string Second) : Happening;

/// <summary>A freeze became another court's (C16).</summary>
internal sealed record CourtChanged(string Name, string Court) : Happening;

/// <summary>A court took its own slice, if it had a freeze, and free money.</summary>
internal sealed record CourtDeducted(string? Own, decimal Slice, decimal Free) : Happening;

/// <summary>The kind of the account is another from now on.</summary>
internal sealed record NatureSet(string Nature) : Happening;
