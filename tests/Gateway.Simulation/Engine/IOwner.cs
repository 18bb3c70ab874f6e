namespace Gateway.Simulation.Engine;

/// <summary>Whose event it is: a process, whose events are lost when it dies and wait while it stands still.</summary>
internal interface IOwner
{
    string Name { get; }

    bool Dead { get; }

    bool Paused { get; }

    /// <summary>An event that fell due while it stood still.</summary>
    void Hold(Appointment appointment);
}
