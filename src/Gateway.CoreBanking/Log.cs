using Microsoft.Extensions.Logging;

namespace Gateway.CoreBanking;

/// <summary>Event ids 5000–5999. Accounts are masked; what the core says in words is not logged at all, for it may name customers (I9).</summary>
internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Warning, "Core call {Call} for account {MaskedAccount} failed: {Fault} {Code}; trying again (attempt {Attempt})")]
    public static partial void Retrying(this ILogger logger, string call, string maskedAccount, CoreFault? fault, string code, int attempt);

    [LoggerMessage(5002, LogLevel.Error, "Core call {Call} for account {MaskedAccount} gave up: {Fault} {Code}")]
    public static partial void GaveUp(this ILogger logger, string call, string maskedAccount, CoreFault? fault, string code);

    [LoggerMessage(5003, LogLevel.Warning, "The core refused {Call} for account {MaskedAccount}: {Code}")]
    public static partial void Refused(this ILogger logger, string call, string maskedAccount, string code);

    [LoggerMessage(5004, LogLevel.Error, "The core's answer to {Call} for account {MaskedAccount} makes no sense: {Code} {Why}")]
    public static partial void Malformed(this ILogger logger, string call, string maskedAccount, string code, string why);

    [LoggerMessage(5005, LogLevel.Information, "The core had already carried out {Key}")]
    public static partial void FoundByKey(this ILogger logger, string key);

    [LoggerMessage(5006, LogLevel.Error, "The core fails too often: no calls for {Seconds} s")]
    public static partial void BreakerOpened(this ILogger logger, long seconds);

    [LoggerMessage(5007, LogLevel.Information, "The core answers again")]
    public static partial void BreakerClosed(this ILogger logger);
}
