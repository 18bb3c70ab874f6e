using Gateway.Register.Courts;

namespace Gateway.Store.Seals;

/// <summary>An entry of the register of courts' seals.</summary>
/// <param name="Holder">Whose certificate and seal, as they say themselves.</param>
/// <param name="TaskId">The desk's task that entered it; null: entered on first use.</param>
/// <param name="EndedAt">Since when it speaks for the court no more; null: it does.</param>
public sealed record EnteredSeal(CourtSeal Seal, string Holder, string Remark, long? TaskId, DateTimeOffset EnteredAt, DateTimeOffset? EndedAt);

/// <summary>The register's entries, ended ones too, as they stood at a version.</summary>
public sealed record EnteredSeals(long Version, IReadOnlyList<EnteredSeal> Entries);
