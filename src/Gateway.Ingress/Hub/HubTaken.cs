using Gateway.Contracts.HubForms;
using Gateway.Contracts.Orders;
using Gateway.Ingress.Intake;
using Gateway.Store;

namespace Gateway.Ingress.Hub;

/// <summary>What became of an order of the hub, and what follows for it.</summary>
abstract record HubTaken
{
    HubTaken()
    {
    }

    /// <summary>It is durable, now or before; its answer follows.</summary>
    public sealed record Durable(KnownOrder Order, bool Repeat) : HubTaken;

    /// <summary>It goes back to the court (补正, 退回).</summary>
    public sealed record Back(HubReturn Return) : HubTaken;

    /// <summary>Its number stands for other content: nothing goes back, for the number is that of what was answered. People must look.</summary>
    public sealed record Conflict : HubTaken;

    /// <summary>Nothing was taken, and nothing is wrong with it: it comes with a later list.</summary>
    public sealed record Later : HubTaken;

    /// <summary>Nothing can go back, for it has no number that could be one. People must look.</summary>
    public sealed record Nameless : HubTaken;

    /// <summary>What follows from the intake's result.</summary>
    public static HubTaken Of(IntakeResult result, string orderNo, HubContact contact) => result switch
    {
        IntakeResult.Accepted accepted => new Durable(accepted.Order, false),
        IntakeResult.Repeat repeat => new Durable(repeat.Order, true),
        IntakeResult.NoOrder or IntakeResult.CourtNotAllowed when OrderReader.NumberFault(orderNo) is not null => new Nameless(),
        IntakeResult.NoOrder(var faults) => new Back(new HubReturn(orderNo, HubReturns.NoOrder, HubReturns.Words(faults), contact.Name, contact.Phone)),
        IntakeResult.CourtNotAllowed => new Back(new HubReturn(orderNo, HubReturns.CourtNotAllowed, "", contact.Name, contact.Phone)),
        IntakeResult.Conflict => new Conflict(),
        IntakeResult.ChannelClosed or IntakeResult.ChannelPaused or IntakeResult.Overloaded => new Later(),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
