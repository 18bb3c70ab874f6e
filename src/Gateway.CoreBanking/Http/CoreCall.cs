namespace Gateway.CoreBanking.Http;

/// <summary>Whose calls take which places: inquiries must neither use up the core's connections nor delay a freeze.</summary>
internal enum CoreTopic { Control, Inquiry }

/// <summary>One request of the contract, to be made anew for each attempt.</summary>
/// <param name="Name">What logs call it.</param>
/// <param name="Account">For logs, masked there; empty where the call is about none.</param>
/// <param name="Path">Under the base address, with its segments and query escaped.</param>
/// <param name="Key">The idempotency key of a change; null for a read.</param>
internal sealed record CoreCall(string Name, string Account, HttpMethod Method, string Path, object? Body = null, string? Key = null)
{
    /// <summary>Searches for a party's accounts and transactions are an inquiry's; all else serves controls.</summary>
    public CoreTopic Topic { get; init; } = CoreTopic.Control;

    /// <summary>The look-up of what became of a change.</summary>
    public CoreCall LookUp => new("operation", Account, HttpMethod.Get, $"v1/operations/{Uri.EscapeDataString(Key!)}");
}

/// <summary>What came of one attempt: an answer to be read (no fault), or a fault of the way.</summary>
internal sealed record CoreReply
{
    public CoreFault? Fault { get; init; }
    public string Code { get; init; } = "";
    public string Message { get; init; } = "";
    /// <summary>HTTP status; 0 where none came.</summary>
    public int Status { get; init; }
    public ReadOnlyMemory<byte> Body { get; init; }
    /// <summary>How long the core, or the open breaker, asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }
    /// <inheritdoc cref="CoreResult{T}.FailedTries"/>
    public int FailedTries { get; init; }
    /// <inheritdoc cref="CoreResult{T}.LastFailure"/>
    public string LastFailure { get; init; } = "";

    public static CoreReply Failed(CoreFault fault, string code, string message) => new() { Fault = fault, Code = code, Message = message };
}
