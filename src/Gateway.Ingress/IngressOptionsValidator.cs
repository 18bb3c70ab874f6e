using System.Net;
using Gateway.Ingress.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress;

/// <summary>Names every wrong setting at once, each as "key = value: reason".</summary>
sealed class IngressOptionsValidator : IValidateOptions<IngressOptions>
{
    public ValidateOptionsResult Validate(string? name, IngressOptions options)
    {
        var errors = new List<string>();
        if (!IPEndPoint.TryParse(options.Listen, out _)) errors.Add(Error(nameof(options.Listen), options.Listen, "must be an IP address and a port"));
        for (var i = 0; i < options.Fronts.Count; i++)
        {
            if (Fingerprint.Parse(options.Fronts[i]) is null) errors.Add(Error($"{nameof(options.Fronts)}:{i}", options.Fronts[i], "must be a SHA-256 fingerprint, 64 hexadecimal digits"));
        }

        Range(nameof(options.ConcurrentOrders), options.ConcurrentOrders, 1, 1024);
        Range(nameof(options.ConcurrentInquiries), options.ConcurrentInquiries, 1, 1024);
        Range(nameof(options.WaitingCallsPerChannel), options.WaitingCallsPerChannel, 1, 1_000_000);
        Range(nameof(options.BacklogCountMilliseconds), options.BacklogCountMilliseconds, 100, 600_000);
        Range(nameof(options.WaitingOrders), options.WaitingOrders, 0, 100_000);
        Range(nameof(options.OrdersPerStream), options.OrdersPerStream, 1, 256);
        Range(nameof(options.CommitsPerStream), options.CommitsPerStream, 1, 4096);
        Range(nameof(options.Connections), options.Connections, 1, 100_000);
        Range(nameof(options.CallsPerConnection), options.CallsPerConnection, 1, 10_000);
        Range(nameof(options.KeepAliveSeconds), options.KeepAliveSeconds, 1, 3600);
        Range(nameof(options.ReceiptPollMilliseconds), options.ReceiptPollMilliseconds, 10, 60_000);
        Range(nameof(options.ReceiptBatch), options.ReceiptBatch, 1, 1000);
        Range(nameof(options.ReceiptWaitSeconds), options.ReceiptWaitSeconds, 1, 3600);
        Range(nameof(options.RetryAfterMilliseconds), options.RetryAfterMilliseconds, 1, 3_600_000);
        Range(nameof(options.SealMaximumAgeDays), options.SealMaximumAgeDays, 1, 36_500);
        if (options.UnreadableDocument is not ("pass" or IngressOptions.Review)) errors.Add(Error(nameof(options.UnreadableDocument), options.UnreadableDocument, "must be pass or review"));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Range(string key, int value, int minimum, int maximum)
        {
            if (value < minimum || value > maximum) errors.Add(Error(key, value, $"must be from {minimum} to {maximum}"));
        }
    }

    static string Error(string key, object value, string reason) => $"{IngressOptions.Section}:{key} = {value}: {reason}";
}
