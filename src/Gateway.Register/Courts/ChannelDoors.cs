namespace Gateway.Register.Courts;

/// <summary>The words for a channel's door, as configuration and registers have them.</summary>
public static class ChannelDoors
{
    public const string Grpc = "grpc";
    public const string HubSoap = "hub-soap";
    public const string HubFiles = "hub-files";

    /// <summary>Null: it is none. Empty stands for <see cref="Grpc"/>.</summary>
    public static ChannelDoor? Read(string word) => word switch
    {
        "" or Grpc => ChannelDoor.Grpc,
        HubSoap => ChannelDoor.HubSoap,
        HubFiles => ChannelDoor.HubFiles,
        _ => null,
    };

    public static string Word(ChannelDoor door) => door switch
    {
        ChannelDoor.HubSoap => HubSoap,
        ChannelDoor.HubFiles => HubFiles,
        _ => Grpc,
    };
}
