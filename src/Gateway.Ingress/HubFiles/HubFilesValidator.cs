using System.Globalization;
using Gateway.Contracts.HubForms;
using Gateway.Ingress.Courts;
using Gateway.Register.Courts;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.HubFiles;

/// <summary>Names every wrong setting of every hub at once, each as "key = value: reason".</summary>
sealed class HubFilesValidator(CourtDirectoryOptions directory) : IValidateOptions<HubFilesOptions>
{
    public ValidateOptionsResult Validate(string? name, HubFilesOptions options)
    {
        var faults = options.HubFiles.SelectMany((hub, i) => Faults(hub, $"{HubFilesSettings.Section}:{i}")).ToList();
        faults.AddRange(Shared(options, hub => hub.Channel, nameof(HubFilesSettings.Channel)));
        faults.AddRange(Shared(options, hub => hub.Incoming, nameof(HubFilesSettings.Incoming)));
        faults.AddRange(Shared(options, hub => hub.Outgoing, nameof(HubFilesSettings.Outgoing)));
        faults.AddRange(Shared(options, hub => hub.Work, nameof(HubFilesSettings.Work)));
        for (var i = 0; i < directory.Channels.Count; i++)
        {
            var channel = directory.Channels[i];
            if (channel.Door == ChannelDoors.HubFiles && options.HubFiles.All(hub => hub.Channel != channel.Id)) faults.Add($"Channels:{i}:Door = {channel.Door}: {HubFilesSettings.Section} must have an entry for the channel {channel.Id}");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    static IEnumerable<string> Shared(HubFilesOptions options, Func<HubFilesSettings, string> of, string key) =>
        options.HubFiles.Select((hub, i) => (Value: of(hub), At: $"{HubFilesSettings.Section}:{i}:{key}")).Where(h => h.Value.Length > 0).GroupBy(h => h.Value, StringComparer.Ordinal)
            .SelectMany(same => same.Skip(1).Select(h => $"{h.At} = {h.Value}: is that of {same.First().At} already"));

    IEnumerable<string> Faults(HubFilesSettings hub, string at)
    {
        if (hub.Channel.Length == 0) yield return Fault(nameof(hub.Channel), "", "is required");
        // A channel that only the register has is judged when it is served.
        else if (directory.Channels.FirstOrDefault(c => c.Id == hub.Channel) is { } channel && channel.Door != ChannelDoors.HubFiles) yield return Fault(nameof(hub.Channel), hub.Channel, $"must be a channel whose Door is {ChannelDoors.HubFiles}");
        if (hub.BankCode.Length != HubPacketName.BankLength || !hub.BankCode.All(char.IsAsciiLetterOrDigit)) yield return Fault(nameof(hub.BankCode), hub.BankCode, $"must have {HubPacketName.BankLength} letters and digits");
        if (hub.Coding is not (HubFilesSettings.Plain or HubFilesSettings.Base64Gbk)) yield return Fault(nameof(hub.Coding), hub.Coding, $"must be {HubFilesSettings.Plain} or {HubFilesSettings.Base64Gbk}");
        foreach (var (key, value, minimum, maximum) in Ranges(hub))
        {
            if (value < minimum || value > maximum) yield return Fault(key, value.ToString(CultureInfo.InvariantCulture), $"must be from {minimum} to {maximum}");
        }

        if (hub.Contact.Length is 0 or > 50) yield return Fault(nameof(hub.Contact), hub.Contact, "must have from 1 to 50 characters: a court that gets an order back must know whom to ask");
        if (hub.Phone.Length is 0 or > 50) yield return Fault(nameof(hub.Phone), hub.Phone, "must have from 1 to 50 characters: a court that gets an order back must know whom to ask");
        foreach (var fault in FolderFaults(hub)) yield return Fault(fault.Key, fault.Value, fault.Reason);

        string Fault(string key, string value, string reason) => $"{at}:{key} = {value}: {reason}";
    }

    // Packets are taken, and answers appear, by rename: that holds on one file system only.
    static IEnumerable<(string Key, string Value, string Reason)> FolderFaults(HubFilesSettings hub)
    {
        var all = new[] { (Key: nameof(hub.Incoming), Folder: hub.Incoming), (Key: nameof(hub.Outgoing), Folder: hub.Outgoing), (Key: nameof(hub.Work), Folder: hub.Work) };
        var missing = all.Where(f => f.Folder.Length == 0 || !Directory.Exists(f.Folder)).ToList();
        foreach (var (key, folder) in missing) yield return (key, folder, folder.Length == 0 ? "is required" : "is no folder that is there");
        if (missing.Count > 0) yield break;
        foreach (var (key, folder) in all.Skip(1).Where(f => all.Any(other => other.Key != f.Key && SameFolder(other.Folder, f.Folder)))) yield return (key, folder, "must be a folder of its own");
        if (PacketFolders.Fault(hub.Work, hub.Work) is { } unwritable)
        {
            yield return (nameof(hub.Work), hub.Work, $"cannot be written: {unwritable}");
            yield break;
        }

        if (PacketFolders.Fault(hub.Incoming, hub.Work) is { } incoming) yield return (nameof(hub.Incoming), hub.Incoming, $"must be writable and on one file system with Work: {incoming}");
        if (PacketFolders.Fault(hub.Work, hub.Outgoing) is { } outgoing) yield return (nameof(hub.Outgoing), hub.Outgoing, $"must be writable and on one file system with Work: {outgoing}");
    }

    static bool SameFolder(string one, string other) => string.Equals(Path.TrimEndingDirectorySeparator(Path.GetFullPath(one)), Path.TrimEndingDirectorySeparator(Path.GetFullPath(other)), StringComparison.Ordinal);

    static IEnumerable<(string Key, int Value, int Minimum, int Maximum)> Ranges(HubFilesSettings hub) =>
    [
        (nameof(hub.PollSeconds), hub.PollSeconds, 1, 3600), (nameof(hub.SettleSeconds), hub.SettleSeconds, 0, 3600), (nameof(hub.GiveUpMinutes), hub.GiveUpMinutes, 1, 10_080),
        (nameof(hub.BatchMinutes), hub.BatchMinutes, 0, 10_080), (nameof(hub.DeliveredMinutes), hub.DeliveredMinutes, 1, 10_080), (nameof(hub.ConcurrentOrders), hub.ConcurrentOrders, 1, 64),
        (nameof(hub.MaximumPacketMiB), hub.MaximumPacketMiB, 1, 512), (nameof(hub.MaximumUnzippedMiB), hub.MaximumUnzippedMiB, 1, 512), (nameof(hub.MaximumEntries), hub.MaximumEntries, 3, 10_000),
        (nameof(hub.TransactionsPerFile), hub.TransactionsPerFile, 1, 1_000_000), (nameof(hub.KeepDays), hub.KeepDays, 0, 3650),
    ];
}
