using System.IO.Compression;
using System.Text;
using Gateway.Ingress.HubFiles;

namespace Gateway.Ingress.Tests.HubFiles;

/// <summary>Folders of one hub on the disk, and what its transfer tool does there.</summary>
sealed class HubFolders : IDisposable
{
    public HubFolders()
    {
        Root = Directory.CreateTempSubdirectory("hub-files-").FullName;
        Settings = new HubFilesSettings
        {
            Channel = "hub", BankCode = Hub.Bank, Incoming = Make("in"), Outgoing = Make("out"), Work = Make("work"), SettleSeconds = 4, GiveUpMinutes = 60, BatchMinutes = 30, DeliveredMinutes = 60, Contact = "李", Phone = "010",
        };
        Folders = new PacketFolders(Settings);
    }

    public string Root { get; }

    public HubFilesSettings Settings { get; }

    public PacketFolders Folders { get; }

    public string Put(string name, byte[] content)
    {
        var path = Path.Combine(Settings.Incoming, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public IReadOnlyList<string> In(string folder) => [.. Directory.EnumerateFiles(Path.Combine(Root, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>What lies in the folder for the hub: files of a packet with what they say.</summary>
    public IReadOnlyList<(string Name, string Content)> Answer(string name)
    {
        using var zip = ZipFile.OpenRead(Path.Combine(Settings.Outgoing, name));
        return [.. zip.Entries.Select(entry =>
        {
            using var text = new StreamReader(entry.Open(), Encoding.UTF8);
            return (entry.FullName, text.ReadToEnd());
        })];
    }

    /// <summary>The transfer tool takes a packet away.</summary>
    public byte[] Fetch(string name)
    {
        var path = Path.Combine(Settings.Outgoing, name);
        var content = File.ReadAllBytes(path);
        File.Delete(path);
        return content;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    string Make(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
}
