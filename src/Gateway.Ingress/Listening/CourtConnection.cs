namespace Gateway.Ingress.Listening;

/// <summary>Marks connections of the courts' port.</summary>
sealed class CourtConnection
{
    public static readonly CourtConnection Instance = new();

    CourtConnection()
    {
    }
}
