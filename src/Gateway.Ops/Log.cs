using Microsoft.Extensions.Logging;

namespace Gateway.Ops;

/// <summary>Event ids 7000–7999.</summary>
internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Warning, "The readiness check of {Part} broke")]
    public static partial void CheckFailed(ILogger log, Exception problem, string part);

    [LoggerMessage(7002, LogLevel.Warning, "The store's numbers could not be read for the metrics")]
    public static partial void StatisticsFailed(ILogger log, Exception problem);

    [LoggerMessage(7005, LogLevel.Warning, "Until when {Name} holds could not be read")]
    public static partial void EndUnknown(ILogger log, Exception problem, string name);

    [LoggerMessage(7006, LogLevel.Warning, "The space on the archive's disk could not be read")]
    public static partial void DiskUnknown(ILogger log, Exception problem);

    [LoggerMessage(7007, LogLevel.Information, "The audit chain verifies from its first entry to its last")]
    public static partial void AuditIntact(ILogger log);

    [LoggerMessage(7008, LogLevel.Critical, "The audit chain does not verify: entry {Entry} is missing or altered")]
    public static partial void AuditBroken(ILogger log, long entry);

    [LoggerMessage(7009, LogLevel.Warning, "The audit chain could not be checked")]
    public static partial void AuditNotChecked(ILogger log, Exception problem);

    [LoggerMessage(7020, LogLevel.Error, "The store did not answer a call of an operator: {Method}")]
    public static partial void OperationFailed(ILogger log, Exception problem, string method);

    [LoggerMessage(7021, LogLevel.Error, "A call of an operator failed: {Method}, reference {Reference}")]
    public static partial void OperationBroke(ILogger log, Exception problem, string method, string reference);

    [LoggerMessage(7003, LogLevel.Warning, "The store's numbers could not be read for the console")]
    public static partial void PulseFailed(ILogger log, Exception problem);

    [LoggerMessage(7004, LogLevel.Warning, "The console's accounts could not be read yet")]
    public static partial void FirstAdministratorFailed(ILogger log, Exception problem);

    [LoggerMessage(7030, LogLevel.Warning, "Work behind the console ended with the process: {Work}")]
    public static partial void WorkStopped(ILogger log, string work);

    [LoggerMessage(7031, LogLevel.Error, "Work behind the console broke off: {Work}")]
    public static partial void WorkBroke(ILogger log, Exception problem, string work);

    [LoggerMessage(7032, LogLevel.Warning, "A sign-in by the issuer came to nothing: {Fault} {Detail}")]
    public static partial void IssuerSignInFailed(ILogger log, string fault, string detail);

    [LoggerMessage(7010, LogLevel.Warning, "The development clock stands at {Now:u}, {OffsetMilliseconds} ms from the machine's")]
    public static partial void ClockSet(ILogger log, DateTimeOffset now, long offsetMilliseconds);
}
