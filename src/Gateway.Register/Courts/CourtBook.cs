namespace Gateway.Register.Courts;

/// <summary>The channels and courts as they are now. Replaced while the service runs: whoever takes an order or decides a line looks into it once for it.</summary>
public sealed class CourtBook(CourtDirectory first)
{
    private volatile CourtDirectory _now = first;

    /// <summary>The directory of this moment.</summary>
    public CourtDirectory Now => _now;

    /// <summary>From now on this is the directory.</summary>
    public void Replace(CourtDirectory directory) => _now = directory;
}
