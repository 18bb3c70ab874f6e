using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gateway.Hub.SoapStub;

namespace Gateway.Hub.FilesStub;

/// <summary>Judges an answer as the hub's rules go: every line, a receipt once one is controlled, forms of dates and money.</summary>
internal static partial class FileJudge
{
    static readonly HashSet<string> Money = ["YE", "KYYE", "DJXE", "SKJE", "CESKJE", "JE", "DJJE", "QLJE", "ZCZJE"];
    static readonly HashSet<string> Days = ["CSKSRQ", "CSJSRQ", "XZXCRQ"];
    static readonly HashSet<string> Times = ["KHRQ", "XHRQ", "FKSJ", "JYSJ"];

    /// <summary>What is wrong; empty: nothing.</summary>
    public static string FaultOf(HubTask task, IReadOnlyList<(string Kind, XElement Element)> elements)
    {
        if (elements.All(e => e.Kind == "QNA")) return elements.Any(e => e.Element.Name.LocalName == "htxx" && e.Element.Of("XCHTYY").Length > 0) ? "" : "回退无原因";
        var answers = elements.Where(e => e.Kind == "QR").Select(e => e.Element).ToList();
        var form = answers.SelectMany(answer => answer.DescendantsAndSelf()).SelectMany(element => element.Attributes().Select(attribute => FormFault(task, element, attribute))).FirstOrDefault(fault => fault.Length > 0, "");
        if (form.Length > 0) return form;
        return task.IsInquiry ? answers.All(answer => answer.Name.LocalName == "zhxx" && answer.Of("KHZH").Length > 0) && answers.Count > 0 ? "" : "无账户信息" : FaultOfControl(task, answers, [.. elements.Where(e => e.Kind == "QRI").Select(e => e.Element)]);
    }

    static string FaultOfControl(HubTask task, List<XElement> lines, List<XElement> receipts)
    {
        if (lines.Any(line => line.Name.LocalName != "kzxx")) return "反馈不是kzxx";
        if (task.Lines.Except(lines.Select(line => line.Of("CCXH"))).Any()) return "控制明细未全部反馈";
        if (lines.All(line => line.Of("KZZT") != "1")) return "";
        return receipts is [{ } receipt] && receipt.Name.LocalName == "hzxx" && receipt.Of("MD5") == Md5(Convert.FromBase64String(receipt.Of("WSNR"))) ? "" : "缺少回执或回执损坏";
    }

    static string FormFault(HubTask task, XElement element, XAttribute attribute)
    {
        var (name, value) = (attribute.Name.LocalName, attribute.Value);
        if (value.Length == 0) return "";
        var right = name == "DJJZRQ" ? (task.IsInquiry ? Time() : Day()).IsMatch(value)
            : Money.Contains(name) ? Amount().IsMatch(value)
            : Days.Contains(name) ? Day().IsMatch(value)
            : !Times.Contains(name) || Time().IsMatch(value);
        return right ? "" : $"{element.Name.LocalName}.{name} 格式不符";
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "The courts' field.")]
    static string Md5(byte[] octets) => Convert.ToHexStringLower(MD5.HashData(octets));

    [GeneratedRegex(@"\A-?\d+\.\d\d\z")]
    private static partial Regex Amount();

    [GeneratedRegex(@"\A\d{4}/\d\d/\d\d\z")]
    private static partial Regex Day();

    [GeneratedRegex(@"\A\d{4}/\d\d/\d\d \d\d:\d\d:\d\d\z")]
    private static partial Regex Time();
}
