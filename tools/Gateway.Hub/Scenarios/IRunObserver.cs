using Gateway.Contracts.V1;

namespace Gateway.Hub.Scenarios;

/// <summary>Looks on while a scenario is played.</summary>
internal interface IRunObserver
{
    /// <summary>A step begins.</summary>
    void StepStarts(Step step);

    /// <summary>An order was acknowledged.</summary>
    void Acknowledged(Order order, SubmitReply reply);

    /// <summary>A receipt came and its seal was found valid.</summary>
    void Received(Receipt receipt);

    /// <summary>A register was looked at and is as expected.</summary>
    void Checked(Processes.AccountPosition position);
}
