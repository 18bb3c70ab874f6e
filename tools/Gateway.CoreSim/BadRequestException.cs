namespace Gateway.CoreSim;

/// <summary>A request that does not follow the contract: 400, nothing recorded.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
