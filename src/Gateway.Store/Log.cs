using Gateway.Store.Emergency;
using Microsoft.Extensions.Logging;

namespace Gateway.Store;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "Store {Path} opened at schema version {Version}")]
    public static partial void StoreOpened(this ILogger log, string path, int version);

    [LoggerMessage(3001, LogLevel.Information, "Schema migrated to version {Version} ({Name})")]
    public static partial void Migrated(this ILogger log, int version, string name);

    [LoggerMessage(3002, LogLevel.Error, "A transaction of {Steps} steps was not committed")]
    public static partial void BatchFailed(this ILogger log, Exception cause, int steps);

    [LoggerMessage(3005, LogLevel.Warning, "A transaction of {Steps} steps met {Error} and is run again (attempt {Attempt})")]
    public static partial void BatchRunAgain(this ILogger log, string error, int steps, int attempt);

    [LoggerMessage(3006, LogLevel.Warning, "The answer to a commit was lost; it was found out that it was written: {Written}")]
    public static partial void CommitFoundOut(this ILogger log, bool written);

    [LoggerMessage(3007, LogLevel.Information, "{Orders} orders that were closed before {Before} have moved into the archive")]
    public static partial void OrdersArchived(this ILogger log, int orders, DateTimeOffset before);

    [LoggerMessage(3008, LogLevel.Warning, "Closed orders could not be moved into the archive now; they are the next time")]
    public static partial void RetentionFailed(this ILogger log, Exception cause);

    [LoggerMessage(3020, LogLevel.Information, "Values are sealed with the data key {Key} from now on")]
    public static partial void KeyChanged(this ILogger log, string key);

    [LoggerMessage(3021, LogLevel.Error, "The data keys could not be read again; those from before go on")]
    public static partial void KeysNotRead(this ILogger log, Exception cause);
    [LoggerMessage(3010, LogLevel.Warning, "Pause {Pause} holds: {Scope} {Target}")]
    public static partial void PauseBegun(this ILogger log, long pause, PauseScope scope, string target);

    [LoggerMessage(3011, LogLevel.Warning, "Pause {Pause} is over: {Scope} {Target}")]
    public static partial void PauseEnded(this ILogger log, long pause, PauseScope scope, string target);

    [LoggerMessage(3012, LogLevel.Warning, "Pauses could not be read, those that are known hold: {Problem}")]
    public static partial void PausesUnread(this ILogger log, string problem);

    [LoggerMessage(3030, LogLevel.Warning, "The configuration has another entry {Key} for the register of {Register} than the register; the register holds")]
    public static partial void RegisterDiffers(this ILogger log, string register, string key);

    [LoggerMessage(3031, LogLevel.Information, "The registers have changed and are in use as of change {Version}")]
    public static partial void RegistersTaken(this ILogger log, long version);

    [LoggerMessage(3032, LogLevel.Warning, "It could not be read whether the registers have changed; what was read before stays in use")]
    public static partial void RegistersUnknown(this ILogger log, Exception cause);

    [LoggerMessage(3003, LogLevel.Information, "Archive segment {Segment} begun")]
    public static partial void SegmentBegun(this ILogger log, string segment);

    [LoggerMessage(3004, LogLevel.Error, "Archive segment {Segment} could not be written: what was last appended to it is not safe")]
    public static partial void ArchiveWriteFailed(this ILogger log, Exception cause, string segment);

    [LoggerMessage(3040, LogLevel.Critical, "The database {Path} is damaged, nothing more is read from it or written to it: {Damage}")]
    public static partial void Damaged(this ILogger log, string path, string damage);

    [LoggerMessage(3041, LogLevel.Error, "Archive segment {Segment} is missing, cut short or altered: what lies in it cannot be read")]
    public static partial void SegmentDamaged(this ILogger log, string segment);

    [LoggerMessage(3042, LogLevel.Information, "Archive segment {Segment} is whole again")]
    public static partial void SegmentWhole(this ILogger log, string segment);

    [LoggerMessage(3043, LogLevel.Error, "Receipt {Sequence} of channel {Channel}: its document is damaged ({Damage}). The channel's stream waits until it was made anew")]
    public static partial void ReceiptDamaged(this ILogger log, string channel, long sequence, string damage);
}
