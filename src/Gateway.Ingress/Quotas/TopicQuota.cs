using Gateway.Register.Orders;

namespace Gateway.Ingress.Quotas;

/// <summary>What one channel may send of one kind (Channels:n:Controls, Channels:n:Inquiries). Defaults: README.md of this project.</summary>
public sealed class TopicQuota
{
    /// <summary>Orders a second, on the average.</summary>
    public int PerSecond { get; set; } = 1000;
    /// <summary>Orders that may come at once.</summary>
    public int Burst { get; set; } = 2000;
    /// <summary>Orders between arrival and acknowledgement.</summary>
    public int InFlight { get; set; } = 512;
    /// <summary>Accepted orders without an answer; beyond them nothing new of the kind is taken.</summary>
    public int Waiting { get; set; } = 1_000_000;

    /// <summary>Inquiries come in floods, and what waits for an answer is bounded sooner.</summary>
    public static TopicQuota OfInquiries => new() { Waiting = 200_000 };

    /// <summary>Every fault as "key = value: reason".</summary>
    internal IEnumerable<string> Faults(string at)
    {
        foreach (var (name, value) in new[] { (nameof(PerSecond), PerSecond), (nameof(Burst), Burst), (nameof(InFlight), InFlight), (nameof(Waiting), Waiting) })
        {
            if (value is < 1 or > 10_000_000) yield return FormattableString.Invariant($"{at}:{name} = {value}: must be from 1 to 10000000");
        }
    }
}

/// <summary>The quotas of one channel.</summary>
/// <param name="IntakePercent">How much of the intake's places each kind of its orders may hold.</param>
sealed record ChannelQuota(TopicQuota Controls, TopicQuota Inquiries, int IntakePercent)
{
    public TopicQuota Of(OrderKind kind) => kind == OrderKind.Control ? Controls : Inquiries;
}
