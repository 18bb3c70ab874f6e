namespace Gateway.Ops.Web.Listening;

/// <summary>Marks connections of the console's port.</summary>
internal sealed class ConsoleConnection
{
    public static readonly ConsoleConnection Instance = new();

    private ConsoleConnection()
    {
    }
}

/// <summary>Marks endpoints that only the console's port serves.</summary>
internal sealed class ConsoleOnly;
