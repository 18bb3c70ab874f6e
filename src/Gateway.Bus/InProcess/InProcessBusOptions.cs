using System.ComponentModel.DataAnnotations;

namespace Gateway.Bus.InProcess;

/// <summary>The bus inside one process (section Bus). Defaults are listed in the README beside it.</summary>
public sealed class InProcessBusOptions
{
    /// <summary>Accounts handled at the same time.</summary>
    [Range(1, 4096)]
    public int ControlConcurrency { get; set; } = 64;

    /// <summary>Parties handled at the same time: their quota of core calls, apart from the accounts'.</summary>
    [Range(1, 4096)]
    public int InquiryConcurrency { get; set; } = 16;

    /// <summary>Keys of a topic that may wait or be handled; publishing beyond that waits for a place.</summary>
    [Range(1, 10_000_000)]
    public int Capacity { get; set; } = 10_000;

    /// <summary>How long the first redelivery of a message waits after its handler threw; each further one waits twice as long.</summary>
    [Range(1, 60_000)]
    public int RedeliveryFirstMilliseconds { get; set; } = 200;

    /// <summary>The longest wait before a redelivery.</summary>
    [Range(1, 3600)]
    public int RedeliveryMaximumSeconds { get; set; } = 30;
}
