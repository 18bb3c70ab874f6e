using Gateway.CoreBanking;
using Gateway.Register.Accounts;
using Gateway.Register.Decisions;

namespace Gateway.Worker;

/// <summary>The core could not answer, whatever was tried: the work rests and is tried again from where it stands. Never a refusal towards the court (DOMAIN 6).</summary>
internal sealed class CoreFaultException(CoreFault fault, string code, string message) : Exception($"{fault}: {code} {message}".TrimEnd())
{
    public CoreFault Fault { get; } = fault;

    public string Code { get; } = code;

    /// <summary>How many tries of the call failed, the adapter's own too.</summary>
    public int Tries { get; init; } = 1;
}

/// <summary>Reads of the core that either give the value or stop the work at hand.</summary>
internal static class CoreCalls
{
    /// <summary>The account as the register is to see it: without money that came back from another bank and waits for its line.</summary>
    /// <exception cref="CoreFaultException">The core did not answer, or not with sense.</exception>
    public static async Task<LiveAccount?> RequireAccountAsync(this ICoreBanking core, string account, CancellationToken cancel) =>
        Require(await core.ReadAccountAsync(account, cancel).ConfigureAwait(false)) is { } live ? OffUsPayment.WithoutReturned(live) : null;

    /// <exception cref="CoreFaultException">The result is a fault.</exception>
    public static T? Require<T>(CoreResult<T> result) => result.Ok ? result.Value : throw new CoreFaultException(result.Fault!.Value, result.Code, result.Message) { Tries = Math.Max(1, result.FailedTries) };
}
