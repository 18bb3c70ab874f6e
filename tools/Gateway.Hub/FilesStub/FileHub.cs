using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gateway.Hub.SoapStub;

namespace Gateway.Hub.FilesStub;

/// <summary>What the bank sent for an order in one packet.</summary>
/// <param name="Packet">The zip's name.</param>
/// <param name="Elements">Of all its files, by the files' kind: QR, QRI, QNA.</param>
/// <param name="Fault">What the hub finds wrong with it; empty: nothing.</param>
internal sealed record FileAnswer(string OrderNo, string Packet, IReadOnlyList<(string Kind, XElement Element)> Elements, string Fault);

/// <summary>The hub that puts packets into a folder and takes answers from another. Names and forms are written here once more and apart from the gateway's: what both get wrong in the same way would not be seen.</summary>
/// <param name="toBank">Where the bank finds packets.</param>
/// <param name="fromBank">Where it puts its answers.</param>
/// <param name="bank">Its code, 17 characters.</param>
internal sealed partial class FileHub(string toBank, string fromBank, string bank)
{
    readonly Dictionary<string, (HubTask Task, string Batch)> open = new(StringComparer.Ordinal);

    /// <summary>Number of a batch, 30 digits.</summary>
    public static string BatchOf(int no) => no.ToString("D30", CultureInfo.InvariantCulture);

    /// <summary>Sends orders of one kind as a packet; returns its name.</summary>
    /// <param name="eachByItself">A set of files for each order; else one for the batch.</param>
    public string Send(string batch, IReadOnlyList<HubTask> tasks, bool eachByItself = false)
    {
        foreach (var task in tasks) open[task.OrderNo] = (task, batch);
        var inquiries = tasks[0].IsInquiry;
        var sets = eachByItself ? tasks.Select(task => (Tail: task.OrderNo.PadLeft(30, '0'), Tasks: (IReadOnlyList<HubTask>)[task])) : [("", tasks)];
        var files = sets.SelectMany(set => new[]
        {
            ($"QA{bank}{batch}{set.Tail}.xml", new XElement(inquiries ? "cxqqList" : "kzqqList", set.Tasks.Select(task => task.Request))),
            ($"QI{bank}{batch}{set.Tail}.xml", new XElement("wsinfoList", set.Tasks.SelectMany(WritsOf))),
            ($"QC{bank}{batch}{set.Tail}.xml", new XElement("zjinfoList", set.Tasks.SelectMany(task => task.Cards))),
        });
        return Put($"{(inquiries ? "CXQQ" : "KZQQ")}{bank}{batch}.zip", files);
    }

    /// <summary>Complains about the answer to an order.</summary>
    public string Complain(string orderNo, string words)
    {
        var (task, batch) = open[orderNo];
        var complaint = new XElement("htxxList", new XElement("htxx", new XAttribute("BDHM", orderNo), new XAttribute("XCHTYY", words), new XAttribute("XCHTBZ", ""), new XAttribute("XCHTR", "总对总"), new XAttribute("XCHTDH", "010")));
        return Put($"{(task.IsInquiry ? "CXHZ" : "KZHZ")}{bank}{batch}.zip", [($"QNR{bank}{batch}.xml", complaint)]);
    }

    /// <summary>Takes away what the bank has answered since, as a transfer tool does, and looks at it.</summary>
    public IReadOnlyList<FileAnswer> Fetch()
    {
        var answers = new List<FileAnswer>();
        foreach (var path in Directory.EnumerateFiles(fromBank).Order(StringComparer.Ordinal).ToList())
        {
            answers.AddRange(Read(path));
            File.Delete(path);
        }

        return answers;
    }

    string Put(string name, IEnumerable<(string Name, XElement Root)> files)
    {
        // As a transfer tool writes: under another name until it is whole.
        var part = Path.Combine(toBank, $"{name}.filepart");
        using (var zip = ZipFile.Open(part, ZipArchiveMode.Create))
        {
            foreach (var (entry, root) in files)
            {
                using var text = new StreamWriter(zip.CreateEntry(entry).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                text.Write("""<?xml version="1.0" encoding="UTF-8"?>""" + root.ToString(SaveOptions.DisableFormatting));
            }
        }

        File.Move(part, Path.Combine(toBank, name), overwrite: true);
        return name;
    }

    // Documents of inquiries go by their number here.
    static IEnumerable<XElement> WritsOf(HubTask task) => task.Writs.Select(writ =>
    {
        var own = new XElement(writ);
        if (task.IsInquiry) own.SetAttributeValue("WSBH", task.DocumentNo);
        return own;
    });

    List<FileAnswer> Read(string path)
    {
        var packet = Path.GetFileName(path);
        var name = PacketName().Match(packet);
        if (!name.Success || name.Groups[2].Value != bank) return [new FileAnswer("", packet, [], "不是反馈数据包名")];
        var (batch, order) = (name.Groups[3].Value, name.Groups[4].Value);
        var files = new List<(string Kind, XElement Root)>();
        using (var zip = ZipFile.OpenRead(path))
        {
            foreach (var entry in zip.Entries)
            {
                var file = FileName().Match(entry.FullName);
                // Answers to inquiries have a serial, all about a control its number, returns of inquiries neither.
                var tail = !file.Success ? 0 : order.Length > 0 ? 30 : file.Groups[1].Value == "QR" ? 12 : 0;
                if (!file.Success || file.Groups[2].Value != bank || file.Groups[3].Value != batch || file.Groups[4].Length != tail || (order.Length > 0 && file.Groups[4].Value != order))
                    return [new FileAnswer("", packet, [], $"包内文件名不符 {entry.FullName}")];
                using var text = entry.Open();
                files.Add((file.Groups[1].Value, XDocument.Load(text).Root!));
            }
        }

        return files.SelectMany(file => file.Root.Elements().Select(element => (file.Kind, Element: element))).GroupBy(e => e.Element.Of("BDHM"), StringComparer.Ordinal)
            .Select(own => new FileAnswer(own.Key, packet, [.. own], FaultOf(own.Key, batch, [.. own]))).ToList();
    }

    string FaultOf(string orderNo, string batch, IReadOnlyList<(string Kind, XElement Element)> elements) =>
        !open.TryGetValue(orderNo, out var asked) ? "无此请求单号" : asked.Batch != batch ? "批次号不符" : FileJudge.FaultOf(asked.Task, elements);

    [GeneratedRegex(@"\A(CXFK|KZFK)(.{17})(.{30})((?<=\AKZFK.*).{30}|(?<=\ACXFK.*))\.zip\z")]
    private static partial Regex PacketName();

    [GeneratedRegex(@"\A(QRI|QR|QNA)(.{17})(.{30})(.*)\.xml\z")]
    private static partial Regex FileName();
}
