using Gateway.Contracts.HubForms;

namespace Gateway.Ingress.HubFiles;

/// <summary>One entry of the section HubFiles: a hub whose packets come into a folder, for one channel.</summary>
public sealed class HubFilesSettings
{
    public const string Section = "HubFiles";

    /// <summary>Words of <see cref="Coding"/>.</summary>
    public const string Plain = "plain";

    /// <inheritdoc cref="Plain"/>
    public const string Base64Gbk = "base64-gbk";

    /// <summary>Id of the channel; its Door is hub-files.</summary>
    public string Channel { get; set; } = "";

    /// <summary>Where the transfer tool puts packets.</summary>
    public string Incoming { get; set; } = "";

    /// <summary>Where it fetches answers, and takes them away.</summary>
    public string Outgoing { get; set; } = "";

    /// <summary>The gateway's own, on the same file system: packets in work, done and refused, answers being written.</summary>
    public string Work { get; set; } = "";

    /// <summary>The bank's code in the names of files, 17 characters.</summary>
    public string BankCode { get; set; } = "";

    /// <summary>How values are written.</summary>
    public string Coding { get; set; } = Plain;

    /// <summary>From one look into the folder to the next.</summary>
    public int PollSeconds { get; set; } = 2;

    /// <summary>A packet is looked into once its size and time have not changed for so long.</summary>
    public int SettleSeconds { get; set; } = 4;

    /// <summary>One that is still not whole after so long without a change is refused.</summary>
    public int GiveUpMinutes { get; set; } = 60;

    /// <summary>A batch of inquiries is answered in parts when some of it has no answer after so long.</summary>
    public int BatchMinutes { get; set; } = 30;

    /// <summary>An answer that lies there for so long counts as handed over, though nobody took it away.</summary>
    public int DeliveredMinutes { get; set; } = 60;

    /// <summary>Orders of a batch of inquiries that are taken at the same time; controls are taken one after the other.</summary>
    public int ConcurrentOrders { get; set; } = 4;

    /// <summary>Bounds of a packet.</summary>
    public int MaximumPacketMiB { get; set; } = 64;
    public int MaximumUnzippedMiB { get; set; } = 64;
    public int MaximumEntries { get; set; } = 1000;

    /// <summary>An inquiry's answer of more transactions has them in files of their own, each of so many.</summary>
    public int TransactionsPerFile { get; set; } = 20_000;

    /// <summary>How long packets that were dealt with are kept in done/. Refused ones stay until people take them away.</summary>
    public int KeepDays { get; set; } = 30;

    /// <summary>Whom a court asks about what went back without people: XCHTR, XCHTDH.</summary>
    public string Contact { get; set; } = "";
    public string Phone { get; set; } = "";

    internal HubCoding HubCoding => Coding == Base64Gbk ? HubCoding.Base64Gbk : HubCoding.Plain;

    internal PacketBounds Bounds => new(MaximumEntries, MaximumUnzippedMiB * 1024L * 1024);
}

/// <summary>All of the section.</summary>
public sealed class HubFilesOptions
{
    public IReadOnlyList<HubFilesSettings> HubFiles { get; set; } = [];
}
