namespace Gateway.Hub.Processes;

/// <summary>A process of the service did not come up.</summary>
/// <param name="message">Which one, and how.</param>
/// <param name="log">What it printed, shortened.</param>
internal sealed class ServiceStartException(string message, string log) : Exception(message)
{
    /// <summary>What it printed, shortened.</summary>
    public string Log { get; } = log;
}
