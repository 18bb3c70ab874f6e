using System.Collections.ObjectModel;
using Gateway.Register.Orders;

namespace Gateway.Register;

/// <summary>How much of a measure people look at before it is carried out (DOMAIN 7).</summary>
public enum ReviewMode
{
    /// <summary>Only what the law leaves to people: a protected kind, an unknown payee, and what the bank has set so (<see cref="Rules"/>).</summary>
    Automatic,
    /// <summary>Besides, whatever one of the rules here fires for.</summary>
    Semi,
    /// <summary>Everything.</summary>
    Manual,
}

/// <summary>Section Review: which orders wait for two people. What would be refused is not shown to them.</summary>
public sealed record ReviewModes
{
    /// <summary>By measure; one that is not named is automatic.</summary>
    public IReadOnlyDictionary<Measure, ReviewMode> Measures { get; init; } = ReadOnlyDictionary<Measure, ReviewMode>.Empty;

    /// <summary>Inquiries: the whole order waits.</summary>
    public ReviewMode Inquiry { get; init; }

    /// <summary>06 and 08 wait for people whatever their mode; the freeze that 08 begins with acts meanwhile.</summary>
    public bool DeductionsAlwaysManual { get; init; }

    /// <summary>Semi: by currency, in its minor units; more than this waits, and so does a whole account.</summary>
    public IReadOnlyDictionary<string, long> AmountsMinor { get; init; } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>Semi: account kinds (CCLB, as the core words them) or natures that wait.</summary>
    public IReadOnlySet<string> AccountKinds { get; init; } = ReadOnlySet<string>.Empty;

    /// <summary>Semi: documents that contradict the order, and a party that agrees with the holder in name or number alone, wait in place of being refused.</summary>
    public bool Mismatch { get; init; } = true;

    /// <summary>Semi: joint accounts wait.</summary>
    public bool JointAccount { get; init; } = true;

    /// <summary>Semi: orders of a court of which people have approved none yet, and which ordered nothing before, wait.</summary>
    public bool FirstOrder { get; init; } = true;

    /// <summary>The mode of a measure.</summary>
    public ReviewMode Of(Measure measure) => Measures.GetValueOrDefault(measure);

    /// <summary>The mode of an order; its lines are of one measure, but for the codes that mean the same (C3b): the stricter one then.</summary>
    public ReviewMode Of(Order order) => order.Kind == OrderKind.Inquiry ? Inquiry : order.Lines.Select(l => Of(l.Measure)).DefaultIfEmpty().Max();

    /// <summary>Whether a contradiction between documents and order is shown to people in place of being refused.</summary>
    public bool ShowsMismatch(Order order) => Mismatch && Of(order) != ReviewMode.Automatic;

    /// <summary>Whether people look at the orders of a court that is new.</summary>
    public bool ShowsFirstOrder(Order order) => FirstOrder && Of(order) != ReviewMode.Automatic;
}
