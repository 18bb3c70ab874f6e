using System.Xml.Linq;

namespace Gateway.Hub.SoapStub;

/// <summary>The hub's memory: open orders, each handed out again until its answer was accepted, and what the bank answered. Judges an answer as the hub's rules go, and keeps all that came.</summary>
internal sealed class HubDesk
{
    readonly Lock guard = new();
    readonly Dictionary<string, HubTask> tasks = new(StringComparer.Ordinal);
    readonly HashSet<string> closed = new(StringComparer.Ordinal);
    readonly List<(string OrderNo, HubAnswer Answer)> answers = [];

    /// <summary>Opens an order; one that was closed is open again.</summary>
    public void Open(HubTask task)
    {
        lock (guard)
        {
            tasks[task.OrderNo] = task;
            closed.Remove(task.OrderNo);
        }
    }

    public IReadOnlyList<HubTask> OpenTasks()
    {
        lock (guard) return [.. tasks.Values.Where(task => !closed.Contains(task.OrderNo))];
    }

    /// <summary>What the bank sent for an order, in the order in which it came.</summary>
    public IReadOnlyList<HubAnswer> AnswersOf(string orderNo)
    {
        lock (guard) return [.. answers.Where(a => a.OrderNo == orderNo).Select(a => a.Answer)];
    }

    /// <summary>One call of the bank.</summary>
    /// <returns>The answer, in plain.</returns>
    public XElement Handle(string operation, XElement? request)
    {
        lock (guard)
        {
            return operation switch
            {
                "getXzcxList" => new XElement("cxqqList", Listed(inquiries: true)),
                "getXzkzList" => new XElement("kzqqList", Listed(inquiries: false)),
                "cxwsInfo" => new XElement("wsinfoList", tasks.Values.FirstOrDefault(t => t.IsInquiry && t.DocumentNo == Condition(request, "WSBH"))?.Writs ?? []),
                "kzwsInfo" => new XElement("wsinfoList", Find(request)?.Writs ?? []),
                "zjInfo" => new XElement("zjinfoList", Find(request)?.Cards ?? []),
                "shfeedXzcxInfo" => Result("cxjglist", Feed(operation, request, "zhxx", _ => "")),
                "shfeedXzcxwlxxInfo" => Result("cxjglist", Feed(operation, request, "zhxx", _ => "", closes: false)),
                "shfeedXzkzInfo" => Result("cxjglist", Feed(operation, request, "kzxx", FaultOfControl)),
                "htInfo" => Result("htjglist", Feed(operation, request, "htxx", _ => "")),
                _ => new XElement("result", new XAttribute("errorMsg", $"无此操作 {operation}")),
            };
        }
    }

    IEnumerable<XElement> Listed(bool inquiries) => tasks.Values.Where(t => t.IsInquiry == inquiries && !closed.Contains(t.OrderNo)).Select(t => new XElement(t.Request));

    HubTask? Find(XElement? request) => tasks.GetValueOrDefault(Condition(request, "BDHM"));

    static string Condition(XElement? request, string attribute) => request?.Element("condition")?.Of(attribute) ?? "";

    // Each order of the message for itself: some may be taken and others not.
    List<(string OrderNo, string Fault)> Feed(string operation, XElement? request, string entry, Func<(HubTask Task, XElement Message), string> faultOf, bool closes = true)
    {
        var results = new List<(string, string)>();
        foreach (var orderNo in request?.Descendants(entry).Select(e => e.Of("BDHM")).Distinct().ToList() ?? [])
        {
            var fault = !tasks.TryGetValue(orderNo, out var task) ? "无此请求单号" : closes && closed.Contains(orderNo) ? "该请求已反馈" : faultOf((task, request!));
            answers.Add((orderNo, new HubAnswer(operation, request!, fault.Length == 0, fault)));
            if (fault.Length == 0 && closes) closed.Add(orderNo);
            results.Add((orderNo, fault));
        }

        return results;
    }

    // A control answer covers every line of its order; a receipt is due once a line is controlled.
    static string FaultOfControl((HubTask Task, XElement Message) answer)
    {
        var lines = answer.Message.Descendants("kzxx").Where(e => e.Of("BDHM") == answer.Task.OrderNo).ToList();
        if (answer.Task.Lines.Except(lines.Select(l => l.Of("CCXH"))).ToList() is { Count: > 0 } missing) return $"控制明细 {string.Join('、', missing)} 未反馈";
        var receipt = answer.Message.Descendants("hzxx").FirstOrDefault(e => e.Of("BDHM") == answer.Task.OrderNo);
        return lines.Any(l => l.Of("KZZT") == "1") && (receipt is null || receipt.Of("WSNR").Length == 0) ? "缺少回执" : "";
    }

    static XElement Result(string list, List<(string OrderNo, string Fault)> results) => new(
        "result",
        results.Count == 0 ? new XAttribute("errorMsg", "报文中无请求单号") : null,
        new XElement(list, results.Select(r => new XElement("jg", new XAttribute("bdhm", r.OrderNo), new XAttribute("result", r.Fault.Length == 0 ? "success" : "fail"), new XAttribute("msg", r.Fault)))));
}
