using Gateway.Register.Accounts;

namespace Gateway.Register.Freezes;

/// <summary>One place in the queue of a register (DOMAIN 4). Minor units.</summary>
internal abstract record QueueEntry
{
    /// <summary>What it takes if there is enough; null: everything that is left (C22).</summary>
    public required long? WantMinor { get; init; }

    /// <summary>What it takes.</summary>
    public long TakeMinor { get; init; }

    public bool Full => WantMinor == TakeMinor;
}

/// <summary>One part of a registered priority claim at its registration time.</summary>
internal sealed record ClaimEntry(ClaimPart Part) : QueueEntry;

/// <summary>What belongs to the co-owners of a joint account (C21): one entry, before all freezes; of other accounts nothing.</summary>
internal sealed record CoOwnersEntry : QueueEntry;

/// <summary>A live freeze: a court's (Freeze) or another authority's (Freeze is null). Its take is its actual A.</summary>
/// <param name="Rank">Its place among the live freezes of the register, from 1.</param>
internal sealed record FreezeEntry(int Rank, string Authority, string DocumentNo, DateOnly To, Freeze? Freeze) : QueueEntry
{
    public bool Is(string? freezeId) => freezeId is not null && Freeze?.FreezeId == freezeId;
    public bool IsOf(string courtCode) => Freeze?.PresentCourtCode == courtCode;

    /// <summary>The other asset that it was made for; empty: none, or not known.</summary>
    public string ProductNo { get; init; } = "";

    /// <summary>BEIZ, where the core has one.</summary>
    public string Remark { get; init; } = "";
}
