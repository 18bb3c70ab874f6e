using Gateway.Register.Accounts;

namespace Gateway.Register.Answers;

/// <summary>How a register stands: what the console and reconciliation look at. Minor units of Currency.</summary>
/// <param name="AvailableMinor">Free money = max(0, B − Σ wants).</param>
/// <param name="HeldMinor">Σ actual of every live freeze, other authorities' too.</param>
public sealed record RegisterPosition(
    RegisterKey Key, string Currency, long BalanceMinor, long AvailableMinor, long HeldMinor,
    IReadOnlyList<FreezePosition> Freezes, IReadOnlyList<ClaimRecord> Claims);

/// <summary>One live freeze in rank order. OrderNo and FreezeId are empty for an other authority's; LimitMinor null: whole account.</summary>
public sealed record FreezePosition(
    int Rank, string FreezeId, string OrderNo, string Authority, string DocumentNo, long? LimitMinor, long ActualMinor, DateOnly To);
