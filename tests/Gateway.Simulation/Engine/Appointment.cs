namespace Gateway.Simulation.Engine;

/// <summary>Something that is going to happen.</summary>
/// <param name="Owner">Null: the world outside of the processes.</param>
/// <param name="What">For the trace; empty: not worth an entry.</param>
internal sealed record Appointment(IOwner? Owner, string What, Action Run)
{
    public bool Cancelled { get; set; }
}
