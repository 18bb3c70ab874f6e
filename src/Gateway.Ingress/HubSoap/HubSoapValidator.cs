using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Ingress.Courts;
using Gateway.Register.Courts;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.HubSoap;

/// <summary>Names every wrong setting of every hub at once, each as "key = value: reason".</summary>
sealed class HubSoapValidator(CourtDirectoryOptions directory) : IValidateOptions<HubSoapOptions>
{
    public ValidateOptionsResult Validate(string? name, HubSoapOptions options)
    {
        var faults = options.HubSoap.SelectMany((hub, i) => Faults(hub, $"{HubSoapSettings.Section}:{i}")).ToList();
        faults.AddRange(options.HubSoap.Select((hub, i) => (hub.Channel, At: $"{HubSoapSettings.Section}:{i}:Channel")).Where(h => h.Channel.Length > 0).GroupBy(h => h.Channel, StringComparer.Ordinal)
            .SelectMany(same => same.Skip(1).Select(h => $"{h.At} = {h.Channel}: is the channel of {same.First().At} already")));
        for (var i = 0; i < directory.Channels.Count; i++)
        {
            var channel = directory.Channels[i];
            if (channel.Door == ChannelDoors.HubSoap && options.HubSoap.All(hub => hub.Channel != channel.Id)) faults.Add($"Channels:{i}:Door = {channel.Door}: {HubSoapSettings.Section} must have an entry for the channel {channel.Id}");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    IEnumerable<string> Faults(HubSoapSettings hub, string at)
    {
        if (hub.Channel.Length == 0) yield return Fault(nameof(hub.Channel), "", "is required");
        // A channel that only the register has is judged when it is served.
        else if (directory.Channels.FirstOrDefault(c => c.Id == hub.Channel) is { } channel && channel.Door != ChannelDoors.HubSoap) yield return Fault(nameof(hub.Channel), hub.Channel, $"must be a channel whose Door is {ChannelDoors.HubSoap}");
        if (!Uri.TryCreate(hub.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) yield return Fault(nameof(hub.Address), hub.Address, "must be an http or https URL");
        if (hub.UserName.Length == 0) yield return Fault(nameof(hub.UserName), "", "is required");
        if (Unreadable(hub.PasswordFile, () => PasswordOf(hub).Length > 0 ? null : "holds no password") is { } password) yield return Fault(nameof(hub.PasswordFile), hub.PasswordFile, password);
        if (hub.ServerCa.Length > 0 && Unreadable(hub.ServerCa, () => SoapTls.Authorities(hub).Count > 0 ? null : "holds no certificate") is { } ca) yield return Fault(nameof(hub.ServerCa), hub.ServerCa, ca);
        if (hub.ClientCertificate.Length > 0 != hub.ClientKey.Length > 0) yield return Fault(nameof(hub.ClientKey), hub.ClientKey, "certificate and key must be named together");
        else if (hub.ClientCertificate.Length > 0 && Unreadable(hub.ClientCertificate, () => ClientOf(hub)) is { } client) yield return Fault(nameof(hub.ClientCertificate), hub.ClientCertificate, client);
        foreach (var (key, value, minimum, maximum) in Ranges(hub))
        {
            if (value < minimum || value > maximum) yield return Fault(key, value.ToString(System.Globalization.CultureInfo.InvariantCulture), $"must be from {minimum} to {maximum}");
        }

        if (hub.PollMaximumSeconds < Math.Max(hub.ControlPollSeconds, hub.InquiryPollSeconds)) yield return Fault(nameof(hub.PollMaximumSeconds), $"{hub.PollMaximumSeconds}", "must not be less than the period of either list");
        if (hub.FeedRetryMaximumSeconds < hub.FeedRetryFirstSeconds) yield return Fault(nameof(hub.FeedRetryMaximumSeconds), $"{hub.FeedRetryMaximumSeconds}", "must not be less than FeedRetryFirstSeconds");
        if (hub.Contact.Length is 0 or > 50) yield return Fault(nameof(hub.Contact), hub.Contact, "must have from 1 to 50 characters: a court that gets an order back must know whom to ask");
        if (hub.Phone.Length is 0 or > 50) yield return Fault(nameof(hub.Phone), hub.Phone, "must have from 1 to 50 characters: a court that gets an order back must know whom to ask");

        string Fault(string key, string value, string reason) => $"{at}:{key} = {value}: {reason}";
    }

    /// <summary>The first line of the password's file.</summary>
    public static string PasswordOf(HubSoapSettings hub) => File.ReadLines(hub.PasswordFile).FirstOrDefault("").Trim();

    static IEnumerable<(string Key, int Value, int Minimum, int Maximum)> Ranges(HubSoapSettings hub) =>
    [
        (nameof(hub.ConnectSeconds), hub.ConnectSeconds, 1, 300), (nameof(hub.ReadSeconds), hub.ReadSeconds, 1, 3600),
        (nameof(hub.ControlPollSeconds), hub.ControlPollSeconds, 1, 3600), (nameof(hub.InquiryPollSeconds), hub.InquiryPollSeconds, 1, 3600), (nameof(hub.PollMaximumSeconds), hub.PollMaximumSeconds, 1, 86_400),
        (nameof(hub.JitterPercent), hub.JitterPercent, 0, 50), (nameof(hub.ConcurrentFetches), hub.ConcurrentFetches, 1, 64), (nameof(hub.DocumentAttempts), hub.DocumentAttempts, 1, 1000),
        (nameof(hub.TransactionsApart), hub.TransactionsApart, 0, 100_000), (nameof(hub.TransactionsPerMessage), hub.TransactionsPerMessage, 1, 100_000), (nameof(hub.ConcurrentFeeds), hub.ConcurrentFeeds, 1, 64),
        (nameof(hub.FeedRetryFirstSeconds), hub.FeedRetryFirstSeconds, 1, 3600), (nameof(hub.FeedRetryMaximumSeconds), hub.FeedRetryMaximumSeconds, 1, 86_400), (nameof(hub.LostAfterSeconds), hub.LostAfterSeconds, 0, 86_400), (nameof(hub.MaximumAnswerMiB), hub.MaximumAnswerMiB, 1, 1024),
    ];

    static string? ClientOf(HubSoapSettings hub)
    {
        using var certificate = SoapTls.Client(hub);
        return certificate.HasPrivateKey ? null : "has no key";
    }

    static string? Unreadable(string file, Func<string?> look)
    {
        if (file.Length == 0) return "is required";
        try
        {
            return look();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return fault.Message;
        }
    }
}
