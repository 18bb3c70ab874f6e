using Gateway.Register;
using Microsoft.Extensions.Options;

namespace Gateway.CoreBanking;

/// <summary>Section CoreBanking: where the core is and how patient the gateway is with it. Defaults: README.md of this folder.</summary>
public sealed class CoreBankingOptions
{
    public const string Section = "CoreBanking";

    /// <summary><see cref="PartySearch"/>: the core finds the one writing that it is asked for.</summary>
    public const string ExactSearch = "exact";

    /// <summary><see cref="PartySearch"/>: the core finds every writing that the query names.</summary>
    public const string AlternativesSearch = "alternatives";

    /// <summary>http(s) address of the core; the contract's /v1 is added.</summary>
    public string BaseAddress { get; set; } = "http://127.0.0.1:7090";
    /// <summary>How long one attempt may take, sending and answer together.</summary>
    public int TimeoutSeconds { get; set; } = 5;
    /// <summary>How long making a connection may take.</summary>
    public int ConnectTimeoutSeconds { get; set; } = 2;
    /// <summary>How often a call is tried again after its first attempt.</summary>
    public int Retries { get; set; } = 3;
    /// <summary>Mean wait before the first retry; it doubles with each further one, with jitter.</summary>
    public int RetryDelayMilliseconds { get; set; } = 200;
    /// <summary>The longest wait before a retry, what the core asks for by Retry-After included.</summary>
    public int RetryDelayMaximumMilliseconds { get; set; } = 5000;
    /// <summary>The share of failed calls within the sampling time that opens the breaker.</summary>
    public int BreakerFailurePercent { get; set; } = 50;
    /// <summary>Fewer calls than this within the sampling time never open the breaker.</summary>
    public int BreakerMinimumCalls { get; set; } = 20;
    public int BreakerSamplingSeconds { get; set; } = 30;
    /// <summary>How long the breaker stays open before one call may try.</summary>
    public int BreakerOpenSeconds { get; set; } = 5;

    /// <summary>What the core's search of a party finds: <c>exact</c>, the one writing that it is asked for, so it is asked for each; <c>alternatives</c>, all that one query names.</summary>
    public string PartySearch { get; set; } = ExactSearch;

    /// <summary>Calls for controls at the same time, and connections for them.</summary>
    public int ControlCalls { get; set; } = 64;
    /// <summary>The same for inquiries: places of their own, so that their flood takes no freeze's.</summary>
    public int InquiryCalls { get; set; } = 16;
    /// <summary>Attempts a second for controls; 0: as many as there are places for.</summary>
    public int ControlCallsPerSecond { get; set; }
    /// <summary>The same for inquiries.</summary>
    public int InquiryCallsPerSecond { get; set; }

    /// <summary>The core's codes of refusal with the reason that a court is told, over the shipped ones.</summary>
    public Dictionary<string, CoreRefusalOptions> Refusals { get; set; } = [];
}

/// <summary>Names every wrong setting at once, each as "key = value: reason".</summary>
internal sealed class CoreBankingOptionsValidator : IValidateOptions<CoreBankingOptions>
{
    public ValidateOptionsResult Validate(string? name, CoreBankingOptions options)
    {
        var errors = new List<string>();
        if (!Uri.TryCreate(options.BaseAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            errors.Add(Error(nameof(options.BaseAddress), options.BaseAddress, "must be an absolute http or https address"));
        if (options.PartySearch is not (CoreBankingOptions.ExactSearch or CoreBankingOptions.AlternativesSearch))
            errors.Add(Error(nameof(options.PartySearch), options.PartySearch, $"must be {CoreBankingOptions.ExactSearch} or {CoreBankingOptions.AlternativesSearch}"));
        Range(nameof(options.TimeoutSeconds), options.TimeoutSeconds, 1, 120);
        Range(nameof(options.ConnectTimeoutSeconds), options.ConnectTimeoutSeconds, 1, 60);
        Range(nameof(options.Retries), options.Retries, 0, 10);
        Range(nameof(options.RetryDelayMilliseconds), options.RetryDelayMilliseconds, 1, 60_000);
        Range(nameof(options.RetryDelayMaximumMilliseconds), options.RetryDelayMaximumMilliseconds, options.RetryDelayMilliseconds, 300_000);
        Range(nameof(options.BreakerFailurePercent), options.BreakerFailurePercent, 1, 100);
        Range(nameof(options.BreakerMinimumCalls), options.BreakerMinimumCalls, 2, 10_000);
        Range(nameof(options.BreakerSamplingSeconds), options.BreakerSamplingSeconds, 1, 3600);
        Range(nameof(options.BreakerOpenSeconds), options.BreakerOpenSeconds, 1, 3600);
        Range(nameof(options.ControlCalls), options.ControlCalls, 1, 10_000);
        Range(nameof(options.InquiryCalls), options.InquiryCalls, 1, 10_000);
        Range(nameof(options.ControlCallsPerSecond), options.ControlCallsPerSecond, 0, 1_000_000);
        Range(nameof(options.InquiryCallsPerSecond), options.InquiryCallsPerSecond, 0, 1_000_000);
        foreach (var (code, row) in options.Refusals)
        {
            if (ReasonTable.Parse(row.Reason) is null) errors.Add(Error($"{nameof(options.Refusals)}:{code}:{nameof(row.Reason)}", row.Reason, "is no reason that a receipt knows"));
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Range(string key, int value, int minimum, int maximum)
        {
            if (value < minimum || value > maximum) errors.Add(Error(key, value, $"must be from {minimum} to {maximum}"));
        }
    }

    static string Error(string key, object value, string reason) => $"{CoreBankingOptions.Section}:{key} = {value}: {reason}";
}
