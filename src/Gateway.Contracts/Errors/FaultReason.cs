namespace Gateway.Contracts.Errors;

/// <summary>The values of google.rpc.ErrorInfo.reason that this service sends, beside the reasons of receipts.</summary>
public static class FaultReason
{
    /// <summary>ErrorInfo.domain of every fault.</summary>
    public const string Domain = "gateway.v1";

    /// <summary>No channel has this client certificate.</summary>
    public const string ChannelUnknown = "CHANNEL_UNKNOWN";

    /// <summary>The channel is not open yet, or no longer (Rule 2).</summary>
    public const string ChannelClosed = "CHANNEL_CLOSED";

    /// <summary>The channel may not speak for this court (Rule 2).</summary>
    public const string CourtNotAllowed = "COURT_NOT_ALLOWED";

    /// <summary>The order number stands for other content (C30).</summary>
    public const string OrderConflict = "ORDER_CONFLICT";

    /// <summary>Too much at once: try again later.</summary>
    public const string Overloaded = "OVERLOADED";

    /// <summary>More of the channel's own than it may send: try again later.</summary>
    public const string QuotaExceeded = "QUOTA_EXCEEDED";

    /// <summary>Nothing could be made durable: try again later.</summary>
    public const string StoreUnavailable = "STORE_UNAVAILABLE";

    /// <summary>The bank has paused the channel (Rule 22): nothing was taken, try again later.</summary>
    public const string ChannelPaused = "CHANNEL_PAUSED";

    /// <summary>The service is going down: connect again, to whatever takes its place.</summary>
    public const string Stopping = "STOPPING";
}
