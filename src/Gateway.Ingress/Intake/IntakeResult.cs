using Gateway.Contracts.Orders;
using Gateway.Ingress.Quotas;
using Gateway.Store;

namespace Gateway.Ingress.Intake;

/// <summary>What became of one message, whatever door it came through.</summary>
abstract record IntakeResult
{
    IntakeResult()
    {
    }

    /// <summary>It is durable.</summary>
    public sealed record Accepted(KnownOrder Order) : IntakeResult;

    /// <summary>It was here before, with the same content; nothing was done (C30).</summary>
    public sealed record Repeat(KnownOrder Order) : IntakeResult;

    /// <summary>The number stands for other content (C30).</summary>
    public sealed record Conflict : IntakeResult;

    /// <summary>The channel is not open yet, or no longer (Rule 2).</summary>
    public sealed record ChannelClosed : IntakeResult;

    /// <summary>People have paused the channel (22): it may send again later.</summary>
    public sealed record ChannelPaused : IntakeResult;

    /// <summary>The channel may not speak for the court (Rule 2).</summary>
    public sealed record CourtNotAllowed : IntakeResult;

    /// <summary>It is no order.</summary>
    public sealed record NoOrder(IReadOnlyList<FieldFault> Faults) : IntakeResult;

    /// <summary>Too much at once; After: when to come again, where that is known.</summary>
    public sealed record Overloaded(Bound Met, TimeSpan? After = null) : IntakeResult;
}
