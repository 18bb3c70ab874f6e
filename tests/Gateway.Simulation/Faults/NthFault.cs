namespace Gateway.Simulation.Faults;

/// <summary>The n-th call of a kind fails in one way, and no other does.</summary>
internal sealed class NthFault(CallKind kind, int n, Failure failure) : IFaults
{
    private int _calls;
    private bool _over;

    /// <summary>Whether there was an n-th call.</summary>
    public bool Met => _calls >= n;

    public void End() => _over = true;

    public Failure Next(CallKind called) => !_over && called == kind && ++_calls == n ? failure : Failure.None;
}
