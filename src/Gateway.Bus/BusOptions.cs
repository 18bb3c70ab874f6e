using System.ComponentModel.DataAnnotations;
using Gateway.Bus.Kafka;

namespace Gateway.Bus;

/// <summary>How work gets from the outbox to the workers (section Bus). Defaults are listed in the README beside it.</summary>
public sealed class BusOptions
{
    public const string Section = "Bus";
    public const string InProcess = "in-process";
    public const string OverKafka = "kafka";

    /// <summary>in-process: one worker process, nothing else needed; kafka: as many as wanted.</summary>
    [AllowedValues(InProcess, OverKafka, ErrorMessage = "must be in-process or kafka")]
    public string Kind { get; set; } = InProcess;

    /// <summary>Accounts that this process handles at the same time.</summary>
    [Range(1, 4096)]
    public int ControlConcurrency { get; set; } = 256;

    /// <summary>Parties that it handles at the same time, those included whose answer waits to be written.</summary>
    [Range(1, 4096)]
    public int InquiryConcurrency { get; set; } = 256;

    /// <summary>Keys of a topic that may wait or be handled in this process; beyond that publishing (in-process) or fetching (Kafka) waits.</summary>
    [Range(1, 10_000_000)]
    public int Capacity { get; set; } = 10_000;

    /// <summary>Keys of a topic that may rest beside them, after faults; what rests beyond that keeps its place among the capacity.</summary>
    [Range(0, 10_000_000)]
    public int RestingMaximum { get; set; } = 10_000;

    /// <summary>How long the first redelivery of a message waits after its handler threw; each further one waits twice as long.</summary>
    [Range(1, 60_000)]
    public int RedeliveryFirstMilliseconds { get; set; } = 200;

    /// <summary>The longest wait before a redelivery.</summary>
    [Range(1, 3600)]
    public int RedeliveryMaximumSeconds { get; set; } = 30;

    /// <summary>Counts only where Kind is kafka.</summary>
    public KafkaOptions Kafka { get; set; } = new();

    /// <summary>Keys of a topic handled at the same time.</summary>
    internal int ConcurrencyOf(WorkTopic topic) => topic == WorkTopic.Control ? ControlConcurrency : InquiryConcurrency;
}
