using System.Xml.Linq;
using Gateway.Contracts.V1;
using Gateway.Hub.Client;
using Gateway.Hub.Documents;
using Gateway.Hub.Orders;
using Gateway.Hub.Pki;
using Gateway.Hub.Processes;
using Gateway.Hub.Scenarios;
using Gateway.Hub.SoapStub;
using Gateway.Sealing;
using Google.Protobuf;
using ReceiptKind = Gateway.Contracts.V1.ReceiptKind;

namespace Gateway.Hub.Demo;

/// <summary>Plays the steps in which a court orders through the hub as it is today: opens the order at the stub, lets the bank find it, and checks what it feeds back.</summary>
internal sealed class HubTodayPlayer
{
    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    readonly DevelopmentService service;
    readonly HubDesk desk;
    readonly IRunObserver observer;
    readonly string receiptsFolder;
    readonly OrderDefaults defaults;
    readonly OrderWriter writer;
    readonly ReceiptCheck receipts;
    readonly FreezeEnds ends = new();

    public HubTodayPlayer(ScenarioFile scenario, DevelopmentService service, HubDesk desk, IRunObserver observer, string receiptsFolder)
    {
        (this.service, this.desk, this.observer, this.receiptsFolder) = (service, desk, observer, receiptsFolder);
        var holders = scenario.Accounts.ToDictionary(a => a.Account, a => a.Holder);
        defaults = new OrderDefaults { Courts = scenario.Courts, Today = () => BankTime.DayOf(service.Clock.GetUtcNow()), HolderOf = holders.GetValueOrDefault, EndOfOriginal = ends.Of };
        writer = new OrderWriter(scenario.Courts, service.Pki.SealOf, DevelopmentPki.BankName);
        receipts = new ReceiptCheck(new SealVerifier(TrustStore.FromCertificates([service.Pki.RootCertificate]), new SealPolicy()), service.Pki.BankCertificateFingerprint);
        Directory.CreateDirectory(receiptsFolder);
    }

    /// <summary>Plays one step.</summary>
    /// <returns>The first thing that is not as expected; null: all is.</returns>
    public async Task<Mismatch?> PlayAsync(OrderStep step, CancellationToken cancel)
    {
        var form = defaults.Fill(step.Form);
        var order = writer.Write(form, service.Clock.GetUtcNow());
        var task = TaskForms.Of(order);
        desk.Open(task);
        Console.WriteLine($"{order.CourtName}: order {order.OrderNo} waits at the hub as {task.Request.Name}, with {task.Writs.Count} documents and {task.Cards.Count} officer's cards; the bank polls {(task.IsInquiry ? "getXzcxList" : "getXzkzList")}");
        if (!await Readiness.WaitAsync(_ => Task.FromResult(desk.AnswersOf(order.OrderNo).Any(a => a.Taken)), AnswerLimit, cancel))
            return new Mismatch("answer", $"taken within {AnswerLimit.TotalSeconds} s", desk.AnswersOf(order.OrderNo) is [.., { } last] ? last.Said : "none");
        var answer = desk.AnswersOf(order.OrderNo).Last(a => a.Taken);
        Console.WriteLine($"the bank fed {answer.Operation}; the hub says success:");
        foreach (var line in Lines(answer.Message)) Console.WriteLine(line);
        return step.Inquiry is not null ? step.Inquiry.Compare(InquiryOf(answer.Message)) : Check(step, form, answer.Message);
    }

    // What the receipt says is compared with what is expected, and the fields with the receipt.
    Mismatch? Check(OrderStep step, OrderForm form, XElement message)
    {
        if (message.Descendants("hzxx").SingleOrDefault() is not { } sent) return new Mismatch("hzxx", "a receipt", "none");
        var ofd = Convert.FromBase64String(sent.Of("WSNR"));
        if (TaskForms.Md5(ofd) != sent.Of("MD5")) return new Mismatch("MD5", TaskForms.Md5(ofd), sent.Of("MD5"));
        File.WriteAllBytes(Path.Combine(receiptsFolder, $"{form.Order}.ofd"), ofd);
        var (verdict, body) = receipts.Open(ofd, service.Clock.GetUtcNow());
        if (body is null) return new Mismatch("receipt", "a valid seal", verdict.Code);
        ends.Note(form, body);
        observer.Received(new Receipt { Kind = ReceiptKind.Final, OrderNo = form.Order, Body = body, Ofd = ByteString.CopyFrom(ofd) });
        foreach (var (line, fields) in body.Controls.Zip(message.Elements("kzxx")))
        {
            var actual = line.Measure == "06" ? line.Deducted : line.Actual;
            if ((line.Controlled ? "1" : "2") != fields.Of("KZZT")) return new Mismatch("KZZT", line.Controlled ? "1" : "2", fields.Of("KZZT"));
            if (actual != fields.Of("SKJE")) return new Mismatch("SKJE", actual, fields.Of("SKJE"));
        }

        return step.Controls.Select((expected, i) => expected?.Compare(body.Controls[i], "")).FirstOrDefault(m => m is not null);
    }

    static InquiryAnswer InquiryOf(XElement message)
    {
        var answer = new InquiryAnswer { Found = true };
        foreach (var entry in message.Elements("zhxx"))
        {
            if (entry.Of("KHZH") == "查无开户信息") answer.Found = false;
            else answer.Accounts.Add(new AccountAnswer { Account = entry.Of("KHZH"), Itself = new RegisterAnswer { Currency = entry.Of("BZ"), Balance = entry.Of("YE"), Available = entry.Of("KYYE"), FreezeCount = entry.Descendants("djxx").Count() } });
        }

        return answer;
    }

    // Elements with what is in them; a document's bytes by their length.
    static IEnumerable<string> Lines(XElement message) => message.Descendants().Where(e => e.HasAttributes).Select(e =>
        $"  {e.Name}: " + string.Join(' ', e.Attributes().Where(a => a.Value.Length > 0).Select(a => $"{a.Name}={(a.Value.Length > 100 ? $"({a.Value.Length} characters)" : a.Value)}")));
}
