namespace Gateway.Host;

/// <summary>What the host logs, event ids from 8000.</summary>
internal static partial class Log
{
    [LoggerMessage(8001, LogLevel.Information, "The files of {Folder} have changed and are in use")]
    public static partial void FolderTaken(ILogger log, string folder);

    [LoggerMessage(8002, LogLevel.Error, "The files of {Folder} have changed and cannot be used; what was read before stays in use: {Fault}")]
    public static partial void FolderRefused(ILogger log, string folder, string fault);

    [LoggerMessage(8010, LogLevel.Warning, "The store cannot be opened yet, nothing is accepted until it is: {Reason}")]
    public static partial void StoreAway(ILogger log, string reason);

    [LoggerMessage(8011, LogLevel.Warning, "The store's files could not be looked at for damage; the process goes on")]
    public static partial void NotLooked(ILogger log, Exception cause);
}
