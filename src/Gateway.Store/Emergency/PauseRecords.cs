using System.Globalization;
using Gateway.Register.Orders;

namespace Gateway.Store.Emergency;

/// <summary>What stands still (22).</summary>
public enum PauseScope
{
    /// <summary>No line and no inquiry is begun, the bank's own lines neither.</summary>
    Everything,
    /// <summary>Lines of a measure, by the courts' code 01 to 08, or inquiries.</summary>
    Measure,
    /// <summary>A channel: nothing new is taken from it, and what it sent waits.</summary>
    Channel,
}

/// <summary>Why a pause was not made.</summary>
public enum PauseFault
{
    NameMissing,
    ReasonMissing,
    /// <summary>It stands still already.</summary>
    Paused,
}

/// <summary>A pause: one person makes it, two take it away (desk task of kind Resume).</summary>
/// <param name="Target">The code of a measure, or "inquiry"; the id of a channel; empty for everything.</param>
/// <param name="ResumedAt">When two people agreed that it goes on; null: it holds.</param>
/// <param name="CaughtUp">Whether all that waited has been sent to the workers again.</param>
public sealed record Pause(long PauseId, PauseScope Scope, string Target, string Person, string Why, DateTimeOffset PausedAt, DateTimeOffset? ResumedAt, bool CaughtUp)
{
    /// <summary>The target of inquiries.</summary>
    public const string Inquiries = "inquiry";

    /// <summary>The target of a measure: its code.</summary>
    public static string TargetOf(Measure measure) => ((int)measure).ToString("00", CultureInfo.InvariantCulture);
}

/// <summary>The desk task's subject where a pause is to end.</summary>
public sealed record ResumeSubject(long PauseId, PauseScope Scope, string Target);

/// <summary>The pauses that hold at one moment.</summary>
public sealed record PauseSet(IReadOnlyList<Pause> Live)
{
    public static readonly PauseSet None = new([]);

    /// <summary>The pause that holds everything.</summary>
    public Pause? Everything => Live.FirstOrDefault(p => p.Scope == PauseScope.Everything);

    /// <summary>The pause that holds a court's line, or for an empty channel the bank's own; null: it may go on.</summary>
    public Pause? Of(string channelId, Measure measure) => Everything ?? (channelId.Length == 0 ? null : Find(PauseScope.Measure, Pause.TargetOf(measure)) ?? OfChannel(channelId));

    /// <summary>The pause that holds a channel's inquiries.</summary>
    public Pause? OfInquiries(string channelId) => Everything ?? Find(PauseScope.Measure, Pause.Inquiries) ?? OfChannel(channelId);

    /// <summary>The pause of a channel itself.</summary>
    public Pause? OfChannel(string channelId) => Find(PauseScope.Channel, channelId);

    private Pause? Find(PauseScope scope, string target) => Live.FirstOrDefault(p => p.Scope == scope && p.Target == target);
}
