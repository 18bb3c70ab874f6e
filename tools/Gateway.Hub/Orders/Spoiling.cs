using Gateway.Contracts.V1;

namespace Gateway.Hub.Orders;

/// <summary>What is deliberately wrong with an order's documents.</summary>
internal sealed record Spoiling
{
    /// <summary>Kinds that are left out.</summary>
    public IReadOnlyList<DocumentKind> Omit { get; init; } = [];

    /// <summary>Kinds whose content is changed after sealing.</summary>
    public IReadOnlyList<DocumentKind> Tamper { get; init; } = [];

    /// <summary>Code of the court whose seal is used instead of the ordering court's.</summary>
    public string? SealedBy { get; init; }

    /// <summary>False: no officer ID scans.</summary>
    public bool OfficerIds { get; init; } = true;
}
