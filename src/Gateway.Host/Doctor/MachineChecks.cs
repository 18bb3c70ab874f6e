using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gateway.Ingress.HubFiles;

namespace Gateway.Host.Doctor;

/// <summary>What the machine must give: room, file handles, ports, the right time.</summary>
internal static class MachineChecks
{
    private const int LeastHandles = 4096;
    private const int LowPercent = 15;
    private const int FullPercent = 3;

    // What programs that keep the clock leave behind while they do.
    private static readonly string[] TimeServices = ["/run/systemd/timesync/synchronized", "/run/chrony/chronyd.pid", "/run/chronyd.pid", "/run/ntpd.pid", "/run/ntpsec/ntpd.pid"];

    /// <summary>The folder of the data, and the room on its disk; the same bounds as the alerts have.</summary>
    public static IEnumerable<Finding> Disk(string folder)
    {
        var there = folder;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } above) there = above;
        if (there != folder) yield return Finding.Look("disk", $"{folder} is not there; a start makes it, if the service's account may write to {there}", $"make it, for the service's account alone, or let deploy/install.sh do it");
        else if (WriteFault(folder) is { } fault) yield return Finding.Wrong("disk", $"{folder} cannot be written: {fault}", "give the folder to the service's account; or run this command as that account");
        var drive = new DriveInfo(there);
        yield return Room(there, drive.AvailableFreeSpace, drive.TotalSize);
    }

    internal static Finding Room(string folder, long free, long size)
    {
        var percent = size == 0 ? 0 : (int)(free / (size / 100m));
        var what = string.Create(CultureInfo.InvariantCulture, $"{free >> 30} GiB free of {size >> 30}, {percent} %, for {folder}");
        const string More = "enlarge it or move other people's files away; deploy/CAPACITY.md says how much a day needs";
        return percent < FullPercent ? Finding.Wrong("disk", what, More) : percent < LowPercent ? Finding.Look("disk", what, More) : Finding.Fine("disk", what);
    }

    /// <summary>The folders of a hub that sends files: packets are moved out of one, answers into another, and both are renamed on one file system.</summary>
    public static IEnumerable<Finding> Packets(IConfigurationSection hub)
    {
        string[] keys = [nameof(HubFilesSettings.Incoming), nameof(HubFilesSettings.Outgoing), nameof(HubFilesSettings.Work)];
        return from key in keys
               let folder = hub[key]
               where folder is { Length: > 0 } && Directory.Exists(folder)
               select WriteFault(folder) is { } fault
                   ? Finding.Wrong("hub folder", $"{hub.Path}:{key} {folder} cannot be written: {fault}", "give the service's account the right, by a group that it shares with the transfer tool; ReadWritePaths= under systemd")
                   : Finding.Fine("hub folder", $"{hub.Path}:{key} {folder} can be written");
    }

    /// <summary>Whether something keeps the machine's clock.</summary>
    public static Finding TimeService(Func<string, bool> exists) => TimeServices.FirstOrDefault(exists) is { } service
        ? Finding.Fine("clock", $"is kept ({service})")
        : Finding.Look("clock", "no time service is seen from here", "look on the host whether systemd-timesyncd, chrony or ntpd keeps it: rank goes by the clock");

    /// <summary>Open files and connections of this process, which are the service's where the same limits hold.</summary>
    public static Finding? Handles(IEnumerable<string> limits)
    {
        if (limits.FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal)) is not { } line) return null;
        var soft = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        if (soft == "unlimited" || int.Parse(soft, CultureInfo.InvariantCulture) >= LeastHandles) return Finding.Fine("file handles", $"{soft} for a process that is started from here");
        return Finding.Look("file handles", $"{soft} for a process that is started from here", string.Create(CultureInfo.InvariantCulture, $"at least {LeastHandles}; the units of deploy/systemd set their own"));
    }

    /// <summary>An address that the service listens at.</summary>
    public static Finding? Port(string key, string address)
    {
        if (!IPEndPoint.TryParse(address, out var point) || point.Port == 0) return null;
        try
        {
            using var socket = new Socket(point.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(point);
            return Finding.Fine("port", $"{key} {address} is free");
        }
        catch (SocketException taken)
        {
            return taken.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? Finding.Look("port", $"{key} {address} is taken", "fine if the gateway runs; else: ss -ltnp shows by whom")
                : Finding.Wrong("port", $"{key} {address}: {taken.Message}", "an address of this machine, and a port above 1023");
        }
    }

    private static string? WriteFault(string folder)
    {
        try
        {
            var probe = Path.Combine(folder, $".doctor-{Environment.ProcessId}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return refused.Message;
        }
    }
}
